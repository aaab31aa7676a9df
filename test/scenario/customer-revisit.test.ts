import { describe, expect, it } from 'vitest';
import { isRoundOfPlan } from '../../forms/engine/raises.ts';
import type { Answers } from '../builders/answers.ts';
import { type Flow, openFlow } from './flow.ts';

const content = { overall: 5, reasons: null, words: null };
const attempt = (outcome: string, day = 3): Answers => ({ at: `2026-03-0${day}T02:00:00.000Z`, how: 'phone', outcome });

/** A revisit with these attempts, nobody reached. */
function notReached(...attempts: readonly Answers[]): Flow {
  const order = openFlow('customer-revisit');
  order.workUntil('conversation');
  order.workStage('conversation', {
    'conversation.call': { attempts, spokeWith: null, relation: null, consent: null, conduct: null },
  });
  return order;
}

describe('customer-revisit, stage by stage', () => {
  it('is the call-back desk’s from beginning to end', () => {
    const order = openFlow('customer-revisit');
    for (const { key, performer } of order.definition.stages) {
      expect(performer).toBe('callBackDesk');
      expect(order.view()).toMatchObject({ currentStage: key, turn: 'office' });
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
      expect(order.view().fold.state).toBe('inProgress');
    }
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
    expect(order.definition.performers).toEqual({ callBackDesk: 'reviewer', manager: 'administrator' });
    expect(order.definition.reviewed).toBe(false);
  });

  it('has working days by the kind of revisit', () => {
    const { sla, settings } = openFlow('customer-revisit').definition;
    expect(sla).toMatchObject([
      { clock: 'working', limitDays: 'settings.revisit.days[order.products.visitKind]', stopsAt: 'completed' },
    ]);
    expect(settings).toContain('calendar');
  });
});

describe('customer-revisit, agreed for January', () => {
  const plannedFor = '2027-01-04T01:00:00.000Z';
  const conversation = (order: Flow) => order.view().stages.find(({ key }) => key === 'conversation');

  it('is nobody’s need and no breach in December, and its days count from the day that was agreed', () => {
    const order = openFlow('customer-revisit', { acceptedAt: '2026-12-01T01:00:00.000Z' });
    expect(conversation(order)?.notBefore).toBeUndefined();
    order.workStage('list', { 'list.list': { plannedFor } });
    expect(order.pass('list').problems).toEqual([]);
    expect(conversation(order)).toMatchObject({ state: 'current', notBefore: plannedFor });
    const [clock] = order.view().sla;
    expect(clock).toMatchObject({ startedAt: plannedFor, timeSource: 'stated' });
    expect(clock && clock.breachAt > plannedFor).toBe(true);
    // It may be done before its day all the same.
    order.workStage('conversation');
    expect(order.pass('conversation').problems).toEqual([]);
  });

  it('follows the order that asked for it, before anybody has opened it', () => {
    const order = openFlow('customer-revisit', {
      acceptedAt: '2026-12-01T01:00:00.000Z',
      origin: {
        orderId: openFlow('ftth-install').orderId,
        number: 'LW-1',
        orderType: 'ftth-install',
        raise: 'revisit',
        relation: 'follow',
        values: { plannedFor },
      },
    });
    expect(order.view().stages[0]).toMatchObject({ key: 'list', state: 'current', notBefore: plannedFor });
    expect(order.view().sla).toMatchObject([{ startedAt: plannedFor }]);
  });
});

it('customer-revisit of a plan: a visit that the customer asked for is raised all the same', () => {
  const plan = { planId: openFlow('patrol').orderId, occurrence: '2026-03-02T01:00:00.000Z' };
  const nextVisit = openFlow('customer-revisit').definition.raises?.find(({ key }) => key === 'nextVisit');
  expect(nextVisit).toMatchObject({ on: 'completed' });
  expect(nextVisit && isRoundOfPlan(nextVisit, { plan })).toBe(false);
});

