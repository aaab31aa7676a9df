import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../forms/engine/definition.ts';
import { endingProposed, serviceResults, undoneServices } from '../../forms/engine/service-results.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import { openFlow } from './flow.ts';

const states = (flow: ReturnType<typeof openFlow>): Readonly<Record<string, string>> =>
  Object.fromEntries(serviceResults(flow.view(), flow.definition).map(({ key, state }) => [key, state]));
const products = { broadbandMbps: 500, iptv: true, voice: true };
const iptvFailed = { 'activation.iptv': { result: 'failed', failReason: 'setTopBox', channel: null } };
const allFailed = {
  ...iptvFailed,
  'activation.broadband': { result: 'failed', failReason: 'vlan', address: null },
  'activation.voice': { result: 'failed', failReason: 'number', calls: null },
};

describe('results by service', () => {
  it('before anybody has said, every ordered service is open and nothing is proposed', () => {
    const flow = openFlow('ftth-install', { products });
    expect(states(flow)).toEqual({ broadband: 'open', iptv: 'open', voice: 'open' });
    expect(endingProposed(flow.view(), flow.definition)).toBe('complete');
  });

  it('a service that is not opened has its reason, and what remains is that service', () => {
    const flow = openFlow('ftth-install', { products });
    flow.workUntil('activation');
    flow.workStage('activation', iptvFailed);
    expect(flow.pass('activation').passes).toBe(true);
    expect(states(flow)).toEqual({ broadband: 'done', iptv: 'notDone', voice: 'done' });
    const [iptv] = undoneServices(flow.view(), flow.definition);
    expect(iptv).toMatchObject({ key: 'iptv', reasons: [{ field: 'failReason', value: 'setTopBox' }] });
    expect(endingProposed(flow.view(), flow.definition)).toBe('partial');
  });

  it('none opened proposes that the order failed, and no speed is asked for', () => {
    const flow = openFlow('ftth-install', { products });
    flow.workUntil('activation');
    flow.workStage('activation', allFailed);
    flow.pass('activation');
    expect(endingProposed(flow.view(), flow.definition)).toBe('fail');
    const demo = flow.view().stages.find(({ key }) => key === 'demoSpeedTest');
    expect(demo?.steps.find(({ key }) => key === 'demoSpeedTest.speedTest')?.relevant).toBe(false);
    flow.workStage('demoSpeedTest', { 'demoSpeedTest.demonstration': { shown: { wifi: true } } });
    expect(flow.pass('demoSpeedTest').passes).toBe(true);
  });

  it('the reason "other" needs words', () => {
    const flow = openFlow('ftth-install', { products });
    flow.workUntil('activation');
    expect(
      flow.submit('activation.iptv', { result: 'failed', failReason: 'other', channel: null, failNote: null }).ok,
    ).toBe(false);
  });

  it('services that the customer does not have are none of the order', () => {
    const flow = openFlow('ftth-install', { products: { broadbandMbps: 100, iptv: false, voice: false } });
    expect(states(flow)).toEqual({ broadband: 'open' });
    const move = openFlow('internal-move');
    move.workUntil(null);
    expect(states(move)).toEqual({ broadband: 'done', iptv: 'done' });
    expect(states(openFlow('patrol'))).toEqual({});
  });

  it('says of every shipped type with services what its own samples did', () => {
    for (const definition of shippedOrderTypes.filter(({ services }) => services !== undefined)) {
      const flow = openFlow(definition);
      flow.workUntil(null);
      const results = serviceResults(flow.view(), flow.definition);
      expect(
        results.map(({ key, state }) => `${definition.key}.${key} ${state}`),
        definition.key,
      ).toEqual(results.map(({ key }) => `${definition.key}.${key} done`));
      expect(results.length).toBeGreaterThan(0);
    }
  });
});

describe('options that apply', () => {
  const settings = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
  const shownIn = (flow: ReturnType<typeof openFlow>, shown: Readonly<Record<string, true>>) => {
    const form = evaluateStep({
      view: flow.view(),
      definition: flow.definition,
      settings,
      step: 'demoSpeedTest.demonstration',
      fields: { shown },
    });
    return { options: form.fields.find(({ key }) => key === 'shown')?.options, stored: form.values.shown };
  };
  const everything = { web: true, video: true, iptv: true, voice: true, wifi: true } as const;

  it('an order without IPTV and voice offers neither, and stores neither', () => {
    const flow = openFlow('ftth-install', { products: { broadbandMbps: 100, iptv: false, voice: false } });
    flow.workUntil('demoSpeedTest');
    expect(shownIn(flow, everything)).toEqual({
      options: ['web', 'video', 'wifi'],
      stored: { web: true, video: true, wifi: true },
    });
  });

  it('a service that was not opened cannot have been shown', () => {
    const flow = openFlow('ftth-install', { products });
    flow.workUntil('activation');
    flow.workStage('activation', iptvFailed);
    flow.pass('activation');
    expect(shownIn(flow, everything).options).toEqual(['web', 'video', 'voice', 'wifi']);
  });

  it('a list may come from settings: the causes of a fault are those of its side', () => {
    const flow = openFlow('ftth-repair');
    flow.workUntil('siteDiagnosis');
    const offered = (fields: Readonly<Record<string, string>>) => {
      const step = 'siteDiagnosis.cause';
      const form = evaluateStep({ view: flow.view(), definition: flow.definition, settings, step, fields });
      return form.fields.find(({ key }) => key === 'causeCode');
    };
    expect(offered({})?.options).toHaveLength(24);
    const platform = offered({ causeSide: 'platform', causeCode: 'dropBroken' });
    expect(platform?.options).toContain('oltPort');
    expect(platform?.options).not.toContain('dropBroken');
    expect(platform?.value).toBeNull();
  });

  it('nothing that says what was done, seen or worn is ticked as a whole: only what is taken along', () => {
    const whole = shippedOrderTypes.flatMap(({ key, stages }) =>
      stages.flatMap((stage) =>
        stage.steps.flatMap((step) =>
          step.fields.flatMap((field) => (field.tickAll ? [`${key} ${stage.key}.${step.key}.${field.key}`] : [])),
        ),
      ),
    );
    expect(whole).toEqual([
      'ftth-install preparation.kit.tools',
      'ftth-install preparation.kit.materials',
      'ftth-repair siteDiagnosis.briefing.kit',
      'internal-move works.briefing.kit',
      'line-removal removal.briefing.kit',
      'line-survey siteSurvey.study.kit',
      'patrol checks.study.tools',
    ]);
  });
});

describe('a definition is refused', () => {
  const install = shippedOrderTypes[0];
  const problemsOf = (change: object): string => {
    const parsed = parseDefinition({ ...install, ...change });
    return parsed.ok ? '' : JSON.stringify(parsed.problem.details);
  };
  const service = { key: 'broadband', result: 'activation.broadband.result', done: ['up'] };

  it.each([
    ['a result that is no field', { ...service, result: 'activation.broadband.outcome' }, 'no field'],
    ['an answer that it cannot have', { ...service, done: ['works'] }, 'is no answer'],
    ['a product that does not exist', { ...service, product: 'internet' }, 'no product'],
    ['a reason that is no field', { ...service, reasons: ['activation.broadband.why'] }, 'no field'],
  ])('%s', (_, broken, reason) => {
    expect(problemsOf({ services: [broken] })).toContain(reason);
  });

  it('a service without its name', () => {
    expect(problemsOf({ services: [{ ...service, key: 'internet' }] })).toContain('service.internet');
  });
});
