import { describe, expect, it } from 'vitest';
import { limitsOf } from './clock-limits.ts';
import { openFlow } from './flow.ts';

const turnOf = ({ view }: ReturnType<typeof openFlow>) => {
  const { turn, currentStage, fold } = view();
  return { turn, currentStage, state: fold.state };
};

describe('presale-support', () => {
  it('goes from the request over the study on site to the solution and its hand-over', () => {
    const order = openFlow('presale-support');
    expect(turnOf(order)).toEqual({ turn: 'office', currentStage: 'request', state: 'acknowledged' });
    order.workUntil('onSiteStudy');
    expect(turnOf(order)).toEqual({ turn: 'field', currentStage: 'onSiteStudy', state: 'inProgress' });
    order.workUntil('solution');
    expect(turnOf(order)).toMatchObject({ turn: 'office', currentStage: 'solution' });
    order.workUntil(null);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it('adds up the points of the study and the cost of the solution', () => {
    const order = openFlow('presale-support');
    order.workUntil('handOver');
    const values = Object.fromEntries(
      order.view().stages.flatMap(({ steps }) => steps.map((step) => [step.key, step.values])),
    );
    expect(values['onSiteStudy.points']).toMatchObject({ pointCount: 3, portCount: 14, cableMetres: 245.5 });
    expect(values['solution.cost']).toMatchObject({ equipmentYuan: 28_400, totalYuan: 146_400 });
    expect(values['solution.cost']).not.toHaveProperty('overBudgetYuan');
  });

  it.each([
    ['ordinary', 3],
    ['complex', 5],
  ] as const)(
    'has a solution due for a project that is %s in %i working days, one level up when late',
    (complexity, days) => {
      const order = openFlow('presale-support', { products: { complexity } });
      expect(limitsOf(order)).toEqual({ solution: days });
      expect(order.definition.sla).toMatchObject([
        { clock: 'working', stopsAt: 'stage:solution', escalations: [{ atPercent: 100, to: 'supportManager' }] },
      ]);
    },
  );

  it.each([
    ['many sites', { sites: 5 }],
    ['custom development', { customDevelopment: true }],
  ])('does not let a complex project through as an ordinary one: %s', (_, over) => {
    const order = openFlow('presale-support');
    order.workStage('request', { 'request.scale': over });
    expect(order.pass('request').problems).toMatchObject([{ code: 'gate.notMet', details: { gate: 'complexity' } }]);
    order.override('request', 'complexity');
    expect(order.pass('request').passes).toBe(true);
  });

  it('stops where the study finds no way, and ends with that reason', () => {
    const order = openFlow('presale-support');
    order.workUntil('onSiteStudy');
    order.workStage('onSiteStudy', { 'onSiteStudy.outcome': { feasible: 'notFeasible', obstacle: 'noRoute' } });
    expect(order.pass('onSiteStudy').problems).toMatchObject([{ details: { gate: 'feasible' } }]);
    order.fail({ reasonCode: 'notFeasible' });
    expect(order.view().fold.state).toBe('failed');
  });

  it('asks for the reason where a study says no', () => {
    const order = openFlow('presale-support');
    order.workUntil('onSiteStudy');
    order.assign();
    order.accept();
    const said = order.submit('onSiteStudy.outcome', { feasible: 'notFeasible' });
    expect(said).toMatchObject({ ok: false, problem: { code: 'step.invalid' } });
  });

  it('takes the solution back when the customer wants changes', () => {
    const order = openFlow('presale-support');
    order.workUntil('handOver');
    order.workStage('handOver', {
      'handOver.presentation': { answer: 'revise', changes: '存储改为 60 天' },
      'handOver.next': { next: 'negotiation' },
    });
    expect(order.pass('handOver').problems).toMatchObject([{ details: { gate: 'answered' } }]);
    expect(order.submit('solution.design', { solutionNumber: 'FA-20260306' }).ok).toBe(true);
    expect(order.submit('handOver.presentation').ok).toBe(true);
    expect(order.pass('handOver').passes).toBe(true);
  });

  it('raises the implementation with what the solution says, once the customer has accepted', () => {
    const order = openFlow('presale-support');
    order.workUntil(null);
    expect(order.raised('implementation')).toEqual([]);
    order.complete();
    const [implementation] = order.raise('implementation');
    expect(implementation?.view()).toMatchObject({
      orderType: 'app-implementation',
      origin: { relation: 'follow', values: { solutionNumber: 'FA-20260305', buildDays: 10 } },
      fold: { products: { industry: 'education', partnerName: '合肥智安科技有限公司', sites: 3, users: 40 } },
    });
    const given = order.raised('implementation')[0];
    expect(given?.evidence.map(({ slot }) => slot).sort()).toEqual([
      'onSiteStudy.conditions.room',
      'solution.design.solutionDocument',
    ]);
  });

  it('raises nothing for a solution that is archived', () => {
    const order = openFlow('presale-support');
    order.workUntil('handOver');
    order.workStage('handOver', {
      'handOver.presentation': { answer: 'declined', declinedWhy: 'price' },
      'handOver.next': { next: 'archived' },
    });
    order.pass('handOver');
    expect(order.complete().ok).toBe(true);
    expect(order.raised('implementation')).toEqual([]);
  });

  it('does not go to implementation without a yes', () => {
    const order = openFlow('presale-support');
    order.workUntil('handOver');
    order.workStage('handOver', { 'handOver.presentation': { answer: 'declined', declinedWhy: 'price' } });
    expect(order.pass('handOver').problems).toMatchObject([{ details: { gate: 'accepted' } }]);
  });
});
