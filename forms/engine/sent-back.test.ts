import { describe, expect, it } from 'vitest';
import { settings } from '../../test/builders/install-story.ts';
import { jobType } from '../../test/builders/office-flow.ts';
import { type Author, assignmentOf, idOf, type Story, tellStory } from '../../test/builders/order-story.ts';
import { deriveOrder } from './derive.ts';
import { judgeCompletion, judgeStage } from './judge.ts';
import { nextAction } from './next-action.ts';
import { placesOfGate } from './refused-places.ts';
import { sendBack, waysBack } from './sent-back.ts';
import { stepAccess } from './step-access.ts';
import type { OrderTypeDefinition, OrderView, SlaDefinition, StageView } from './types.ts';

const clock: SlaDefinition = {
  key: 'whole',
  clock: 'calendar',
  limitHours: '48',
  warnAtPercent: 80,
  startsAt: 'acceptedAt',
  stopsAt: 'completed',
  source: '[P]',
};
/** A job that its call-back can send back, as often as the customer is not satisfied. */
const type: OrderTypeDefinition = {
  ...jobType,
  sla: [clock, { ...clock, key: 'works', stopsAt: 'stage:work' }],
  returns: [
    { key: 'redo', from: 'callBack', to: 'work', when: 'steps.callBack.call.satisfied == false', clock: 'waits' },
  ],
};

const first = assignmentOf('1');
const viewOf = (story: Story): OrderView => deriveOrder({ documents: story.all(), definition: type, settings });
const stage = (view: OrderView, key: string): StageView | undefined => view.stages.find((one) => one.key === key);
const standing = (view: OrderView): readonly string[] => view.stages.map(({ key, state }) => `${key} ${state}`);

const answers = (author: Author, step: string, field: string, value: string | boolean, on?: string): string =>
  author.submits(step, { [field]: { value } }, { supersedes: on === undefined ? [] : [on] })._id;
const passes = (author: Author, key: string, submissions: readonly string[], role?: 'reviewer'): void =>
  void author.does('stagePassed', { stage: key, submissions: [...submissions], evidence: [], verdicts: [] }, role);
function sendsBack(story: Story, note: string, seen: OrderView = viewOf(story)): void {
  const payload = sendBack(seen, type, 'redo');
  if (!payload.ok) throw new Error(payload.problem.code);
  story.office.does('stageSentBack', { ...payload.value, reasonCode: 'other', note }, 'reviewer');
}

/** The job is done, passed and called back about: the customer is not satisfied. */
function calledBack(): Story & { readonly a: Author; readonly done: string; readonly call: string } {
  const story = tellStory();
  const { office } = story;
  const a = story.device('a');
  office.does('assigned', { ...first, technicianId: idOf('a') });
  a.meets(office);
  a.does('accepted', first);
  a.does('started', first);
  const done = answers(a, 'work.done', 'what', '已重启');
  passes(a, 'work', [done]);
  office.meets(a);
  const call = answers(office, 'callBack.call', 'satisfied', false);
  return { ...story, a, done, call };
}

