import { describe, expect, it } from 'vitest';
import { shippedSettings } from '../../forms/order-types/index.ts';
import type { Answers } from '../builders/answers.ts';
import { type Flow, openFlow } from './flow.ts';

const stageOf = (order: Flow, key: string) => order.view().stages.find((stage) => stage.key === key);
const valuesOf = (order: Flow, key: string): Answers =>
  (stageOf(order, key.split('.')[0] ?? '')?.steps.find((step) => step.key === key)?.values ?? {}) as Answers;
const faulty = { needsRepair: true, faultDescription: '晚间断线', faultScope: 'customer' };

describe('complaint, stage by stage', () => {
  it('is worked by office people only, the first person asked answering', () => {
    const order = openFlow('complaint');
    expect(order.view().fold.state).toBe('acknowledged');
    const performers: unknown[] = [];
    for (const { key } of order.definition.stages) {
      expect(order.view()).toMatchObject({ currentStage: key, turn: 'office' });
      performers.push(stageOf(order, key)?.performer);
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
      expect(order.view().fold.state).toBe('inProgress');
    }
    expect(performers).toEqual(['firstAsked', 'complaintDesk', 'handler', 'firstAsked', 'callBackDesk', 'manager']);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
    expect(order.definition.reviewed).toBe(false);
  });

  it('has the clocks of its urgency, and tells the first person asked and the manager', () => {
    const { sla } = openFlow('complaint').definition;
    expect(sla.find(({ key }) => key === 'handle')).toMatchObject({
      limitHours: 'settings.complaint.handleHours[order.priority]',
      startsAt: 'stage:handling',
      escalations: [{ to: 'firstAsked' }, { atPercent: 100, to: 'manager' }],
    });
    expect(sla.find(({ key }) => key === 'answer')).toMatchObject({ startsAt: 'acceptedAt', stopsAt: 'stage:answer' });
    expect(shippedSettings.find(({ key }) => key === 'complaint')?.values).toMatchObject({
      answerDays: 15,
      handleHours: { normal: 48, urgent: 24 },
    });
  });
});

describe('complaint, who was asked first stays responsible', () => {
  it('stands in every later form', () => {
    const order = openFlow('complaint');
    order.workUntil(null);
    for (const step of [
      'assignment.assign',
      'handling.findings',
      'answer.reply',
      'confirmation.call',
      'escalation.closing',
    ])
      expect(valuesOf(order, step).responsible).toBe('王芳 · 长江路营业厅 · 0551-65550110');
  });

  it('may be corrected before the assignment, and not after', () => {
    const order = openFlow('complaint');
    order.workStage('intake');
    order.submit('intake.firstAsked', { name: '王 芳' });
    expect(valuesOf(order, 'intake.firstAsked').name).toBe('王 芳');
    order.pass('intake');
    order.workStage('assignment');
    expect(order.submit('intake.firstAsked', { name: '赵六', team: '账务' }).ok).toBe(true);
    expect(valuesOf(order, 'intake.firstAsked')).toMatchObject({ name: '王 芳', team: '长江路营业厅' });
  });

  it('is told of the assignment', () => {
    const order = openFlow('complaint');
    order.workUntil('assignment');
    order.workStage('assignment', { 'assignment.assign': { firstAskedTold: false } });
    expect(order.pass('assignment').problems).toMatchObject([
      { code: 'gate.notMet', details: { gate: 'firstAskedTold', name: '王芳' } },
    ]);
    order.submit('assignment.assign');
    expect(order.pass('assignment').passes).toBe(true);
  });

  it('gives the answer, or the order says why somebody else did', () => {
    const order = openFlow('complaint');
    order.workUntil('answer');
    order.workStage('answer', { 'answer.reply': { answeredBy: '李强' } });
    expect(order.pass('answer').problems).toMatchObject([{ details: { gate: 'firstAsked', name: '王芳' } }]);
    order.submit('answer.reply', { answeredBy: '李强', standInReason: '王芳休假' });
    expect(order.pass('answer').passes).toBe(true);
  });

  it('must tell the customer who he is and when the answer comes', () => {
    const order = openFlow('complaint');
    expect(order.submit('intake.complaint', { told: { name: true, phone: true } })).toMatchObject({
      problem: { details: { problems: [{ field: 'told', keyword: 'constraint' }] } },
    });
  });
});

