import { describe, expect, it } from 'vitest';
import { assignmentOf, idOf, type Story, type StoryDocument, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument, EventKind } from '../documents/event.ts';
import type { ReviewDocument } from '../documents/review.ts';
import { foldOrder } from './fold.ts';
import { concurrentPairs, finalPhases, moves, precedence } from './moves.ts';
import type { OrderFold } from './types.ts';

const because = { reasonCode: 'other', note: '' };
const first = assignmentOf('1');

const foldOf = (story: Story, documents: readonly StoryDocument[] = story.all()): OrderFold =>
  foldOrder(
    story.order,
    documents.filter((one): one is EventDocument => one.type === 'event'),
    documents.filter((one): one is ReviewDocument => one.type === 'review'),
    { reasonSide: (_, code) => (code === 'customer' ? 'customer' : 'ours') },
  );

const assign = (story: Story, name: string, technician: string): void => {
  story.office.does('assigned', { ...assignmentOf(name), technicianId: idOf(technician) });
};

/** An order that technician A has started, office and device knowing the same. */
function begun(): Story & { readonly a: ReturnType<Story['device']> } {
  const story = tellStory();
  const a = story.device('a');
  assign(story, '1', 'a');
  a.meets(story.office);
  a.does('accepted', first);
  a.does('started', first);
  story.office.meets(a);
  return { ...story, a };
}

const notApplied = (fold: OrderFold): Record<string, string> =>
  Object.fromEntries(
    fold.history.flatMap((entry) => (entry.applied ? [] : [[entry.event.kind, entry.notApplied ?? '']])),
  );

describe('the ordinary way', () => {
  it('goes from intake to approved, and outward with it', () => {
    const story = tellStory({ missing: ['loid'] });
    const a = story.device('a');
    const seen: string[] = [];
    const note = (): void => {
      const fold = foldOf(story);
      seen.push(`${fold.phase}/${fold.state}/${fold.reviewState ?? '-'}`);
    };
    note();
    story.office.does('intakeCompleted', {});
    note();
    assign(story, '1', 'a');
    note();
    a.meets(story.office);
    a.does('accepted', first);
    a.does('started', first);
    note();
    a.does('held', { reasonCode: 'customer', note: '' });
    note();
    a.does('resumed', {});
    a.does('held', { reasonCode: 'weather', note: '' });
    note();
    a.does('resumed', {});
    a.does('completed', first);
    story.office.meets(a);
    note();
    const review = story.review('returned', [{ step: 'a.b', fields: [], reasonCode: 'other', note: '' }]);
    note();
    expect(foldOf(story).rework).toHaveLength(1);
    a.does('reworkDone', { review: review._id, submissions: [] });
    note();
    expect(foldOf(story).rework).toHaveLength(0);
    story.review('approved');
    note();
    expect(seen).toEqual([
      'intake/acknowledged/-',
      'unassigned/acknowledged/-',
      'assigned/acknowledged/-',
      'started/inProgress/-',
      'held/pending/-',
      'held/held/-',
      'completed/completed/received',
      'completed/completed/returned',
      'completed/completed/resubmitted',
      'completed/completed/approved',
    ]);
  });

  it('resumes to what was beneath the hold', () => {
    const story = begun();
    story.a.does('held', because);
    story.a.does('resumed', {});
    expect(foldOf(story).phase).toBe('started');
  });

  it('shows work that has begun and lies with nobody as held, never acknowledged again', () => {
    const story = begun();
    story.a.does('returned', { ...first, ...because });
    expect(foldOf(story)).toMatchObject({ phase: 'returned', state: 'held', assignment: null });
  });

  it('a question to cancel covers what is beneath and uncovers it when refused', () => {
    const story = begun();
    story.a.does('cancelAsked', because);
    story.office.meets(story.a);
    expect(foldOf(story)).toMatchObject({ phase: 'cancelAsked', state: 'assessingCancellation' });
    story.office.does('cancelRefused', { note: '' });
    expect(foldOf(story)).toMatchObject({ phase: 'started', state: 'inProgress' });
  });

  it('reassigning directly ends the assignment before', () => {
    const story = begun();
    assign(story, '2', 'b');
    expect(foldOf(story)).toMatchObject({
      phase: 'assigned',
      state: 'held',
      assignment: { ...assignmentOf('2'), state: 'offered' },
    });
    expect(foldOf(story).assignments.map(({ state }) => state)).toEqual(['ended', 'offered']);
  });
});

