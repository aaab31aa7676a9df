import { describe, expect, it } from 'vitest';
import type { StageJudgement } from '../../forms/engine/types.ts';
import { type Flow, type FlowOptions, openFlow } from './flow.ts';

const open = (options: FlowOptions = {}): Flow => openFlow('ftth-repair', options);
const codes = ({ problems }: StageJudgement): readonly (readonly [string, unknown])[] =>
  problems.map(({ code, details }) => [code, details.gate] as const);
const valuesOf = (order: Flow, step: string) =>
  order
    .view()
    .stages.flatMap(({ steps }) => steps)
    .find(({ key }) => key === step)?.values;

/** Study and pre-check done; the technician has diagnosed a fault in the plant. */
function diagnosedInPlant(options: FlowOptions = {}): Flow {
  const order = open(options);
  order.workUntil('siteDiagnosis');
  order.workStage('siteDiagnosis', {
    'siteDiagnosis.readings': { lightFound: 'none', splitterDbm: null, outletDbm: null, onuDbm: null },
    'siteDiagnosis.cause': {
      causeSide: 'plant',
      causeCode: 'distributionCable',
      causePosition: '翡翠路 12 号杆接头盒',
      causeNote: '分光器上行无光，配线光缆中断',
    },
  });
  expect(order.pass('siteDiagnosis').passes).toBe(true);
  return order;
}

describe('ftth-repair by its samples', () => {
  it('goes from the service desk over the pre-check and the field to the call-back, and completes', () => {
    const order = open();
    const turns = order.definition.stages.map(({ key }) => {
      const { currentStage, turn } = order.view();
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
      return [currentStage, turn];
    });
    expect(turns).toEqual([
      ['study', 'office'],
      ['preCheck', 'office'],
      ['siteDiagnosis', 'field'],
      ['repair', 'field'],
      ['verification', 'field'],
      ['signOff', 'field'],
      ['callBack', 'office'],
    ]);
    expect(order.view().fold.state).toBe('inProgress');
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold).toMatchObject({ state: 'completed', reviewState: 'received' });
    expect(order.view().findings).toEqual([]);
  });

  it('is not over before another role has called back', () => {
    const order = open();
    order.workUntil('callBack');
    expect(order.complete()).toMatchObject({ ok: false, problem: { details: { stages: ['callBack'] } } });
    expect(order.definition.performers.callBackDesk).toBe('reviewer');
  });

  it('shows before and after side by side, with their differences', () => {
    const order = open();
    order.workUntil('signOff');
    expect(valuesOf(order, 'verification.readings')).toMatchObject({
      onuBeforeDbm: -29.6,
      onuDbm: -19.4,
      onuGainDb: 10.2,
    });
    expect(valuesOf(order, 'verification.speedTest')).toMatchObject({
      downBeforeMbps: 0.4,
      downMbps: 486.2,
      downGainMbps: 485.8,
    });
  });
});

describe('the pre-check desk', () => {
  it.each([
    [2, true],
    [3, false],
  ])('%d neighbours offline: may send one technician: %s', (neighboursDown, passes) => {
    const order = open();
    order.workUntil('preCheck');
    order.workStage('preCheck', { 'preCheck.line': { neighboursDown } });
    expect(order.judge('preCheck').passes).toBe(passes);
    if (!passes) expect(codes(order.judge('preCheck'))).toEqual([['gate.notMet', 'massFault']]);
  });

  it('raises one plant order for a mass fault, and none again for the same cause found on site', () => {
    const order = open();
    order.workUntil('preCheck');
    order.workStage('preCheck', {
      'preCheck.line': { neighboursDown: 9 },
      'preCheck.verdict': { verdict: 'massFault', suspectedCause: 'feederCable' },
    });
    order.pass('preCheck');
    expect(order.raised('massFault')).toMatchObject([
      { products: { faultScope: 'plant', faultObject: 'FDT-翡翠-05' }, values: { neighboursDown: 9 } },
    ]);
    order.workStage('siteDiagnosis', {
      'siteDiagnosis.cause': { causeSide: 'plant', causeCode: 'feederCable', causeNote: '主干中断' },
      'siteDiagnosis.readings': { lightFound: 'none', splitterDbm: null, outletDbm: null, onuDbm: null },
    });
    order.pass('siteDiagnosis');
    expect(order.raised('plantRepair')).toEqual([]);
  });

  it('does not send anybody to a stopped account unless dispatch says so', () => {
    const order = open();
    order.workUntil('preCheck');
    order.workStage('preCheck', { 'preCheck.account': { accountState: 'arrears' } });
    expect(codes(order.pass('preCheck'))).toEqual([['gate.notMet', 'accountClear']]);
    order.override('preCheck', 'accountClear');
    expect(order.pass('preCheck').passes).toBe(true);
  });
});