describe('a stage that is sent back', () => {
  it('is offered where the answer asks for it, to whoever does the stage', () => {
    const story = calledBack();
    expect(waysBack(viewOf(story), type, settings)).toEqual([
      { key: 'redo', from: 'callBack', to: 'work', proposed: true },
    ]);
    expect(sendBack(viewOf(story), type, 'undo')).toMatchObject({ ok: false, problem: { code: 'return.unknown' } });
    sendsBack(story, '网页仍打不开');
    expect(waysBack(viewOf(story), type, settings)).toEqual([]);
    expect(sendBack(viewOf(story), type, 'redo')).toMatchObject({ ok: false, problem: { code: 'return.notOpen' } });
  });

  it('opens again for its performer with the reason on it, and those behind it wait with their answers kept', () => {
    const story = calledBack();
    sendsBack(story, '网页仍打不开');
    const view = viewOf(story);
    expect(standing(view)).toEqual(['work current', 'callBack notYet']);
    expect([view.currentStage, view.turn]).toEqual(['work', 'field']);
    expect(stage(view, 'work')?.sentBack).toMatchObject({ reasonCode: 'other', note: '网页仍打不开', count: 1 });
    expect(stage(view, 'callBack')?.sentBack).toMatchObject({ to: 'work' });
    expect(stage(view, 'work')?.steps[0]).toMatchObject({ state: 'rework', anew: 'asked', values: { what: '已重启' } });
    expect(stage(view, 'callBack')?.steps[0]?.values).toEqual({ satisfied: false });
    expect(nextAction(view, type)).toEqual({ kind: 'step', stage: 'work', step: 'work.done' });
    expect([stepAccess(view, type, 'work.done').ok, stepAccess(view, type, 'callBack.call').ok]).toEqual([true, false]);
  });

  it('is not passed on the old answer; the new one stands beside it, and the gate behind judges anew', () => {
    const story = calledBack();
    const { a, office, done, call } = story;
    sendsBack(story, '网页仍打不开');
    const before = viewOf(story);
    const judged = judgeStage({ view: before, definition: type, settings, stage: 'work' });
    expect(judged.problems.map(({ code }) => code)).toEqual(['gate.answeredAnew']);
    const gate = stage(before, 'work')?.gates.find(({ key }) => key === 'answeredAnew');
    if (gate === undefined) throw new Error('the gate is not shown');
    expect(placesOfGate({ view: before, definition: type, settings, stage: 'work', gate })).toEqual([
      { kind: 'step', step: 'work.done' },
    ]);

    a.meets(office);
    const again = answers(a, 'work.done', 'what', '换了光猫', done);
    const mended = viewOf(story);
    expect(stage(mended, 'work')?.steps[0]).toMatchObject({
      state: 'mended',
      anew: 'answered',
      changes: [{ field: 'what', before: '已重启', after: '换了光猫' }],
    });
    passes(a, 'work', [again]);
    office.meets(a);
    const back = viewOf(story);
    expect(standing(back)).toEqual(['work passed', 'callBack current']);
    // The call-back spoke of the work as it was; whoever called says it anew.
    expect(judgeStage({ view: back, definition: type, settings, stage: 'callBack' }).passes).toBe(false);
    expect(judgeCompletion(back, type, settings).ok).toBe(false);
    const satisfied = answers(office, 'callBack.call', 'satisfied', true, call);
    passes(office, 'callBack', [satisfied], 'reviewer');
    expect(standing(viewOf(story))).toEqual(['work passed', 'callBack passed']);
    expect(judgeCompletion(viewOf(story), type, settings).ok).toBe(true);
    expect(viewOf(story).findings.map(({ kind }) => kind)).toEqual([]);
  });

  it('counts its rounds, and asks for an answer in each', () => {
    const story = calledBack();
    const { a, office } = story;
    let on = story.done;
    for (const round of [1, 2, 3]) {
      sendsBack(story, `第 ${round} 次`);
      expect(stage(viewOf(story), 'work')?.sentBack?.count).toBe(round);
      a.meets(office);
      on = answers(a, 'work.done', 'what', `第 ${round} 次处理`, on);
      passes(a, 'work', [on]);
      office.meets(a);
      expect(stage(viewOf(story), 'work')?.state).toBe('passed');
    }
    expect(stage(viewOf(story), 'work')?.steps[0]?.submissions).toHaveLength(4);
  });

  it('a passing that did not know the send-back is void, whichever arrives first', () => {
    const story = calledBack();
    const { a, office, done } = story;
    const seen = viewOf(story);
    const again = answers(a, 'work.done', 'what', '已换线', done);
    passes(a, 'work', [again]);
    sendsBack(story, '网页仍打不开', seen);
    const [before, after] = [
      viewOf(story),
      deriveOrder({ documents: story.all().toReversed(), definition: type, settings }),
    ];
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
    expect(stage(before, 'work')?.state).toBe('current');
    // Whoever sent back had not seen the answer that he wrote meanwhile, so it counts as a new one.
    expect(stage(before, 'work')?.steps[0]).toMatchObject({ anew: 'answered', values: { what: '已换线' } });
    a.meets(office);
    passes(a, 'work', [again]);
    expect(stage(viewOf(story), 'work')?.state).toBe('passed');
  });

  it('of an order that was completed at the same moment changes nothing', () => {
    const story = calledBack();
    const { a } = story;
    sendsBack(story, '网页仍打不开');
    a.does('completed', first);
    const view = viewOf(story);
    expect([view.fold.phase, stage(view, 'work')?.state, view.fold.sentBack]).toEqual([
      'completed',
      'passed',
      undefined,
    ]);
  });

  it.each([
    ['by somebody who does not do the stage', 'dispatcher', {}],
    ['on a way that the type does not know', 'reviewer', { return: 'other' }],
    ['to a stage that the way does not lead to', 'reviewer', { to: 'callBack' }],
  ] as const)('opens nothing: %s', (_, role, more) => {
    const story = calledBack();
    const payload = sendBack(viewOf(story), type, 'redo');
    if (!payload.ok) throw new Error(payload.problem.code);
    story.office.does('stageSentBack', { ...payload.value, reasonCode: 'other', note: '', ...more }, role);
    expect(standing(viewOf(story))).toEqual(['work passed', 'callBack current']);
  });

  it('an override that was given before it counts no more', () => {
    const story = calledBack();
    const { a, office } = story;
    office.does('overridden', { stage: 'work', gate: 'accepted', reasonCode: 'other', note: '' });
    expect(viewOf(story).fold.overrides).toHaveLength(1);
    sendsBack(story, '网页仍打不开');
    expect(viewOf(story).fold.overrides).toEqual([]);
    a.meets(office);
    office.does('overridden', { stage: 'work', gate: 'accepted', reasonCode: 'other', note: '' });
    expect(viewOf(story).fold.overrides).toHaveLength(1);
  });

  it('a clock that had stopped runs on, and clocks wait where the way says so', () => {
    const story = calledBack();
    const { a, office, done } = story;
    const clockOf = (key: string) => viewOf(story).sla.find((one) => one.key === key);
    const stopped = clockOf('works');
    expect(stopped?.stoppedAt).not.toBeNull();
    sendsBack(story, '网页仍打不开');
    expect(clockOf('works')).toMatchObject({ stoppedAt: null, startedAt: stopped?.startedAt });
    const sentAt = viewOf(story).fold.sentBack?.[0]?.at;
    expect([clockOf('works')?.pausedSince, clockOf('whole')?.pausedSince]).toEqual([sentAt, sentAt]);
    a.meets(office);
    const again = answers(a, 'work.done', 'what', '换了光猫', done);
    passes(a, 'work', [again]);
    const passedAt = stage(viewOf(story), 'work')?.passedAt ?? '';
    const waited = Date.parse(passedAt) - Date.parse(sentAt ?? '');
    expect(clockOf('whole')).toMatchObject({ pausedSince: null, pausedForMs: waited });
  });
});
