import fc from 'fast-check';
import type { EventDocument, EventKind } from '../../domain/documents/event.ts';
import type { ReviewDocument } from '../../domain/documents/review.ts';
import { foldOrder } from '../../domain/work-order/fold.ts';
import { type ActingRole, moves } from '../../domain/work-order/moves.ts';
import { canMove } from '../../domain/work-order/transitions.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { anyWords, payloadOf, type Vocabulary } from './life-payloads.ts';
import { type Author, assignmentOf, idOf, type Story, type StoryDocument, tellStory } from './order-story.ts';

/** Who writes: two devices of technician A, one of B, and three who sit in the office and know the same. */
const writers = [
  { at: 'office', role: 'dispatcher' },
  { at: 'a1', role: 'technician', technician: 'a' },
  { at: 'a2', role: 'technician', technician: 'a' },
  { at: 'b', role: 'technician', technician: 'b' },
  { at: 'office', role: 'reviewer' },
  { at: 'office', role: 'office' },
] as const satisfies readonly { readonly at: string; readonly role: ActingRole; readonly technician?: string }[];

export type Turn = {
  readonly who: number;
  readonly does: 'move' | 'pass' | 'submit' | 'photo' | 'review' | 'meet';
  readonly pick: number;
  /** before that he and the office tell each other what they know */
  readonly meets: boolean;
};

/** `opening`: how far the order is when the turns begin: nothing, assigned, accepted, started in the field, by the office, returned by the reviewer. */
export type Script = { readonly opening: number; readonly turns: readonly Turn[] };

export const scripts: fc.Arbitrary<Script> = fc.record({
  opening: fc.nat(5),
  turns: fc.array(
    fc.record({
      who: fc.nat(writers.length - 1),
      does: fc.constantFrom('move', 'move', 'move', 'pass', 'submit', 'photo', 'review', 'meet'),
      pick: fc.nat(9999),
      meets: fc.boolean(),
    }),
    { minLength: 3, maxLength: 24 },
  ),
});

export type Life = {
  readonly story: Story;
  /** everything written, in a causal order */
  readonly documents: readonly StoryDocument[];
  readonly events: readonly EventDocument[];
  readonly reviews: readonly ReviewDocument[];
  /** what the office knew at first and what somebody knew after each turn: every one of these is closed under causes */
  readonly known: readonly (readonly StoryDocument[])[];
};

export type Living = {
  readonly words?: Vocabulary;
  /** false: anybody does anything, allowed or not */
  readonly lawful?: boolean;
  /** writes a submission of this step on what its author knows */
  readonly submit?: (author: Author, step: string, pick: number) => void;
  /** the office knows one event or review more, its own or one that arrived */
  readonly officeKnows?: (known: ReadonlySet<StoryDocument>, order: Story['order']) => void;
};