describe('the diagnosis', () => {
  it('refuses a cause code of the other side', () => {
    const order = open();
    order.workUntil('siteDiagnosis');
    order.assign();
    order.accept();
    const wrong = order.submit('siteDiagnosis.cause', { causeSide: 'customer', causeCode: 'feederCable' });
    expect(wrong).toMatchObject({
      ok: false,
      problem: { details: { problems: [{ field: 'causeCode', keyword: 'required' }] } },
    });
  });

  it.each([
    [-24.1, true],
    [-24.0, false],
    [-8.0, false],
    [-7.9, true],
  ])('%d dBm at the ONU fits an optical cause: %s', (onuDbm, passes) => {
    const order = open();
    order.workUntil('siteDiagnosis');
    order.workStage('siteDiagnosis', { 'siteDiagnosis.readings': { onuDbm } });
    const judgement = order.judge('siteDiagnosis');
    expect(judgement.passes).toBe(passes);
    if (!passes) expect(codes(judgement)).toEqual([['gate.notMet', 'causeFits']]);
  });
});

describe('a fault in the plant', () => {
  it('raises an order to plant maintenance with what was found, waits for it, and goes on when it is mended', () => {
    const order = diagnosedInPlant();
    const [plant, ...more] = order.raise('plantRepair');
    if (!plant) throw new Error('nothing raised');
    expect(more).toEqual([]);
    const { fold, origin, acceptedAt } = plant.view();
    expect(fold.products).toMatchObject({
      faultScope: 'plant',
      faultObject: '翡翠路 12 号杆接头盒',
      reportChannel: 'order',
    });
    expect(fold.products.faultDescription).toBe(`${order.view().number} · 分光器上行无光，配线光缆中断`);
    expect(origin).toMatchObject({ relation: 'child', values: { causeCode: 'distributionCable', lightFound: 'none' } });
    expect(acceptedAt).toBe(order.view().acceptedAt);
    expect(
      order
        .raised('plantRepair')[0]
        ?.evidence.map(({ slot }) => slot)
        .sort(),
    ).toEqual(['siteDiagnosis.cause.fault', 'siteDiagnosis.readings.meter']);

    order.workStage('repair');
    expect(order.pass('repair').problems).toMatchObject([
      { code: 'gate.notMet', details: { gate: 'networkMended', open: 1 } },
    ]);
    workPlant(plant);
    order.childEnded(plant);
    expect(order.pass('repair').passes).toBe(true);
    order.workStage('verification');
    expect(order.pass('verification').passes).toBe(true);
  });

  it('stays refused when the plant order failed, until dispatch overrides', () => {
    const order = diagnosedInPlant();
    const [plant] = order.raise('plantRepair');
    plant?.workUntil('preCheck');
    plant?.fail();
    if (plant) order.childEnded(plant);
    order.workStage('repair');
    expect(order.pass('repair').problems).toMatchObject([{ details: { gate: 'networkMended', open: 0, failed: 1 } }]);
    order.override('repair', 'networkMended');
    expect(order.pass('repair').passes).toBe(true);
  });

  it('a fault in the exchange goes there instead, in the same way', () => {
    const order = open();
    order.workUntil('siteDiagnosis');
    order.workStage('siteDiagnosis', {
      'siteDiagnosis.cause': { causeSide: 'platform', causeCode: 'oltPort', causeNote: 'PON 口光模块无光' },
      'siteDiagnosis.readings': { lightFound: 'none', splitterDbm: null, outletDbm: null, onuDbm: null },
    });
    order.pass('siteDiagnosis');
    expect(order.raised('plantRepair')).toEqual([]);
    const [exchange] = order.raise('platformRepair');
    expect(exchange?.view().fold.products.faultScope).toBe('platform');
    exchange?.workUntil(null);
    expect(exchange?.complete().ok).toBe(true);
    if (exchange) order.childEnded(exchange);
    order.workStage('repair');
    expect(order.pass('repair').passes).toBe(true);
  });

  it('as an order of its own has no customer: no call, no signature, no call-back of a customer, and raises none itself', () => {
    const plant = open({
      products: { faultScope: 'plant', faultObject: '配线光缆 P-12' },
      resources: { opticsClass: null },
    });
    workPlant(plant);
    expect(plant.view().fold).toMatchObject({ state: 'completed', signOff: null });
    expect(plant.raised('plantRepair')).toEqual([]);
    expect(valuesOf(plant, 'verification.plantReadings')).toMatchObject({
      beforeDbm: -26.4,
      afterDbm: -17.6,
      gainDb: 8.8,
    });
  });
});

