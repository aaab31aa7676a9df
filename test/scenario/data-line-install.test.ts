import { describe, expect, it } from 'vitest';
import type { Answers } from '../builders/answers.ts';
import { type Flow, openFlow } from './flow.ts';
import { lineWorks } from './line-works.ts';

const valuesOf = (order: Flow, key: string): Answers =>
  (order
    .view()
    .stages.flatMap(({ steps }) => steps)
    .find((step) => step.key === key)?.values ?? {}) as Answers;

/** The works that a survey raised, the customer having gone ahead. */
function surveyed(over: Readonly<Record<string, Answers>> = {}): Flow {
  const survey = openFlow('line-survey');
  for (const { key } of survey.definition.stages) {
    survey.workStage(key, over);
    expect(survey.pass(key).problems).toEqual([]);
  }
  const [works] = survey.raise('dataLineInstall');
  if (!works) throw new Error('the survey raised nothing');
  return works;
}

lineWorks('data-line-install');

describe('what the survey hands over', () => {
  it('stands in the pre-conditions and cannot be changed there', () => {
    const order = surveyed();
    order.workStage('preconditions', { 'preconditions.survey': { cost: 1, metres: 1, feasible: false } });
    expect(valuesOf(order, 'preconditions.survey')).toMatchObject({
      surveyNumber: order.view().origin?.number,
      feasible: true,
      metres: 2050,
      cost: 33054,
    });
    expect(order.view().origin?.orderType).toBe('line-survey');
    // 33 054 − 5 000 borne by the customer − 1 000 paid once
    expect(valuesOf(order, 'preconditions.investment')).toMatchObject({ net: 27054, paybackMonths: 9 });
    expect(order.pass('preconditions').passes).toBe(true);
  });

  it('waits for the conditions of a survey that is feasible on conditions', () => {
    const order = surveyed({ 'feasibility.verdict': { outcome: 'conditional', conditions: '业务板扩容完成' } });
    order.workStage('preconditions', { 'preconditions.survey': { conditionsMet: false } });
    expect(order.pass('preconditions').problems).toMatchObject([{ details: { gate: 'surveyFeasible' } }]);
    order.submit('preconditions.survey', { conditionsMet: true });
    expect(order.pass('preconditions').passes).toBe(true);
  });

  it('refuses an investment that does not return within the term; the customer’s part mends it', () => {
    const order = surveyed();
    order.workStage('preconditions', { 'preconditions.agreement': { termMonths: 8 } });
    expect(order.pass('preconditions').problems).toMatchObject([
      { code: 'gate.notMet', details: { gate: 'returnWithinTerm', payback: 9, term: 8 } },
    ]);
    expect(order.judge('preconditions').verdicts.find(({ gate }) => gate === 'agreementSigned')?.passed).toBe(true);
    order.submit('preconditions.investment', { contribution: 8054 });
    expect(valuesOf(order, 'preconditions.investment').paybackMonths).toBe(8);
    expect(order.pass('preconditions').passes).toBe(true);
  });
});

describe('data-line-install, the line as built and tested', () => {
  it('wants a reason where the length laid is not the survey’s', () => {
    const order = openFlow('data-line-install');
    order.workUntil('works');
    order.workStage('works');
    const segments = [{ kind: 'existingDuct', cable: 'GYTS-24B1', metres: 2300 }];
    expect(order.submit('works.laying', { segments }).ok).toBe(false);
    expect(order.submit('works.laying', { segments, deviationReason: '原管道堵塞，绕行' }).ok).toBe(true);
    expect(valuesOf(order, 'works.laying').deviationPercent).toBe(12.2);
  });

  it.each<[string, Answers, string]>([
    ['throughput in one direction', { upMbps: 150 }, 'throughput'],
    ['loss', { lossPercent: 0.2 }, 'quality'],
    ['latency', { latencyMs: 20.1 }, 'quality'],
  ])('refuses %s beyond its limit, and dispatch may override', (_, readings, gate) => {
    const order = openFlow('data-line-install');
    order.workUntil('tests');
    order.workStage('tests', { 'tests.ethernet': readings });
    expect(order.pass('tests').problems).toMatchObject([{ code: 'gate.notMet', details: { gate } }]);
    order.override('tests', gate);
    expect(order.pass('tests').passes).toBe(true);
  });

  it('judges the receive power by the optics’ own window', () => {
    const order = openFlow('data-line-install');
    order.workUntil('tests');
    order.workStage('tests', { 'tests.optical': { rxDbm: -19.1 } });
    expect(order.pass('tests').problems).toMatchObject([{ details: { value: -19.1, min: -19, max: -3 } }]);
    order.submit('tests.optical', { rxDbm: -19 });
    expect(order.pass('tests').passes).toBe(true);
  });

  it('pauses for a customer whose room is not ready, and shows outward as pending', () => {
    const order = openFlow('data-line-install');
    order.workUntil('works');
    order.assign();
    order.accept();
    order.hold({ reasonCode: 'customerRoom' });
    expect(order.view().fold.state).toBe('pending');
    order.resume();
    order.hold({ reasonCode: 'permit' });
    expect(order.view().fold.state).toBe('held');
  });
});