describe('complaint, the repair it raises', () => {
  it('takes the fault, the links and the customer’s files along (R-43)', () => {
    const order = openFlow('complaint');
    order.workStage('intake');
    order.photo('intake.complaint.documents');
    order.photo('intake.complaint.pictures');
    order.photo('intake.complaint.pictures');
    order.pass('intake');
    order.workStage('assignment', { 'assignment.assign': faulty });
    expect(order.raised('repair')).toEqual([]);
    order.pass('assignment');
    const [repair, ...more] = order.raised('repair');
    expect(more).toEqual([]);
    expect(repair).toMatchObject({
      raise: { orderType: 'ftth-repair', relation: 'child' },
      products: { faultDescription: '晚间断线', faultScope: 'customer' },
      values: {
        complaint: order.view().number,
        firstAsked: '王芳',
        relatedOrder: 'LW-GZ-0261',
        demand: '尽快修复，减免当月月租',
        repeat: false,
      },
    });
    expect(repair?.evidence.map(({ slot }) => slot)).toEqual([
      'intake.complaint.documents',
      'intake.complaint.pictures',
      'intake.complaint.pictures',
    ]);
  });

  it('is not raised without a fault', () => {
    const order = openFlow('complaint');
    order.workUntil('handling');
    expect(order.raised('repair')).toEqual([]);
    expect(order.judge('handling').verdicts.some(({ gate }) => gate === 'repairEnded')).toBe(false);
  });

  it('is waited for before the answer, unless dispatch says so', () => {
    const order = openFlow('complaint');
    order.workUntil('assignment');
    order.workStage('assignment', { 'assignment.assign': faulty });
    order.pass('assignment');
    order.workStage('handling');
    expect(order.pass('handling').problems).toMatchObject([{ details: { gate: 'repairEnded' } }]);
    order.override('handling', 'repairEnded');
    expect(order.pass('handling').passes).toBe(true);
  });
});

describe('complaint, the customer does not confirm', () => {
  const rejected = {
    outcome: 'rejected',
    satisfaction: 1,
    attitude: 4,
    rejectReasons: ['notSolved'],
    words: '还在断线',
  };
  const escalated = {
    level: 'branch',
    reason: '客户不认可',
    decision: 'redo',
    secondAnswer: '更换分纤箱，主管陪同复测',
    answeredAt: '2026-03-06T02:00:00.000Z',
    answeredWith: '王芳',
    result: 'accepts',
  };

  it('comes before the manager, and is closed with a second answer only', () => {
    const order = openFlow('complaint');
    order.workUntil('confirmation');
    order.workStage('confirmation', { 'confirmation.call': rejected });
    expect(order.pass('confirmation').passes).toBe(true);
    expect(order.submit('escalation.closing').ok).toBe(true);
    const refused = order.pass('escalation');
    expect(refused.problems.map(({ details }) => details.gate)).toEqual(['stepsMissing', 'customerAnswered']);
    expect(order.complete().ok).toBe(false);
    expect(order.submit('escalation.escalation', escalated).ok).toBe(true);
    expect(order.pass('escalation').problems).toEqual([]);
    expect(order.complete().ok).toBe(true);
  });

  it('asks the reasons of a customer who does not confirm', () => {
    const order = openFlow('complaint');
    order.workUntil('confirmation');
    expect(order.submit('confirmation.call', { ...rejected, rejectReasons: null })).toMatchObject({
      problem: { details: { problems: [{ field: 'rejectReasons', keyword: 'required' }] } },
    });
  });

  it('has no escalation where the customer confirms', () => {
    const order = openFlow('complaint');
    order.workUntil('escalation');
    expect(stageOf(order, 'escalation')?.steps.map(({ relevant }) => relevant)).toEqual([false, true]);
  });
});
