import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { hasFieldStages } from '../../forms/engine/performers.ts';
import { limitsOf } from './clock-limits.ts';
import { type Flow, openFlow } from './flow.ts';

const candidate = (score: number): Json => ({ name: '程璐', post: 'business', identityChecked: true, score });
const vote = (vote_: string): Json => ({ name: '郭晴', office: 'market', vote: vote_, opinion: '资费过高' });
const refusedBy = (order: Flow, stage: string) => order.judge(stage).problems.map(({ details }) => details.gate);

/** The application as received at this time, everything else by the samples. */
function received(order: Flow, receivedAt: string): readonly unknown[] {
  order.workStage('application', { 'application.applicant': { receivedAt } });
  order.pass('application');
  return refusedBy(order, 'application');
}

describe('vas-access', () => {
  it('goes through its eight offices to online; nothing is done in the field, no reviewer sees it again', () => {
    const order = openFlow('vas-access');
    expect(hasFieldStages(order.definition)).toBe(false);
    expect(order.definition.reviewed).toBe(false);
    expect(order.view().fold.state).toBe('acknowledged');
    const performers: string[] = [];
    for (const { key, performer } of order.definition.stages) {
      expect(order.view()).toMatchObject({ currentStage: key, turn: 'office' });
      performers.push(performer);
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
    }
    expect(performers).toEqual([
      'accessDesk',
      'qualificationReviewer',
      'examiner',
      'reviewPanel',
      'systemEngineer',
      'testEngineer',
      'manager',
      'operations',
    ]);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['the first of April', '2026-03-31T16:00:00.000Z', []],
    ['the tenth, late at night', '2026-04-10T15:59:00.000Z', []],
    ['the eleventh', '2026-04-10T16:00:00.000Z', ['window']],
    ['31 March', '2026-03-31T15:59:00.000Z', ['window']],
    ["the quarter's second month", '2026-05-05T02:00:00.000Z', ['window']],
  ])(
    'takes applications in the first ten days of a quarter, by the wall clock of China: %s',
    (_, receivedAt, refused) => {
      expect(received(openFlow('vas-access'), receivedAt)).toEqual(refused);
    },
  );

  it('takes one outside the window where dispatch says that other days were announced', () => {
    const order = openFlow('vas-access');
    expect(received(order, '2026-04-12T02:00:00.000Z')).toEqual(['window']);
    order.override('application', 'window', { reasonCode: 'announced' });
    expect(order.pass('application').passes).toBe(true);
  });

  it('asks for the documents: licence, undertaking, and the code where one is wanted', () => {
    const order = openFlow('vas-access');
    order.submit('application.service', { serviceKind: 'sms' });
    order.submit('application.documents');
    const missing = order.judge('application').problems.find(({ code }) => code === 'gate.photoMissing');
    expect(missing?.details.slots).toEqual([
      'application.documents.businessLicence',
      'application.documents.vasLicence',
      'application.documents.proposal',
      'application.documents.security',
      'application.documents.code',
    ]);
    order.submit('application.service', { serviceKind: 'app', accessCode: null });
    const less = order.judge('application').problems.find(({ code }) => code === 'gate.photoMissing');
    expect(less?.details.slots).not.toContain('application.documents.code');
  });

  it('does not take an expired licence', () => {
    const order = openFlow('vas-access');
    order.workStage('application', { 'application.documents': { licenceUntil: '2026-03-01' } });
    expect(refusedBy(order, 'application')).toEqual(['licence']);
  });

  it.each<[number[], boolean]>([
    [[80], true],
    [[79.9], false],
    [[100, 79], false],
    [[80, 95, 88], true],
  ])('wants 80 of every candidate: %j', (scores, passes) => {
    const order = openFlow('vas-access');
    order.workUntil('exam');
    order.workStage('exam', { 'exam.sitting': { candidates: scores.map(candidate) } });
    expect(order.view().stages[2]?.steps[0]?.measures).toMatchObject([
      { field: 'lowestScore', value: Math.min(...scores), limit: { min: 80 }, verdict: passes ? 'pass' : 'fail' },
    ]);
    expect(order.pass('exam').passes).toBe(passes);
    if (!passes) order.override('exam', 'passed');
    expect(order.judge('exam').passes).toBe(passes);
  });

  it.each<[string, string, Record<string, Json>, boolean]>([
    ['exam', 'sitting', { examAt: '2026-04-11T01:00:00.000Z' }, true],
    ['exam', 'sitting', { examAt: '2026-04-15T09:00:00.000Z' }, true],
    ['exam', 'sitting', { examAt: '2026-04-16T01:00:00.000Z' }, false],
    ['exam', 'sitting', { examAt: '2026-07-13T01:00:00.000Z' }, false],
    ['systemPreparation', 'preparation', { startedAt: '2026-04-20T01:00:00.000Z' }, false],
    ['systemPreparation', 'preparation', { finishedAt: '2026-04-30T09:00:00.000Z' }, true],
    ['systemPreparation', 'preparation', { finishedAt: '2026-05-01T01:00:00.000Z' }, false],
  ])('keeps to the windows of its quarter: %s %s %j', (stage, step, over, passes) => {
    const order = openFlow('vas-access');
    order.workUntil(stage);
    order.workStage(stage, { [`${stage}.${step}`]: over });
    expect(refusedBy(order, stage)).toEqual(passes ? [] : ['window']);
  });

  it.each<[string, string[], string[]]>([
    ['two of three', ['approve', 'approve', 'reject'], []],
    ['half', ['approve', 'approve', 'reject', 'abstain'], ['approved']],
    ['only two sat', ['approve', 'approve'], ['quorum']],
  ])('is decided by more than half of a panel of three: %s', (_, votes, refused) => {
    const order = openFlow('vas-access');
    order.workUntil('reviewPanel');
    order.workStage('reviewPanel', { 'reviewPanel.decision': { members: votes.map(vote) } });
    expect(refusedBy(order, 'reviewPanel')).toEqual(refused);
  });

  it.each<[string, string, Record<string, Json>, string, string]>([
    [
      'qualificationCheck',
      'check',
      { result: 'rejected', rejectedWhy: 'scope' },
      'qualificationRejected',
      '2026-04-08',
    ],
    ['exam', 'sitting', { candidates: [candidate(60)] }, 'examFailed', '2026-04-13'],
    [
      'reviewPanel',
      'decision',
      { members: [vote('reject'), vote('reject'), vote('approve')] },
      'panelRejected',
      '2026-04-17',
    ],
  ])('rejected in %s it ends, and carries the day into the next application', (stage, step, over, reasonCode, day) => {
    const order = openFlow('vas-access');
    order.workUntil(stage);
    expect(order.raised('reapplication')).toEqual([]);
    order.workStage(stage, { [`${stage}.${step}`]: over });
    expect(order.pass(stage).passes).toBe(false);
    order.fail({ reasonCode });
    expect(order.view().fold.state).toBe('failed');
    const [again] = order.raise('reapplication');
    expect(again?.view()).toMatchObject({ orderType: 'vas-access', origin: { values: { rejectedIn: stage } } });
    expect(again?.view().fold.products).toMatchObject({ company: '合肥掌讯信息技术有限公司' });
    expect(String(again?.view().fold.products.lastRejectedAt)).toContain(day);
    // Rejected in April: barred to the same day of July, whatever dispatch says.
    if (!again) return;
    expect(received(again, '2026-07-03T02:00:00.000Z')).toEqual(['notBarred']);
    again.override('application', 'notBarred');
    expect(again.pass('application').passes).toBe(false);
    expect(received(again, '2026-10-03T02:00:00.000Z')).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['2026-04-04T02:00:00.000Z', ['notBarred']],
    ['2026-04-05T02:00:00.000Z', []],
  ])('is barred to the day three months after the last rejection: %s', (receivedAt, refused) => {
    const order = openFlow('vas-access', { products: { lastRejectedAt: '2026-01-05' } });
    expect(received(order, receivedAt)).toEqual(refused);
    const until = order.view().stages[0]?.steps[0]?.values.barredUntil;
    expect(until).toBe('2026-04-05');
  });

  it('has clocks to the end of the windows of its quarter, none for what comes outside', () => {
    const inTime = openFlow('vas-access', { acceptedAt: '2026-04-02T16:00:00.000Z' });
    expect(limitsOf(inTime)).toEqual({ exam: 13, systemPreparation: 28 });
    expect(limitsOf(openFlow('vas-access', { acceptedAt: '2026-05-02T16:00:00.000Z' }))).toEqual({});
  });

  it('judges the filing of the contract by a week, and does not go online before the contract is valid', () => {
    const order = openFlow('vas-access');
    order.workUntil('contract');
    order.workStage('contract', { 'contract.contract': { filedAt: '2026-05-07T02:00:00.000Z' } });
    expect(order.view().stages[6]?.steps[0]?.measures).toMatchObject([
      { value: 8, limit: { max: 7 }, verdict: 'fail' },
    ]);
    expect(order.pass('contract').passes).toBe(true);
    order.workStage('online', { 'online.launch': { onlineAt: '2026-04-30T01:00:00.000Z' } });
    expect(refusedBy(order, 'online')).toEqual(['contracted']);
  });
});