describe('customer-revisit, the conversation', () => {
  it('does not call who is on the do-not-call list', () => {
    const order = openFlow('customer-revisit');
    order.workStage('list', { 'list.list': { doNotCall: true } });
    expect(order.pass('list').problems).toMatchObject([{ code: 'gate.notMet', details: { gate: 'mayCall' } }]);
  });

  it('gives up after three tries, not after two', () => {
    const order = notReached(attempt('noAnswer'), attempt('busy', 4));
    expect(order.pass('conversation').problems).toMatchObject([{ details: { gate: 'contacted', made: 2, needed: 3 } }]);
    const attempts = [attempt('noAnswer'), attempt('busy', 4), attempt('noAnswer', 5)];
    const nobody = { attempts, spokeWith: null, relation: null, consent: null, conduct: null };
    expect(order.submit('conversation.call', nobody).ok).toBe(true);
    expect(order.pass('conversation').passes).toBe(true);
    // Who was not reached has nothing to rate, and the result must say so.
    order.workStage('satisfaction');
    expect(order.pass('satisfaction').passes).toBe(true);
    order.workStage('issues', { 'issues.raised': { items: [] } });
    expect(order.pass('issues').problems).toMatchObject([{ details: { gate: 'resultFits' } }]);
    order.submit('issues.raised', { items: [], result: 'notReached', nextAt: null });
    expect(order.pass('issues').passes).toBe(true);
    expect(order.complete().ok).toBe(true);
  });

  it('respects a refusal at the first try', () => {
    expect(notReached(attempt('refused')).pass('conversation').passes).toBe(true);
  });
});

describe('customer-revisit, satisfaction', () => {
  it.each([
    [3, false],
    [4, true],
  ])('an overall score of %d needs no reasons: %s', (overall, ok) => {
    const order = openFlow('customer-revisit');
    order.workUntil('satisfaction');
    expect(order.submit('satisfaction.rating', { overall, reasons: null, words: null }).ok).toBe(ok);
  });

  it('wants a low score followed up, or a reason why not', () => {
    const order = openFlow('customer-revisit');
    order.workUntil('issues');
    order.workStage('issues', { 'issues.raised': { items: [] } });
    expect(order.pass('issues').problems).toMatchObject([{ details: { gate: 'lowScoreFollowed', score: 2 } }]);
    order.submit('issues.raised', { items: [], noIssueReason: '已有在途投诉单' });
    expect(order.pass('issues').passes).toBe(true);
  });
});

describe('customer-revisit, what it raises', () => {
  it('a complaint for each complaint, a repair for each fault', () => {
    const order = openFlow('customer-revisit');
    order.workUntil('issues');
    order.workStage('issues');
    order.photo('issues.raised.record');
    expect(order.raised('complaints')).toEqual([]);
    order.pass('issues');
    expect(order.raised('repairs')).toMatchObject([
      {
        raise: { orderType: 'ftth-repair', relation: 'follow' },
        products: { faultDescription: '晚间断线，约 20–23 时', faultScope: 'customer' },
        values: { revisit: order.view().number, relatedOrder: 'LW-GZ-0261', score: 2 },
        evidence: [{ slot: 'issues.raised.record' }],
      },
    ]);
    const [complaint, ...more] = order.raise('complaints');
    expect(more).toEqual([]);
    expect(complaint?.view()).toMatchObject({
      orderType: 'complaint',
      origin: { orderType: 'customer-revisit', values: { score: 2 } },
      fold: { products: { subject: 'service', description: '上次修障未解决即回单', relatedOrder: 'LW-GZ-0261' } },
    });
    // Who called was the first to be asked.
    complaint?.submit('intake.firstAsked', {
      name: undefined as never,
      team: undefined as never,
      phone: undefined as never,
    });
    expect(complaint?.view().stages[0]?.steps[0]?.values).toMatchObject({
      name: '孙丽',
      team: '客服中心回访组',
      phone: '0551-65550120',
    });
    complaint?.workUntil(null);
    expect(complaint?.complete().ok).toBe(true);
  });

  it('the next visit where one is to follow, and of a regular one', () => {
    const order = openFlow('customer-revisit');
    order.workUntil(null);
    expect(order.raised('nextVisit')).toEqual([]);
    order.complete();
    const [next] = order.raise('nextVisit');
    next?.submit('list.list');
    expect(next?.view().stages[0]?.steps[0]?.values.plannedFor).toBe('2026-03-06T02:00:00.000Z');

    const regular = openFlow('customer-revisit', { products: { visitKind: 'regular' } });
    regular.workUntil('issues');
    regular.workStage('issues', { 'issues.raised': { items: [], noIssueReason: '已解释', result: 'satisfied' } });
    regular.pass('issues');
    regular.complete();
    expect(regular.raised('nextVisit')).toHaveLength(1);
  });

  it('nothing for a content customer', () => {
    const order = openFlow('customer-revisit');
    order.workUntil('satisfaction');
    order.workStage('satisfaction', { 'satisfaction.rating': content });
    order.pass('satisfaction');
    order.workStage('issues', { 'issues.raised': { items: [], result: 'satisfied', nextAt: null } });
    expect(order.pass('issues').problems).toEqual([]);
    order.complete();
    for (const raise of order.definition.raises ?? []) expect(order.raised(raise.key)).toEqual([]);
  });
});
