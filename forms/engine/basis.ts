import type { Json } from '../../domain/documents/base.ts';
import type { EventDocument } from '../../domain/documents/event.ts';
import { amendableRoots } from '../../domain/work-order/amendable-roots.ts';
import { moves } from '../../domain/work-order/moves.ts';
import { canonicalJson } from './canonical.ts';
import { stageViewOf, stepViewOf } from './steps-of.ts';
import type { OrderView, StepView } from './types.ts';

type Facts = Readonly<Record<string, Json>>;
type Touch = { readonly id: string; readonly by: string; readonly at: string };
type Kind = {
  /** what stands there now; `about` is the part of the name after the colon */
  readonly now: (view: OrderView, about: string) => Json;
  /** whether this event could have made it what it is */
  readonly touches: (event: EventDocument, about: string) => boolean;
  /** both sides put the same there: nothing is overwritten */
  readonly sameIsNothing?: true;
};

const nothing = () => false;
const assigning: ReadonlySet<string> = new Set(['assigned', 'unassigned', 'declined', 'returned', 'handedOver']);

/** The names of `ShownFact`, each with what stands under it. */
const kinds: { readonly [kind: string]: Kind } = {
  phase: {
    now: ({ fold }) => fold.phase,
    touches: ({ kind }) => moves[kind].sort === 'move' && kind !== 'rescheduled',
  },
  assignment: { now: holderOf, touches: ({ kind }) => assigning.has(kind) },
  appointment: {
    now: ({ appointment }) => (appointment === null ? null : { ...appointment }),
    touches: (event) =>
      event.kind === 'rescheduled' || (event.kind === 'assigned' && event.payload.appointment !== undefined),
    sameIsNothing: true,
  },
  hold: {
    now: ({ fold }) => (fold.hold === null ? null : { ...fold.hold }),
    touches: ({ kind }) => moves[kind].touches.includes('hold'),
  },
  cancelAsked: {
    now: ({ fold }) =>
      fold.phase === 'cancelAsked'
        ? (fold.history.findLast(({ event, applied }) => applied && event.kind === 'cancelAsked')?.event._id ?? null)
        : null,
    touches: ({ kind }) => moves[kind].touches.includes('cancelAsk'),
  },
  version: { now: ({ orderTypeVersion }) => orderTypeVersion, touches: ({ kind }) => kind === 'upgraded' },
  review: {
    now: ({ fold }) => ({ state: fold.reviewState, reviews: fold.reviews.length }),
    touches: ({ kind }) => kind === 'reworkDone',
  },
  value: {
    now: valueAt,
    touches: (event, path) =>
      event.kind === 'amended' &&
      event.payload.changes.some((one) => one.path === path || path.startsWith(`${one.path}.`)),
    sameIsNothing: true,
  },
  step: { now: (view, key) => headsOf(stepViewOf(view, key)), touches: nothing },
  stage: { now: (view, key) => stageViewOf(view, key)?.steps.flatMap(headsOf) ?? [], touches: nothing },
  override: {
    now: ({ fold }, gate) =>
      [...fold.overrides, ...(fold.overridesRefused ?? [])]
        .filter(({ payload }) => `${payload.stage}.${payload.gate}` === gate)
        .map(({ _id }) => _id),
    touches: ({ kind, payload }, gate) =>
      (kind === 'overridden' || kind === 'overrideRefused') && `${payload.stage}.${payload.gate}` === gate,
  },
  choice: {
    now: ({ fold }, field) => own(fold.choices, field)?.chosen ?? null,
    touches: ({ kind, payload }, field) => kind === 'conflictChosen' && `${payload.step}/${payload.field}` === field,
    sameIsNothing: true,
  },
  evidence: {
    now: ({ fold }, id) => own(fold.withdrawn, id)?.reasonCode ?? null,
    touches: ({ kind, payload }, id) => kind === 'evidenceWithdrawn' && payload.evidenceId === id,
  },
  raise: {
    now: ({ fold }, id) => fold.notRaised.find(({ orderId }) => orderId === id)?.dismissed?.note ?? null,
    touches: ({ kind, payload }, id) => kind === 'raiseDismissed' && payload.orderId === id,
  },
};

/** What stands under the name of a `ShownFact` now; office and console ask this function, so that the same order gives the same value. */
export function factNow(view: OrderView, name: string): Json {
  const [kind, about] = parted(name);
  return kind.now(view, about);
}

/** What a person is shown of an order, for a call that depends on these names. */
export const basisOf = (view: OrderView, names: readonly string[]): Facts =>
  Object.fromEntries(names.map((name) => [name, factNow(view, name)]));

/**
 * The names under which something else stands than what was seen.
 * @param yours what the call would put there
 */
export const overtakenFacts = (view: OrderView, seen: Facts, yours: Facts): readonly string[] =>
  Object.keys(seen).filter((name) => {
    const [{ sameIsNothing }] = parted(name);
    const now = canonicalJson(factNow(view, name));
    if (now === formOf(name, seen[name])) return false;
    return !(sameIsNothing === true && Object.hasOwn(yours, name) && now === formOf(name, yours[name]));
  });

/** Whose doing it is that a name stands for what it does, and when by his clock; null: it is so since the order began. */
export function lastTouch(view: OrderView, name: string): Touch | null {
  const [kind, about] = parted(name);
  const submitted = name.startsWith('step:')
    ? [stepViewOf(view, about)]
    : name.startsWith('stage:')
      ? stageViewOf(view, about)?.steps
      : undefined;
  if (submitted !== undefined) return newest(submitted.flatMap((step) => step?.submissions ?? []));
  const review = name === 'review' ? view.fold.reviews.at(-1) : undefined;
  const { history } = view.fold;
  const event = history.findLast((entry) => entry.applied && kind.touches(entry.event, about))?.event;
  if (review !== undefined && (event === undefined || view.fold.reviewState !== 'resubmitted')) return review;
  return event === undefined ? null : { id: event._id, by: event.createdBy, at: event.time.at };
}

function parted(name: string): readonly [Kind, string] {
  const at = name.indexOf(':');
  const kind = own(kinds, at < 0 ? name : name.slice(0, at));
  if (kind === undefined) throw new Error(`nothing of an order is shown under the name ${name}`);
  return [kind, at < 0 ? '' : name.slice(at + 1)];
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The technician whose turn it is, or was asked; null: nobody. */
function holderOf({ fold: { assignment } }: OrderView): Json {
  const ended = assignment === null || assignment.state === 'ended' || assignment.state === 'declined';
  return ended ? null : assignment.technicianId;
}

function valueAt({ fold }: OrderView, path: string): Json {
  const [root = '', ...rest] = path.split('.');
  if (!(amendableRoots as readonly string[]).includes(root)) return null;
  const found = rest.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? own(value as Readonly<Record<string, unknown>>, key) : undefined,
    fold[root as keyof typeof fold],
  );
  return filled((found ?? null) as Json);
}

/** A value that was typed, as it compares: blanks around it and the placeholder of intake are nothing. */
function filled(value: Json): Json {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return text === '' || text === '—' ? null : text;
}

const formOf = (name: string, value: Json | undefined): string =>
  canonicalJson(name.startsWith('value:') ? filled(value ?? null) : (value ?? null));

const headsOf = (step: StepView | undefined): readonly string[] => [...(step?.heads ?? [])].sort();

/** Submissions carry no causal order among steps; the one with the latest time is named. */
function newest(submissions: StepView['submissions']): Touch | null {
  return submissions.reduce<Touch | null>((last, one) => (last === null || last.at < one.at ? one : last), null);
}