describe('amendments', () => {
  it('patch only the five roots, in causal order, and leave a malformed customer alone', () => {
    const story = begun();
    story.office.does('amended', {
      changes: [
        { path: 'customer.phone', to: '13811112222' },
        { path: 'customer.grade', to: 'platinum' },
        { path: 'resources.splitterPort', to: '7' },
        { path: 'products.voice', to: true },
        { path: 'remarks', to: '带梯子' },
        { path: 'number', to: 'X' },
        { path: 'place.__proto__.area', to: 'rural' },
      ],
    });
    const fold = foldOf(story);
    expect(fold.customer).toEqual({ ...story.order.customer, phone: '13811112222' });
    expect(fold.resources.splitterPort).toBe('7');
    expect(fold.products.voice).toBe(true);
    expect(fold.remarks).toBe('带梯子');
    expect(fold.place).toEqual(story.order.place);
    expect(fold.amendments).toHaveLength(1);
  });
});

describe('illegal by what its author had seen', () => {
  it.each<[string, (story: ReturnType<typeof begun>) => void, string]>([
    ['accepting twice', ({ a }) => a.does('accepted', first), 'illegal:started'],
    ['a technician cancelling', ({ a }) => a.does('cancelled', because), 'illegal:started'],
    [
      'another technician completing',
      (story) => {
        const b = story.device('b');
        b.meets(story.office);
        b.does('completed', first);
      },
      'illegal:started',
    ],
    [
      'completing under an assignment that is not his',
      ({ a }) => a.does('completed', assignmentOf('9')),
      'illegal:started',
    ],
    ['a reviewer holding', ({ office }) => office.does('held', because, 'reviewer'), 'illegal:started'],
    [
      'refusing a cancellation nobody asked',
      ({ office }) => office.does('cancelRefused', { note: '' }),
      'illegal:started',
    ],
  ])('%s', (_, write, reason) => {
    const story = begun();
    write(story);
    expect(Object.values(notApplied(foldOf(story)))).toEqual([reason]);
    expect(foldOf(story).phase).toBe('started');
  });

  it('nothing but notes, choices and rework after the end', () => {
    const story = begun();
    story.a.does('completed', first);
    const before = foldOf(story);
    const open = (Object.keys(moves) as EventKind[]).filter((kind) => moves[kind].sort === 'move');
    for (const kind of open)
      story.a.does(
        kind,
        {
          ...first,
          ...because,
          technicianId: idOf('a'),
          appointment: { start: '2026-03-02T01:00:00.000Z', end: '2026-03-02T02:00:00.000Z' },
          agreedWith: 'x',
          remaining: [],
        } as never,
        moves[kind].roles[0],
      );
    story.a.does('noted', { text: 'x' });
    const after = foldOf(story);
    expect(after.phase).toBe('completed');
    expect(after.appointment).toEqual(before.appointment);
    expect(Object.keys(notApplied(after))).toHaveLength(open.length);
    expect(after.notes).toHaveLength(1);
  });
});