/** A plant order from its study to its end. */
function workPlant(plant: Flow): void {
  const over: Readonly<Record<string, Parameters<Flow['workStage']>[1]>> = {
    study: { 'study.ticket': { faultScope: 'plant', faultObject: '配线光缆 P-12' } },
    siteDiagnosis: {
      'siteDiagnosis.briefing': { risks: ['height'], riskNote: '双人作业，系安全带' },
      'siteDiagnosis.arrival': {
        conduct: null,
        safety: { cones: true, helmet: true, harness: true, secondPerson: true },
      },
      'siteDiagnosis.readings': { lightFound: 'toSplitter', splitterDbm: -26.4, outletDbm: null, onuDbm: null },
      'siteDiagnosis.cause': { causeSide: 'plant', causeCode: 'closure', causeNote: '接头盒进水' },
    },
    repair: {
      'repair.works': { actions: ['repairCable'], bendKept: null, fibresRestored: 24, spliceLossDb: 0.05 },
    },
  };
  for (const { key } of plant.definition.stages) {
    plant.workStage(key, over[key] ?? {});
    const { problems } = plant.pass(key);
    expect([key, problems]).toEqual([key, []]);
  }
  expect(plant.complete().ok).toBe(true);
}

describe('the verification', () => {
  const verified = (over: Parameters<Flow['workStage']>[1]): StageJudgement => {
    const order = open();
    order.workUntil('verification');
    order.workStage('verification', over);
    return order.judge('verification');
  };
  it('refuses power outside the window, and power that is worse than before', () => {
    const judgement = verified({ 'verification.readings': { onuDbm: -30.2 } });
    expect(codes(judgement)).toEqual([
      ['gate.onuPowerOutOfWindow', 'powerWindow'],
      ['gate.notMet', 'notWorse'],
    ]);
  });
  it('lets a reading pass that is worse by no more than the meter errs', () => {
    expect(codes(verified({ 'verification.readings': { onuDbm: -30.1 } }))).toEqual([
      ['gate.onuPowerOutOfWindow', 'powerWindow'],
    ]);
  });
  it('refuses a speed below the contract and a symptom that is still there', () => {
    const judgement = verified({
      'verification.speedTest': { downMbps: 449.9 },
      'verification.restoration': { symptomGone: false },
    });
    expect(codes(judgement)).toEqual([
      ['gate.speedBelowContract', 'speed'],
      ['gate.notMet', 'symptomGone'],
    ]);
  });
  it('names the ordered service that still fails', () => {
    const judgement = verified({ 'verification.services': { iptv: 'failed', failNote: '机顶盒未到货' } });
    expect(judgement.problems[0]?.details).toMatchObject({ gate: 'services', services: ['iptv'] });
  });
});

