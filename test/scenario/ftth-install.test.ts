import { describe, expect, it } from 'vitest';
import { type ProblemCode, problemText } from '../../domain/problem.ts';
import type { StageJudgement } from '../../forms/engine/types.ts';
import { requiredSlots, stageKeys } from '../builders/answers.ts';
import { openScenario, type Scenario } from './order-scenario.ts';

/** The one refusal of a judgement, by its code; its sentence is there in both languages and names what its details carry. */
function refusalOf(judgement: StageJudgement): {
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, unknown>>;
} {
  expect(judgement.passes).toBe(false);
  expect(judgement.problems.map(({ code }) => code)).toHaveLength(1);
  const [problem] = judgement.problems;
  if (!problem) throw new Error('no problem');
  const texts = (['zh-CN', 'en'] as const).map((language) => problemText(problem.code, problem.details, language));
  expect(texts[0]).toMatch(/\p{Script=Han}/u);
  expect(texts[1]).not.toMatch(/\p{Script=Han}/u);
  for (const text of texts) expect(text).not.toMatch(/\{\w+\}|undefined|null/);
  return problem;
}

describe('ftth-install, all seven stages by the samples of its definition', () => {
  it('passes each stage in turn and completes', () => {
    const order = openScenario();
    order.workUntil(null);
    expect(order.view().stages.map(({ state }) => state)).toEqual(stageKeys.map(() => 'passed'));
    expect(order.complete().ok).toBe(true);
    const { fold, findings } = order.view();
    expect(fold.phase).toBe('completed');
    expect(fold.state).toBe('completed');
    expect(fold.reviewState).toBe('received');
    expect(findings).toEqual([]);
  });

  it('keeps each judged measure with the limit it was judged by', () => {
    const order = openScenario();
    order.workUntil('activation');
    const readings = order
      .view()
      .stages.flatMap(({ steps }) => steps)
      .find(({ key }) => key === 'opticalTurnup.readings');
    expect(readings?.measures.find(({ field }) => field === 'onuDbm')).toMatchObject({
      value: -19.3,
      unit: 'dBm',
      limit: { min: -27, max: -8, settings: expect.stringMatching(/^optics@\d+$/) },
      verdict: 'pass',
    });
  });
});

/** A stage worked by the samples but for these answers, and judged. */
function judged(order: Scenario, stage: string, over: Parameters<Scenario['workStage']>[1]): StageJudgement {
  order.workUntil(stage);
  order.workStage(stage, over);
  return order.judge(stage);
}

describe('the power window at its edges (NORMS §2, bounds inclusive)', () => {
  const cases: readonly (readonly [string, number, boolean])[] = [
    ['GPON-B+', -27.0, true],
    ['GPON-B+', -27.1, false],
    ['GPON-B+', -8.0, true],
    ['GPON-B+', -7.9, false],
    ['GPON-C+', -27.1, true],
    ['GPON-C+', -30.0, true],
    ['GPON-C+', -30.1, false],
    ['XGS-PON-N1', -8.5, false],
    ['XGS-PON-N1', -9.0, true],
    ['XGS-PON-N1', -28.0, true],
    ['XGS-PON-N1', -28.1, false],
  ];
  it.each(cases)('%s at %d dBm: passes %s', (opticsClass, onuDbm, passes) => {
    const order = openScenario({ resources: { opticsClass } });
    const wavelengthNm = opticsClass.startsWith('XGS') ? '1577' : '1490';
    const judgement = judged(order, 'opticalTurnup', { 'opticalTurnup.readings': { onuDbm, wavelengthNm } });
    if (passes) {
      expect(judgement.problems).toEqual([]);
      return;
    }
    const { code, details } = refusalOf(judgement);
    expect(code).toBe('gate.onuPowerOutOfWindow');
    expect(details).toMatchObject({ value: onuDbm, stage: 'opticalTurnup', gate: 'powerWindow' });
    // What was submitted is kept, refused or not.
    const step = order
      .view()
      .stages.flatMap(({ steps }) => steps)
      .find(({ key }) => key === 'opticalTurnup.readings');
    expect(step?.values.onuDbm).toBe(onuDbm);
  });

  it('is opened by dispatch, with the override named in the verdict', () => {
    const order = openScenario();
    expect(judged(order, 'opticalTurnup', { 'opticalTurnup.readings': { onuDbm: -27.1 } }).passes).toBe(false);
    order.override('opticalTurnup', 'powerWindow');
    const judgement = order.pass('opticalTurnup');
    expect(judgement.passes).toBe(true);
    const [override] = order.view().fold.overrides;
    expect(judgement.verdicts.find(({ gate }) => gate === 'powerWindow')).toMatchObject({
      passed: false,
      overriddenBy: override?._id,
    });
  });
});