describe('concurrent moves', () => {
  /** Payloads that fit any kind closely enough for the fold. */
  const payload = (assignment: string): object => ({
    ...assignmentOf(assignment),
    ...because,
    technicianId: idOf('b'),
    stage: 's',
    gate: 'g',
    submissions: [],
    evidence: [],
    verdicts: [],
    changes: [{ path: 'remarks', to: 'x' }],
    remaining: [],
    agreedWith: 'x',
    appointment: { start: '2026-03-05T01:00:00.000Z', end: '2026-03-05T02:00:00.000Z' },
  });
  const needsPhase = (kind: EventKind, phase: string): boolean =>
    (moves[kind].phases as readonly string[]).includes(phase);

  it.each(concurrentPairs.map((pair) => [`${pair.a} ∥ ${pair.b}: ${pair.applied}`, pair] as const))('%s', (_, pair) => {
    const phase = (['assigned', 'accepted', 'started'] as const).find(
      (one) => needsPhase(pair.a, one) && needsPhase(pair.b, one),
    );
    expect(phase, 'both are legal in some phase').toBeDefined();
    const story = tellStory();
    const a = story.device('a');
    assign(story, '1', 'a');
    a.meets(story.office);
    if (phase !== 'assigned') a.does('accepted', first);
    if (phase === 'started') a.does('started', first);
    story.office.meets(a);
    const byTechnician = moves[pair.b].roles.some((role) => role === 'dispatcher')
      ? story.office
      : story.device('a2', idOf('a'));
    byTechnician.meets(story.office);
    const officeOnly = !moves[pair.a].roles.includes('technician');
    const writer = officeOnly ? story.device('officeOther', idOf('dispatcher')) : a;
    writer.meets(story.office);
    writer.does(pair.a, payload('1') as never, officeOnly ? 'dispatcher' : 'technician');
    byTechnician.does(pair.b, payload(pair.b === 'assigned' ? '2' : '1') as never);
    const lost = Object.keys(notApplied(foldOf(story)));
    expect(lost).toEqual(pair.applied === 'both' ? [] : [pair.applied === 'a' ? pair.b : pair.a]);
  });

  it('every move stands in one row of the precedence, and no fact does', () => {
    const listed = precedence.flatMap((row) => row.moves).toSorted();
    const all = (Object.keys(moves) as EventKind[]).filter((kind) => moves[kind].sort === 'move').toSorted();
    expect(listed).toEqual(all);
  });

  it('says when work began for whoever holds the order now, and not once that was taken back', () => {
    const story = begun();
    const { a, office } = story;
    expect(foldOf(story).startedAt).toBe(
      foldOf(story).history.findLast(({ event }) => event.kind === 'started')?.event.time.at,
    );
    a.does('startUndone', {});
    expect(foldOf(story).startedAt).toBeNull();
    a.does('started', first);
    expect(foldOf(story).startedAt).not.toBeNull();
    office.meets(a);
    assign(story, '2', 'b');
    const b = story.device('b');
    b.meets(office);
    b.does('accepted', assignmentOf('2'));
    expect(foldOf(story)).toMatchObject({ phase: 'accepted', startedAt: null });
  });

  it('R-20: what A did while the office gave the order to B is kept and marked late', () => {
    const story = begun();
    const { a, office } = story;
    a.does('stagePassed', { stage: 'dropCable', submissions: [], evidence: [], verdicts: [] });
    a.does('completed', first);
    office.does('unassigned', { ...first });
    assign(story, '2', 'b');
    const b = story.device('b');
    b.meets(office);
    b.does('accepted', assignmentOf('2'));
    const fold = foldOf(story);
    expect(fold).toMatchObject({ phase: 'accepted', assignment: assignmentOf('2') });
    expect(Object.keys(fold.passed)).toEqual(['dropCable']);
    expect(fold.history.filter(({ late }) => late).map(({ event }) => event.kind)).toEqual([
      'stagePassed',
      'completed',
    ]);
    expect(notApplied(fold)).toEqual({ completed: 'overtaken:unassigned' });
  });

  it('A → B → A with A offline at each step: the third assignment is his, his first facts are late, nothing is lost', () => {
    const story = begun();
    const { a, office } = story;
    a.does('stagePassed', { stage: 'x', submissions: [], evidence: [], verdicts: [] });
    assign(story, '2', 'b');
    assign(story, '3', 'a');
    a.does('noted', { text: 'still here' });
    const before = foldOf(story);
    expect(before).toMatchObject({ phase: 'assigned', assignment: assignmentOf('3') });
    a.meets(office);
    a.does('accepted', assignmentOf('3'));
    a.does('started', assignmentOf('3'));
    a.does('completed', assignmentOf('3'));
    const fold = foldOf(story);
    expect(fold.phase).toBe('completed');
    expect(notApplied(fold)).toEqual({});
    expect(fold.history.filter(({ late }) => late).map(({ event }) => event.kind)).toEqual(['stagePassed', 'noted']);
  });

  it('a cancellation that is published stays final whatever arrives', () => {
    const story = begun();
    story.office.does('cancelled', because);
    const before = foldOf(story, [...story.office.known]);
    story.a.does('completed', first);
    expect([before.phase, foldOf(story).phase]).toEqual(['cancelled', 'cancelled']);
    expect(finalPhases.has(before.phase)).toBe(true);
  });

  it('a hold that follows a resumption outlives a resumption that answered the hold before it', () => {
    const story = begun();
    const { a, office } = story;
    a.does('held', because);
    office.meets(a);
    a.does('resumed', {});
    a.does('held', { reasonCode: 'customer', note: 'second' });
    office.does('resumed', {});
    expect(foldOf(story)).toMatchObject({ phase: 'held', hold: { note: 'second' } });
  });
});