describe('the limit: 48 h urban, 72 h rural (NORMS §1)', () => {
  it.each([
    ['urban', 48],
    ['rural', 72],
  ] as const)('%s: %d h from the report', (area, hours) => {
    const order = open({ place: { area } });
    const [clock] = order.view().sla;
    expect(Date.parse(clock?.breachAt ?? '') - Date.parse(order.view().acceptedAt)).toBe(hours * 3_600_000);
    order.workUntil('preCheck');
    expect(valuesOf(order, 'study.contact')?.limitHours).toBe(hours);
  });

  it('warns shift and manager before the breach', () => {
    const [clock] = open().definition.sla;
    expect(clock).toMatchObject({
      key: 'repair',
      clock: 'calendar',
      startsAt: 'acceptedAt',
      stopsAt: 'stage:verification',
    });
    expect(clock?.escalations?.map(({ atPercent, to }) => [atPercent, to])).toEqual([
      [70, 'dispatcher'],
      [90, 'manager'],
      [100, 'callBackDesk'],
    ]);
  });

  it('a repair that came too late is closed only with the rent waived', () => {
    const order = open();
    order.workUntil('verification');
    order.workStage('verification', { 'verification.restoration': { restoredAt: '2026-03-04T04:00:00.000Z' } });
    order.pass('verification');
    expect(valuesOf(order, 'verification.restoration')).toMatchObject({ outageHours: 51, overHours: 3 });
    order.workStage('signOff');
    order.pass('signOff');
    order.workStage('callBack', { 'callBack.overdue': { waivedDays: 0 } });
    const refused = order.pass('callBack');
    expect(codes(refused)).toEqual([['gate.notMet', 'rentWaived']]);
    expect(refused.problems[0]?.details.hours).toBe(3);
    order.submit('callBack.overdue', { waivedDays: 1 });
    expect(order.pass('callBack').passes).toBe(true);
  });
});

describe('the call-back', () => {
  const calledBack = (over: Parameters<Flow['submit']>[1]): Flow => {
    const order = open();
    order.workUntil('callBack');
    order.workStage('callBack', { 'callBack.call': over ?? {} });
    return order;
  };
  const unreached = {
    reached: 'unreachable',
    faultGone: null,
    punctual: null,
    manner: null,
    chargesAsked: null,
    satisfaction: null,
  } as const;

  it.each([
    [2, false],
    [3, true],
  ])('a customer not reached after %d attempts: may be closed: %s', (attempts, passes) => {
    expect(calledBack({ ...unreached, attempts }).judge('callBack').passes).toBe(passes);
  });

  it('raises another repair when the customer says that it is not mended', () => {
    const order = calledBack({ faultGone: false, words: '晚上又掉线' });
    expect(order.pass('callBack').passes).toBe(true);
    expect(order.raised('repeatRepair')).toMatchObject([
      {
        raise: { relation: 'follow' },
        products: { faultScope: 'customer', broadbandMbps: 500 },
        remarks: '晚上又掉线',
      },
    ]);
    const content = calledBack({});
    content.pass('callBack');
    expect(content.raised('repeatRepair')).toEqual([]);
  });
});

it('is raised by a complaint or a patrol from two values', () => {
  const { definition } = open();
  const required = [...definition.products, ...definition.resources].filter((one) => one.required);
  expect(required.map(({ key }) => key)).toEqual(['faultDescription']);
});

it('holds with a reason of the customer outside of the clock, with ours inside', () => {
  const paused = (reasonCode: string): number => {
    const order = open();
    order.workUntil('repair');
    const before = Date.parse(order.view().sla[0]?.breachAt ?? '');
    order.hold({ reasonCode });
    order.wait(5);
    order.resume();
    return Date.parse(order.view().sla[0]?.breachAt ?? '') - before;
  };
  expect(paused('powerCut')).toBeGreaterThanOrEqual(5 * 3_600_000);
  expect(paused('plantRepair')).toBe(0);
});