/** Lives an order by a script. Devices meet through the office only; `lawful` authors make the moves that `canMove` allows them then. */
export function liveOrder({ opening, turns }: Script, living: Living = {}): Life {
  const { words = anyWords, lawful = true, submit = () => undefined, officeKnows = () => undefined } = living;
  const story = tellStory();
  const { office } = story;
  const places: Readonly<Record<string, Author>> = {
    office,
    a1: story.device('a1', idOf('a')),
    a2: story.device('a2', idOf('a')),
    b: story.device('b', idOf('b')),
  };
  const known: (readonly StoryDocument[])[] = [];
  const told = (): void => officeKnows(office.known, story.order);
  const meet = (author: Author): void => {
    if (author === office) return;
    for (const document of [...author.known]) {
      if (office.known.has(document)) continue;
      office.known.add(document);
      if (document.type === 'event') told();
    }
    author.meets(office);
  };
  const says = (author: Author, kind: EventKind, payload: object, role: ActingRole): void => {
    author.does(kind, payload as never, role);
    if (author === office) told();
  };

  const returns = (step = words.steps[0]?.key ?? 'one.a'): void =>
    void story.review('returned', [{ step, fields: [], reasonCode: 'wrongValue', note: '' }]);

  open(opening, places as Parameters<typeof open>[1], { says, meet, returns });
  known.push([...office.known]);
  for (const { who, does, pick, meets } of turns) {
    const writer = writers[who] ?? writers[0];
    const author = places[writer.at] ?? office;
    if (meets) meet(author);
    const fold = foldOf(story, author.known);
    const step = oneOf(words.steps, pick);
    if (does === 'submit') submit(author, step.key, pick);
    else if (does === 'photo') author.takes(`${step.key}.${step.slots[0] ?? 'none'}`);
    else if (does === 'review') {
      if (author !== office || !waitsForReview.has(fold.reviewState)) continue;
      if (pick % 3 < 2) returns(step.key);
      else story.review(pick % 2 === 0 ? 'approved' : 'rejected');
    } else if (does !== 'meet') {
      const mover = { technicianId: 'technician' in writer ? idOf(writer.technician) : undefined };
      const allowed = kinds.filter((kind) => !lawful || canMove(fold, kind, writer.role, mover).ok);
      const wished = does === 'pass' ? allowed.filter((kind) => kind === 'stagePassed') : allowed;
      const weighted = wished.flatMap((kind) => Array<EventKind>(weights[kind] ?? 1).fill(kind));
      const kind = weighted[pick % Math.max(weighted.length, 1)];
      if (kind !== undefined) {
        const payload = payloadOf(kind, { pick, fold, words, known: author.known, role: writer.role });
        says(author, kind, payload, writer.role);
      }
    }
    known.push([...author.known]);
  }
  const documents = story.all();
  const events = documents.filter((one): one is EventDocument => one.type === 'event');
  const reviews = documents.filter((one): one is ReviewDocument => one.type === 'review');
  return { story, documents, events, reviews, known };
}

const waitsForReview: ReadonlySet<OrderFold['reviewState']> = new Set(['received', 'resubmitted'] as const);
const kinds = Object.keys(moves) as EventKind[];
/** What leads on comes more often, so that lives are not over at once. */
const weights: { readonly [K in EventKind]?: number } = {
  assigned: 4,
  accepted: 6,
  started: 6,
  stagePassed: 6,
  completed: 3,
  stageSentBack: 3,
};

/** Any step, but the first two more often, so that two people come upon one. */
const oneOf = (steps: Vocabulary['steps'], pick: number): Vocabulary['steps'][number] =>
  steps[(pick >> 2) % (pick % 4 === 0 ? steps.length : Math.min(2, steps.length))] ?? { key: 'one.a', slots: [] };

export function foldOf(story: Pick<Story, 'order'>, known: Iterable<StoryDocument>): OrderFold {
  const all = [...known];
  return foldOrder(
    story.order,
    all.filter((one): one is EventDocument => one.type === 'event'),
    all.filter((one): one is ReviewDocument => one.type === 'review'),
    { reasonSide },
  );
}

/** As ftth-install has it: the customer's own wish is his side, the weather is ours. */
export const reasonSide = (_move: string, code: string): 'customer' | 'ours' =>
  code === 'customer' ? 'customer' : 'ours';

type Hands = {
  readonly says: (author: Author, kind: EventKind, payload: object, role: ActingRole) => void;
  readonly meet: (author: Author) => void;
  readonly returns: () => void;
};

function open(
  far: number,
  { office, a1, a2, b }: { readonly office: Author; readonly a1: Author; readonly a2: Author; readonly b: Author },
  { says, meet, returns }: Hands,
): void {
  if (far === 4) says(office, 'started', {}, 'reviewer');
  if (far > 0) says(office, 'assigned', { ...assignmentOf('0'), technicianId: idOf('a') }, 'dispatcher');
  if (far > 0) meet(a1);
  if (far > 1) says(a1, 'accepted', assignmentOf('0'), 'technician');
  if (far === 3 || far === 5) says(a1, 'started', assignmentOf('0'), 'technician');
  if (far === 5) says(a1, 'completed', assignmentOf('0'), 'technician');
  if (far === 5) meet(a1);
  if (far === 5) returns();
  for (const device of [a1, a2, b]) meet(device);
}

/** The same list in another order, some of it twice; `noise` decides. */
export function shuffled<T>(list: readonly T[], noise: fc.Stream<number>): readonly T[] {
  const [...keys] = noise.take(list.length + 3);
  return [...list, ...list.slice(0, 3)]
    .map((one, index) => ({ one, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
