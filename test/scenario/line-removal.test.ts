import { describe, expect, it } from 'vitest';
import type { StageJudgement } from '../../forms/engine/types.ts';
import { type Flow, type FlowOptions, openFlow } from './flow.ts';

const open = (options: FlowOptions = {}): Flow => openFlow('line-removal', options);
const gates = ({ problems }: StageJudgement): readonly unknown[] => problems.map(({ details }) => details.gate);
const judged = (stage: string, over: Parameters<Flow['workStage']>[1]): StageJudgement => {
  const order = open();
  order.workUntil(stage);
  order.workStage(stage, over);
  return order.judge(stage);
};
const items = [
  { kind: 'onu', disposition: 'recovered', serial: 'HWTC1A2B3C4D', condition: 'good' },
  { kind: 'setTopBox', disposition: 'lost' },
];

describe('line-removal by its samples', () => {
  it('is approved by another role first, then removed, recovered and archived', () => {
    const order = open();
    expect(order.definition.performers.approver).toBe('administrator');
    const turns = order.definition.stages.map(({ key }) => {
      const { currentStage, turn } = order.view();
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
      return [currentStage, turn];
    });
    expect(turns).toEqual([
      ['approval', 'office'],
      ['removal', 'field'],
      ['equipment', 'field'],
      ['archive', 'office'],
    ]);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it('only closed: no visit, no equipment, no signature', () => {
    const order = open({ products: { removalKind: 'closeOnly' } });
    order.workUntil(null);
    expect(order.complete().ok).toBe(true);
    const steps = order.view().stages.flatMap((stage) => stage.steps);
    expect(steps.filter(({ relevant }) => !relevant).map(({ key }) => key)).toEqual([
      'removal.call',
      'removal.premises',
      'equipment.items',
      'equipment.signature',
      'equipment.report',
      'archive.warehouse',
    ]);
  });
});

describe('the approval', () => {
  it('keeps the field out until it is given; refused, the order ends cancelled', () => {
    const order = open();
    order.workStage('approval', {
      'approval.decision': { decision: 'refused', refuseReason: 'retained', effectiveFrom: null, dropCable: null },
    });
    expect(gates(order.pass('approval'))).toEqual(['approved']);
    order.assign();
    order.accept();
    expect(order.submit('removal.works')).toMatchObject({ ok: false, problem: { code: 'step.notYet' } });
    order.cancel({ reasonCode: 'notApproved' });
    expect(order.view().fold.state).toBe('cancelled');
  });

  it('cannot be overridden, arrears can', () => {
    const overridable = open()
      .definition.stages[0]?.gates.filter((gate) => gate.overridable)
      .map(({ key }) => key);
    expect(overridable).toEqual(['arrears']);
    const judgement = judged('approval', { 'approval.request': { arrears: 120, arrearsSettled: false } });
    expect(judgement.problems).toMatchObject([{ details: { gate: 'arrears', arrears: 120 } }]);
  });
});

describe('the removal', () => {
  it('refuses one check only before a fibre is unplugged', () => {
    const judgement = judged('removal', { 'removal.works': { lineVerified: { label: true, loid: false } } });
    expect(judgement.problems).toMatchObject([{ details: { gate: 'rightLine', done: 1, needed: 2 } }]);
  });
  it('refuses to go on while neighbours are cut off', () => {
    expect(gates(judged('removal', { 'removal.works': { neighboursUp: false } }))).toEqual(['neighbours']);
  });
  it('refuses to begin before the approved date', () => {
    const judgement = judged('removal', { 'removal.works': { startedAt: '2026-03-02T23:00:00.000Z' } });
    expect(judgement.problems).toMatchObject([{ details: { gate: 'effective', from: '2026-03-03' } }]);
  });
});

describe('the equipment', () => {
  it('counts what came back and asks compensation for what is lost', () => {
    const order = open();
    order.workUntil('equipment');
    expect(order.submit('equipment.items', { items })).toMatchObject({
      ok: false,
      problem: { details: { problems: [{ field: 'compensation', keyword: 'required' }] } },
    });
    order.workStage('equipment', { 'equipment.items': { items, compensation: 200 } });
    order.pass('equipment');
    order.workStage('archive', { 'archive.warehouse': { received: 1 } });
    expect(order.pass('archive').problems).toEqual([]);
  });
  it('wants a serial of what is recovered', () => {
    const order = open();
    order.workUntil('equipment');
    const without = order.submit('equipment.items', {
      items: [{ kind: 'onu', disposition: 'recovered', condition: 'good' }],
    });
    expect(without).toMatchObject({ ok: false, problem: { details: { problems: [{ field: 'items/0/serial' }] } } });
  });
  it('misses the ONU on record, until dispatch overrides', () => {
    const order = open();
    order.workUntil('equipment');
    const other = [{ kind: 'onu', disposition: 'recovered', serial: 'ZTEG00000001', condition: 'good' }];
    order.workStage('equipment', { 'equipment.items': { items: other } });
    expect(order.pass('equipment').problems[0]?.details).toMatchObject({
      gate: 'onuAccounted',
      serial: 'HWTC1A2B3C4D',
    });
    order.override('equipment', 'onuAccounted');
    expect(order.pass('equipment').passes).toBe(true);
  });
});

describe('the archive', () => {
  it('refuses a count that differs from the list, and a bill that runs on', () => {
    const judgement = judged('archive', {
      'archive.warehouse': { received: 2 },
      'archive.records': { billingStoppedFrom: '2026-03-05T00:00:00.000Z' },
    });
    expect(judgement.problems.map(({ details }) => [details.gate, details.received ?? null])).toEqual([
      ['warehouse', 2],
      ['billingDate', null],
    ]);
  });
});
