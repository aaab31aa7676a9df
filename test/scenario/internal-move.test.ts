import { describe, expect, it } from 'vitest';
import type { StageJudgement } from '../../forms/engine/types.ts';
import { type Flow, openFlow } from './flow.ts';

const open = (): Flow => openFlow('internal-move');
const gates = ({ problems }: StageJudgement): readonly unknown[] => problems.map(({ details }) => details.gate);
const judged = (stage: string, over: Parameters<Flow['workStage']>[1]): StageJudgement => {
  const order = open();
  order.workUntil(stage);
  order.workStage(stage, over);
  return order.judge(stage);
};

describe('internal-move by its samples', () => {
  it('goes from the desk to the field and back over the progress call to the archive', () => {
    const order = open();
    const turns = order.definition.stages.map(({ key, performer }) => {
      const { currentStage, turn } = order.view();
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
      return [currentStage, turn, order.definition.performers[performer]];
    });
    expect(turns).toEqual([
      ['requestCheck', 'office', 'dispatcher'],
      ['works', 'field', 'technician'],
      ['retest', 'field', 'technician'],
      ['signOff', 'field', 'technician'],
      ['progressCall', 'office', 'reviewer'],
      ['archive', 'office', 'dispatcher'],
    ]);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold).toMatchObject({ state: 'completed', reviewState: 'received' });
    expect(order.view().findings).toEqual([]);
  });

  it('asks for no cabling where the existing cable serves, and then for no route', () => {
    const order = open();
    order.workUntil('requestCheck');
    order.workStage('requestCheck', { 'requestCheck.route': { cable: 'none', estimatedMetres: null } });
    order.pass('requestCheck');
    const works = order.view().stages.find(({ key }) => key === 'works');
    expect(works?.steps.find(({ key }) => key === 'works.laying')?.relevant).toBe(false);
    order.workStage('works');
    expect(order.pass('works').problems).toEqual([]);
  });
});

describe('the request check', () => {
  it('sends what is not the same address to the move to another site, and nobody overrides that', () => {
    const judgement = judged('requestCheck', { 'requestCheck.route': { sameAddress: false } });
    expect(judgement.problems).toMatchObject([{ code: 'gate.notMet', details: { gate: 'sameAddress' } }]);
    const gate = open().definition.stages[0]?.gates.find(({ key }) => key === 'sameAddress');
    expect(gate?.overridable).toBe(false);
  });
  it('names the arrears, and dispatch may let it pass', () => {
    const order = open();
    order.workStage('requestCheck', { 'requestCheck.applicant': { arrears: 86.5 } });
    expect(order.pass('requestCheck').problems[0]?.details).toMatchObject({ gate: 'arrears', arrears: 86.5 });
    order.override('requestCheck', 'arrears');
    expect(order.pass('requestCheck').passes).toBe(true);
  });
  it('does not take the old spot for the new one', () => {
    const order = open();
    const same = order.submit('requestCheck.route', { newSpot: '客厅电视墙' });
    expect(same).toMatchObject({ ok: false, problem: { details: { problems: [{ field: 'newSpot' }] } } });
  });
});

describe('works and re-test', () => {
  it('names the device that was to move and did not', () => {
    const judgement = judged('works', { 'works.mounted': { moved: { onu: true } } });
    expect(judgement.problems).toMatchObject([{ details: { gate: 'devices', devices: ['setTopBox'] } }]);
  });
  it.each([
    [-19.9, []],
    [-20.0, ['addedLoss']],
    [-27.1, ['powerWindow', 'addedLoss']],
  ] as const)('from -19.1 dBm to %d dBm refuses %j', (onuDbm, refused) => {
    expect(gates(judged('retest', { 'retest.readings': { onuDbm } }))).toEqual(refused);
  });
  it('refuses another fee than was told', () => {
    expect(gates(judged('signOff', { 'signOff.summary': { feeTaken: 150 } }))).toEqual(['fee']);
  });
});

describe('the progress call', () => {
  it('refuses the archive while the customer says that it is not done', () => {
    const order = open();
    order.workUntil('progressCall');
    order.workStage('progressCall', {
      'progressCall.call': { workState: 'inProgress', lateCause: 'crew', satisfaction: null },
    });
    expect(gates(order.pass('progressCall'))).toEqual(['done']);
    expect(order.complete().ok).toBe(false);
    order.submit('progressCall.call');
    expect(order.pass('progressCall').passes).toBe(true);
  });
  it('counts the day of the order', () => {
    const order = open();
    order.workUntil('archive');
    const call = order
      .view()
      .stages.flatMap(({ steps }) => steps)
      .find(({ key }) => key === 'progressCall.call');
    expect(call?.values.dayOfOrder).toBe(4);
  });
});

it('has two working clocks: 7 days for the whole, 5 for the progress call (NORMS §1)', () => {
  expect(open().definition.sla).toMatchObject([
    { key: 'move', clock: 'working', limitDays: 'settings.moves.internalMoveDays', stopsAt: 'completed' },
    {
      key: 'progressCall',
      clock: 'working',
      limitDays: 'settings.moves.progressCallDays',
      startsAt: 'acceptedAt',
      stopsAt: 'stage:progressCall',
      escalations: [{ to: 'callDesk' }, { to: 'manager' }],
    },
  ]);
});
