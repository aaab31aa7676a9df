import { describe, expect, it } from 'vitest';
import { shippedSettings } from '../../forms/order-types/index.ts';
import { type Flow, openFlow } from './flow.ts';

const stepOf = (order: Flow, key: string) =>
  order
    .view()
    .stages.flatMap(({ steps }) => steps)
    .find((step) => step.key === key);
const valuesOf = (order: Flow, key: string) => stepOf(order, key)?.values ?? {};

describe('line-survey, stage by stage', () => {
  it('goes from the account manager to the crew and back, and is answered', () => {
    const order = openFlow('line-survey');
    const turns: unknown[] = [];
    for (const { key } of order.definition.stages) {
      turns.push([order.view().currentStage, order.view().turn]);
      order.workStage(key);
      expect(order.view().fold.state).toBe('inProgress');
      expect(order.pass(key).problems).toEqual([]);
    }
    expect(turns).toEqual([
      ['request', 'office'],
      ['siteSurvey', 'field'],
      ['route', 'field'],
      ['costEstimate', 'office'],
      ['feasibility', 'office'],
      ['reply', 'office'],
    ]);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it('computes length, loss, totals and payback', () => {
    const order = openFlow('line-survey');
    order.workUntil('feasibility');
    expect(valuesOf(order, 'route.path')).toMatchObject({ metres: 2050, newMetres: 60 });
    // 2.05 km × 0.35 + 4 × 0.08 + 4 × 0.25
    expect(valuesOf(order, 'route.resources')).toMatchObject({ expectedLossDb: 2, marginDb: 9 });
    expect(valuesOf(order, 'costEstimate.costs')).toMatchObject({
      subtotal: 31480,
      contingency: 1574,
      total: 33054,
      net: 28054,
      paybackMonths: 9.4,
    });
    expect(stepOf(order, 'costEstimate.costs')?.measures).toMatchObject([
      { field: 'paybackMonths', limit: { max: 24 }, verdict: 'pass' },
    ]);
  });

  it('begins the cost table with the surveyed route at the price book’s prices', () => {
    const order = openFlow('line-survey');
    order.workUntil('costEstimate');
    expect(order.submit('costEstimate.costs', { items: undefined as never, contribution: 0 }).ok).toBe(true);
    expect(valuesOf(order, 'costEstimate.costs').items).toMatchObject([
      { item: 'cable', quantity: 1850, unitPrice: 8 },
      { item: 'cable', quantity: 60, unitPrice: 180 },
      { item: 'cable', quantity: 140, unitPrice: 12 },
    ]);
  });
});

describe('line-survey, what is not there', () => {
  const short = { portFree: false, port: null, missing: '需扩容一块业务板' };

  it('refuses "feasible" without a port, takes it on conditions', () => {
    const order = openFlow('line-survey');
    order.workUntil('route');
    order.workStage('route', { 'route.resources': short });
    order.pass('route');
    order.workStage('costEstimate');
    order.pass('costEstimate');
    order.workStage('feasibility');
    const refused = order.pass('feasibility');
    expect(refused.problems).toMatchObject([
      { code: 'gate.notMet', details: { gate: 'resources', missing: short.missing } },
    ]);
    order.submit('feasibility.verdict', { outcome: 'conditional', conditions: '业务板扩容完成' });
    expect(order.pass('feasibility').passes).toBe(true);
    order.workStage('reply');
    order.pass('reply');
    expect(order.raised('dataLineInstall')[0]?.values).toMatchObject({ feasible: true, conditions: '业务板扩容完成' });
  });

  it('wants to hear how a missing port is to be got', () => {
    const order = openFlow('line-survey');
    order.workUntil('route');
    order.workStage('route');
    expect(order.submit('route.resources', { ...short, missing: null })).toMatchObject({
      ok: false,
      problem: { details: { problems: [{ field: 'missing', keyword: 'required' }] } },
    });
  });

  it('refuses a link without margin until dispatch overrides it', () => {
    const order = openFlow('line-survey');
    order.workUntil('route');
    order.workStage('route', { 'route.resources': { budgetDb: 4.9 } });
    expect(order.pass('route').problems).toMatchObject([{ code: 'gate.notMet', details: { value: 2.9, min: 3 } }]);
    order.override('route', 'margin');
    expect(order.pass('route').passes).toBe(true);
  });

  it('ends completed and raises nothing when the line is not feasible', () => {
    const order = openFlow('line-survey');
    order.workUntil('feasibility');
    order.workStage('feasibility', {
      'feasibility.verdict': { outcome: 'notFeasible', reasons: ['noDuct'], worksDays: null },
    });
    order.pass('feasibility');
    order.workStage('reply', { 'reply.answer': { customerAnswer: null, agreedFee: null, agreedTerm: null } });
    expect(order.pass('reply').passes).toBe(true);
    expect(order.complete().ok).toBe(true);
    for (const raise of order.definition.raises ?? []) expect(order.raised(raise.key)).toEqual([]);
  });
});

describe('line-survey, the order that follows', () => {
  it('hands its result over to the works, with the pictures', () => {
    const order = openFlow('line-survey');
    order.workUntil(null);
    expect(order.raised('voiceLineInstall')).toEqual([]);
    const [raised] = order.raised('dataLineInstall');
    expect(raised).toMatchObject({
      products: { lines: 1, bandwidthMbps: 200, interface: 'ge', monthlyFee: 3000, termMonths: 24 },
      resources: { accessSite: '蜀山机房', device: 'HF-SS-IPRAN-03', port: '1/0/7', odf: 'ODF-SS-22/3' },
      values: { feasible: true, metres: 2050, cost: 33054, contribution: 5000 },
    });
    expect(raised?.values.route).toBe('蜀山机房 → 长江西路光交 12；长江西路光交 12 → 园区红线；园区红线 → 客户机房');
    expect(new Set(raised?.evidence.map(({ slot }) => slot))).toEqual(
      new Set([
        'siteSurvey.site.building',
        'siteSurvey.site.entry',
        'siteSurvey.site.room',
        'route.path.sketch',
        'route.path.accessPoint',
      ]),
    );
  });

  it('raises the works of a voice line by its own type', () => {
    const order = openFlow('line-survey', { products: { lineKind: 'voice', voiceAccess: 'sip', lines: 30 } });
    order.workUntil('request');
    order.workStage('request', { 'request.need': { purpose: 'voiceTrunk', numbersWanted: 1, lines: 30 } });
    order.pass('request');
    order.workStage('siteSurvey');
    order.pass('siteSurvey');
    order.workStage('route', { 'route.resources': { numbersFree: true } });
    order.pass('route');
    for (const stage of ['costEstimate', 'feasibility', 'reply']) {
      order.workStage(stage);
      expect(order.pass(stage).problems).toEqual([]);
    }
    expect(order.raised('dataLineInstall')).toEqual([]);
    expect(order.raised('voiceLineInstall')[0]?.products).toMatchObject({ lines: 30, numbers: 1, voiceAccess: 'sip' });
  });

  it('waits until it is asked for while the customer considers, and is then raised once', () => {
    const order = openFlow('line-survey');
    order.workUntil('reply');
    order.workStage('reply', {
      'reply.answer': { customerAnswer: 'consider', agreedFee: null, agreedTerm: null },
    });
    order.pass('reply');
    expect(order.raised('dataLineInstall')).toEqual([]);
    expect(order.raised('dataLineInstallAsked')[0]?.products).toMatchObject({ monthlyFee: 3000, termMonths: 24 });

    const atOnce = openFlow('line-survey');
    atOnce.workUntil(null);
    atOnce.raise('dataLineInstall');
    expect(atOnce.raised('dataLineInstallAsked')).toEqual([]);
  });
});

it('is answered within 3 working days of acceptance, and the manager hears of a breach (NORMS §1)', () => {
  const { sla, settings, performers } = openFlow('line-survey').definition;
  expect(sla).toMatchObject([
    {
      clock: 'working',
      limitDays: 'settings.leasedLine.surveyReplyDays',
      startsAt: 'acceptedAt',
      stopsAt: 'stage:reply',
      escalations: [{ to: 'surveyDesk' }, { key: 'breach', atPercent: 100, to: 'manager' }],
    },
  ]);
  expect(settings).toContain('calendar');
  expect(performers.manager).toBe('administrator');
  expect(shippedSettings.find(({ key }) => key === 'leasedLine')?.values).toMatchObject({
    surveyReplyDays: 3,
    installDays: 15,
    filingDays: 7,
  });
});