describe('the speed gate at 89 % and 90 % of the contract', () => {
  const cases: readonly (readonly [number, string, number, boolean])[] = [
    [500, '1000', 445, false],
    [500, '1000', 449.9, false],
    [500, '1000', 450, true],
    // A 1000M contract on a 1 GbE port is judged against the port: 90 % of 941.
    [1000, '1000', 846.8, false],
    [1000, '1000', 846.9, true],
    [1000, '2500', 890, false],
    [1000, '2500', 900, true],
  ];
  it.each(cases)('%d M contract on a %s port, %d Mbit/s: passes %s', (broadbandMbps, nicMbps, downMbps, passes) => {
    const order = openScenario({ products: { broadbandMbps } });
    const judgement = judged(order, 'demoSpeedTest', { 'demoSpeedTest.speedTest': { nicMbps, downMbps } });
    if (passes) expect(judgement.problems).toEqual([]);
    else expect(refusalOf(judgement)).toMatchObject({ code: 'gate.speedBelowContract', details: { value: downMbps } });
  });

  it('is opened by dispatch', () => {
    const order = openScenario();
    expect(judged(order, 'demoSpeedTest', { 'demoSpeedTest.speedTest': { downMbps: 445 } }).passes).toBe(false);
    order.override('demoSpeedTest', 'speed');
    expect(order.judge('demoSpeedTest').passes).toBe(true);
  });
});

describe('what is missing is refused with its own problem', () => {
  it.each(requiredSlots())('the photo %s', (missing) => {
    const stage = missing.split('.')[0] ?? '';
    const order = openScenario();
    order.workUntil(stage);
    if (stage === 'preparation') order.start();
    for (const slot of requiredSlots(stage)) if (slot !== missing) order.photo(slot);
    order.submitStage(stage);
    expect(refusalOf(order.judge(stage))).toMatchObject({ code: 'gate.photoMissing', details: { slots: [missing] } });
    order.photo(missing);
    expect(order.judge(stage).passes).toBe(true);
  });

  it('the signature; a documented refusal will do', () => {
    const order = openScenario();
    order.workUntil('signOff');
    order.submitStage('signOff');
    expect(
      order
        .judge('signOff')
        .problems.map(({ code }) => code)
        .sort(),
    ).toEqual(['gate.reportMissing', 'gate.signatureMissing']);
    order.refuseToSign();
    expect(refusalOf(order.judge('signOff')).code).toBe('gate.reportMissing');
    order.makeReport();
    expect(order.pass('signOff').passes).toBe(true);
  });

  it('a resource that nobody confirmed, and an order that nobody accepted', () => {
    const order = openScenario();
    order.submitStage('orderStudy');
    expect(refusalOf(order.judge('orderStudy')).code).toBe('gate.notAccepted');
  });

  it('a service that is neither up nor marked failed; failed with a reason passes', () => {
    const order = openScenario();
    order.workUntil('activation');
    order.workStage('activation', { 'activation.iptv': { result: 'failed', channel: null, failReason: 'platform' } });
    expect(order.judge('activation').passes).toBe(true);
  });

  it('completion, while a stage was left with its gate open', () => {
    const order = openScenario();
    order.workUntil('opticalTurnup');
    order.workStage('opticalTurnup', { 'opticalTurnup.readings': { onuDbm: -27.1 } });
    expect(order.submit('activation.broadband')).toMatchObject({ ok: false, problem: { code: 'step.notYet' } });
    order.askOverride('opticalTurnup', 'powerWindow');
    for (const stage of ['activation', 'demoSpeedTest', 'signOff']) {
      order.workStage(stage);
      expect(order.pass(stage).passes).toBe(true);
    }
    const refused = order.complete();
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'gate.openGates', details: { stages: ['opticalTurnup'] } },
    });
    order.override('opticalTurnup', 'powerWindow');
    expect(order.complete().ok).toBe(true);
  });
});
