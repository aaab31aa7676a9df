import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { limitsOf } from './clock-limits.ts';
import { type Flow, openFlow } from './flow.ts';

type Kind = 'softwareUpgrade' | 'dataChange' | 'dataQuery' | 'complaint';
const ticket = (ticketKind: Kind, priority: 'normal' | 'urgent' = 'normal'): Flow =>
  openFlow('platform-ticket', { products: { ticketKind }, priority });
const refusedBy = (order: Flow, stage: string) => order.judge(stage).problems.map(({ details }) => details.gate);
const stepsOf = (order: Flow, stage: string) =>
  order
    .view()
    .stages.find(({ key }) => key === stage)
    ?.steps.filter(({ relevant }) => relevant)
    .map(({ key }) => key);

describe('platform-ticket', () => {
  it('goes from the request over approval, network work and implementation to the feedback', () => {
    const order = ticket('softwareUpgrade');
    const done: string[] = [];
    for (const { key, performer } of order.definition.stages) {
      expect(order.view()).toMatchObject({ currentStage: key, turn: 'office' });
      done.push(`${key}: ${performer}`);
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
      expect(order.view().fold.state).toBe('inProgress');
    }
    expect(done).toEqual([
      'request: serviceDesk',
      'approval: approver',
      'networkWork: networkCentre',
      'implementation: platformEngineer',
      'verification: verifier',
      'feedback: serviceDesk',
    ]);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it.each<[Kind, string[], string[]]>([
    ['softwareUpgrade', ['request.ticket', 'request.upgrade', 'request.plan'], ['implementation.change']],
    ['dataChange', ['request.ticket', 'request.data', 'request.plan'], ['implementation.change']],
    ['dataQuery', ['request.ticket', 'request.query', 'request.plan'], ['implementation.answer']],
    ['complaint', ['request.ticket', 'request.complaint', 'request.plan'], ['implementation.answer']],
  ])('asks by its kind and comes to its end: %s', (kind, request, implementation) => {
    const order = ticket(kind);
    expect(stepsOf(order, 'request')).toEqual(request);
    expect(stepsOf(order, 'implementation')).toEqual(implementation);
    order.workUntil(null);
    expect(order.complete().ok).toBe(true);
  });

  it.each<['normal' | 'urgent', Kind, Record<string, number>]>([
    ['urgent', 'softwareUpgrade', { approval: 1, networkWork: 3, implementation: 2 }],
    ['normal', 'softwareUpgrade', { approval: 2, networkWork: 5, implementation: 3 }],
    ['normal', 'dataChange', { approval: 2, networkWork: 5, implementation: 3, dataChange: 7 }],
  ])('has its working days by stage: %s, %s', (priority, kind, limits) => {
    const order = ticket(kind, priority);
    order.workUntil('networkWork');
    expect(limitsOf(order)).toEqual(limits);
    const clocks = order.definition.sla.map(({ key, clock, startsAt, stopsAt }) => [key, clock, startsAt, stopsAt]);
    expect(clocks).toEqual([
      ['approval', 'working', 'stage:approval', 'stage:approval'],
      ['networkWork', 'working', 'stage:networkWork', 'stage:networkWork'],
      ['implementation', 'working', 'stage:implementation', 'stage:implementation'],
      ['dataChange', 'working', 'acceptedAt', 'stage:feedback'],
    ]);
  });

  it('has no clock for network work that nobody needs, and passes that stage by saying so', () => {
    const order = ticket('complaint');
    order.workUntil('approval');
    order.workStage('approval', { 'approval.decision': { networkWorkNeeded: false } });
    order.pass('approval');
    expect(limitsOf(order)).toEqual({ approval: 2, implementation: 3 });
    expect(order.submit('networkWork.works', { elements: null }).ok).toBe(true);
    expect(order.pass('networkWork').passes).toBe(true);
  });

  it('does not ask for a change without plan, rollback and a window that holds both', () => {
    const order = ticket('softwareUpgrade');
    order.workStage('request');
    const without = order.submit('request.plan', { rollback: null });
    expect(without).toMatchObject({ ok: false, problem: { code: 'step.invalid' } });
    order.submit('request.plan', { rollbackMinutes: 300 });
    expect(refusedBy(order, 'request')).toEqual(['fits']);
    order.submit('request.plan', { rollbackMinutes: 280 });
    expect(order.pass('request').passes).toBe(true);
  });

  it('tells customers first when many are affected', () => {
    const order = ticket('dataChange');
    order.workStage('request', { 'request.plan': { affectedUsers: 10_001, noticeSent: false } });
    expect(refusedBy(order, 'request')).toEqual(['notice']);
    order.submit('request.plan', { affectedUsers: 10_001, noticeSent: true });
    expect(order.pass('request').passes).toBe(true);
  });

  it('wants the reason of an urgent ticket', () => {
    const order = ticket('complaint', 'urgent');
    expect(order.submit('request.ticket', { urgentReason: null }).ok).toBe(false);
    expect(order.submit('request.ticket').ok).toBe(true);
  });

  it('goes back for changes and is judged again; refused, it ends', () => {
    const order = ticket('softwareUpgrade');
    order.workUntil('approval');
    order.workStage('approval', { 'approval.decision': { result: 'changes', opinion: '回退步骤不清' } });
    expect(refusedBy(order, 'approval')).toEqual(['approved']);
    expect(order.submit('request.plan', { rollback: '逐台停服、恢复备份、核对版本' }).ok).toBe(true);
    order.submit('approval.decision', { result: 'rejected', opinion: '封网期不实施' });
    expect(order.pass('approval').passes).toBe(false);
    order.fail({ reasonCode: 'notApproved' });
    expect(order.view().fold.state).toBe('failed');
  });

  it.each<[string, Record<string, Json>, string[]]>([
    ['rolled back', { result: 'rolledBack', rollbackWhy: 'trigger' }, ['done']],
    ['without a backup', { backupTaken: false }, ['backup']],
    ['before its window', { startedAt: '2026-03-12T15:00:00.000Z' }, ['inWindow']],
  ])('does not pass an implementation %s', (_, over, refused) => {
    const order = ticket('softwareUpgrade');
    order.workUntil('implementation');
    order.workStage('implementation', { 'implementation.change': over });
    expect(refusedBy(order, 'implementation')).toEqual(refused);
    expect(order.submit('implementation.change').ok).toBe(true);
    expect(order.pass('implementation').passes).toBe(true);
  });

  it('wants a second person at a change', () => {
    const order = ticket('dataChange');
    order.workUntil('implementation');
    expect(order.submit('implementation.change', { witness: '高翔' }).ok).toBe(false);
  });

  it('hands over no personal data unmasked, nor without an authorisation', () => {
    const order = ticket('dataQuery');
    order.submit('request.query');
    const missing = order.judge('request').problems.find(({ code }) => code === 'gate.photoMissing');
    expect(missing?.details.slots).toEqual(['request.query.authorisation']);
    order.workUntil('implementation');
    order.workStage('implementation', { 'implementation.answer': { masked: false } });
    expect(refusedBy(order, 'implementation')).toEqual(['masked']);
  });

  it.each<[Kind, Record<string, Json>, string[]]>([
    ['softwareUpgrade', { runningVersion: 'V5.1.0' }, ['version']],
    ['softwareUpgrade', { verifiedAt: '2026-03-13T17:00:00.000Z' }, ['observed']],
    ['dataChange', { verifiedAt: '2026-03-12T19:35:00.000Z' }, []],
    ['dataChange', { sampledWrong: 1 }, ['sample']],
    ['complaint', { result: 'failed', problem: '仍收不到' }, ['verified']],
  ])('is verified by somebody else: %s %j', (kind, over, refused) => {
    const order = ticket(kind);
    order.workUntil('verification');
    order.workStage('verification', { 'verification.checks': over });
    expect(refusedBy(order, 'verification')).toEqual(refused);
  });

  it('is closed when the requester confirms', () => {
    const order = ticket('complaint');
    order.workUntil('feedback');
    order.workStage('feedback', { 'feedback.answer': { confirmed: false, objection: '仍偶有延迟' } });
    expect(refusedBy(order, 'feedback')).toEqual(['confirmed']);
    expect(order.complete().ok).toBe(false);
    order.override('feedback', 'confirmed');
    expect(order.complete().ok).toBe(true);
  });
});
