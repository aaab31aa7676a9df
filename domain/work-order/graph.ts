import type { EventDocument } from '../documents/event.ts';

/** The events of one order in causal order: a parent always stands before its child, ties by id (DESIGN §3). */
export type CausalGraph = {
  readonly events: readonly EventDocument[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** nearest causes by index, without those that are causes of another parent */
  readonly parents: readonly (readonly number[])[];
  /** everything an event's author had seen, as bits */
  readonly ancestors: readonly Bits[];
  /** false while something its author had seen has not arrived yet */
  readonly complete: readonly boolean[];
  /** ids that nothing newer builds on */
  readonly frontier: readonly string[];
};

/** A set of indices, 32 to a word. */
export type Bits = Uint32Array;
export const hasBit = (bits: Bits, index: number): boolean => ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
const addBit = (bits: Bits, index: number): void => {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
};
const addAll = (bits: Bits, more: Bits): void => {
  for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i] ?? 0) | (more[i] ?? 0);
};

/** Whoever counts its own events: a device, or the office. */
export const authorOf = (event: EventDocument): string => event.deviceId ?? 'office';

export const byId = (a: { readonly _id: string }, b: { readonly _id: string }): number =>
  a._id < b._id ? -1 : a._id > b._id ? 1 : 0;

/**
 * Builds the graph from any delivery order. Duplicates count once. Ancestors that have not arrived are left out. A cycle (only a
 * forger makes one) is cut at its lowest id.
 */
export function causalGraph(given: readonly EventDocument[]): CausalGraph {
  const sorted = distinct(given);
  const place = new Map(sorted.map((event, index) => [event._id, index]));
  const { causes, known } = causesOf(sorted, place);
  const order = topologicalOrder(causes);
  return inOrder(sorted, order, causes, known);
}

function distinct(given: readonly EventDocument[]): readonly EventDocument[] {
  const byKey = new Map<string, EventDocument>();
  for (const event of given) {
    const other = byKey.get(event._id);
    // Two bodies under one id is a defect elsewhere; here it must only not depend on who came first.
    if (other === undefined || (other !== event && JSON.stringify(event) < JSON.stringify(other)))
      byKey.set(event._id, event);
  }
  return [...byKey.values()].sort(byId);
}

type Causes = { readonly causes: readonly (readonly number[])[]; readonly known: readonly boolean[] };

function causesOf(events: readonly EventDocument[], place: ReadonlyMap<string, number>): Causes {
  const chain = chains(events);
  const known: boolean[] = [];
  const causes = events.map((event, index) => {
    const found = new Set<number>();
    let all = true;
    for (const id of event.after) {
      const at = place.get(id);
      if (at === undefined) all = false;
      else if (at !== index) found.add(at);
    }
    const before = chain[index];
    if (before !== undefined && before.previous >= 0) found.add(before.previous);
    known.push(all && (before?.unbroken ?? true));
    return [...found];
  });
  return { causes, known };
}

/** Each author's own events follow one another by `deviceSeq`, named in `after` or not. */
function chains(
  events: readonly EventDocument[],
): readonly { readonly previous: number; readonly unbroken: boolean }[] {
  const byAuthor = new Map<string, number[]>();
  events.forEach((event, index) => {
    const list = byAuthor.get(authorOf(event));
    if (list === undefined) byAuthor.set(authorOf(event), [index]);
    else list.push(index);
  });
  const links: { previous: number; unbroken: boolean }[] = [];
  for (const list of byAuthor.values()) {
    const seq = (index: number): number => events[index]?.deviceSeq ?? 0;
    list.sort((a, b) => seq(a) - seq(b) || a - b);
    list.forEach((index, position) => {
      const previous = list[position - 1] ?? -1;
      links[index] = { previous, unbroken: previous < 0 ? seq(index) === 1 : seq(index) - seq(previous) <= 1 };
    });
  }
  return links;
}

function topologicalOrder(causes: readonly (readonly number[])[]): readonly number[] {
  const waiting = causes.map((list) => list.length);
  const children: number[][] = causes.map(() => []);
  causes.forEach((list, index) => {
    for (const cause of list) children[cause]?.push(index);
  });
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  const done: boolean[] = causes.map(() => false);
  const order: number[] = [];
  let lowestLeft = 0;
  while (order.length < causes.length) {
    let next = ready.shift();
    if (next === undefined) {
      while (done[lowestLeft] === true) lowestLeft += 1;
      next = lowestLeft;
    }
    if (done[next] === true) continue;
    done[next] = true;
    order.push(next);
    for (const child of children[next] ?? []) {
      waiting[child] = (waiting[child] ?? 1) - 1;
      if (waiting[child] === 0) insertSorted(ready, child);
    }
  }
  return order;
}

function insertSorted(list: number[], value: number): void {
  let at = list.length;
  while (at > 0 && (list[at - 1] ?? 0) > value) at -= 1;
  list.splice(at, 0, value);
}

function inOrder(
  sorted: readonly EventDocument[],
  order: readonly number[],
  causes: readonly (readonly number[])[],
  known: readonly boolean[],
): CausalGraph {
  const newPlace: number[] = [];
  order.forEach((old, place) => {
    newPlace[old] = place;
  });
  const words = (sorted.length + 31) >>> 5;
  const events: EventDocument[] = [];
  const parents: (readonly number[])[] = [];
  const ancestors: Bits[] = [];
  const complete: boolean[] = [];
  const built = new Uint32Array(words);
  order.forEach((old, place) => {
    const event = sorted[old];
    if (event === undefined) throw new Error('an index points outside the events');
    // A cause that stands later was cut out of a cycle.
    const own = (causes[old] ?? []).map((cause) => newPlace[cause] ?? 0).filter((cause) => cause < place);
    const bits = new Uint32Array(words);
    const nearest: number[] = [];
    let whole = known[old] === true;
    // The newest first: what a cause brings along costs nothing again, so a list that names everything costs one union, not one a name.
    for (const cause of own.sort((a, b) => b - a)) {
      whole &&= complete[cause] === true;
      addBit(built, cause);
      if (hasBit(bits, cause)) continue;
      addAll(bits, ancestors[cause] ?? bits);
      addBit(bits, cause);
      nearest.push(cause);
    }
    events.push(event);
    parents.push(nearest.reverse());
    ancestors.push(bits);
    complete.push(whole);
  });
  const indexOf = new Map(events.map((event, index) => [event._id, index]));
  const frontier = events.flatMap((event, index) => (hasBit(built, index) ? [] : [event._id])).sort();
  return { events, indexOf, parents, ancestors, complete, frontier };
}

/** Neither author had seen the other's event. */
export const concurrent = (graph: CausalGraph, a: number, b: number): boolean =>
  a !== b &&
  !hasBit(graph.ancestors[a] ?? new Uint32Array(0), b) &&
  !hasBit(graph.ancestors[b] ?? new Uint32Array(0), a);

/** Ids of all events that somebody had seen who names `after`: those and everything before them. */
export function seenBy(graph: CausalGraph, after: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const named = after.flatMap((id) => graph.indexOf.get(id) ?? []);
  for (const index of named.sort((a, b) => b - a)) {
    const { _id = '' } = graph.events[index] ?? {};
    if (seen.has(_id)) continue;
    seen.add(_id);
    graph.events.forEach((event, other) => {
      if (hasBit(graph.ancestors[index] ?? new Uint32Array(0), other)) seen.add(event._id);
    });
  }
  return seen;
}
