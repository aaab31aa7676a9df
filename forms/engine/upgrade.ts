import type { Json } from '../../domain/documents/base.ts';
import type { ReworkItem } from '../../domain/documents/review.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { mergeStep } from './merge.ts';
import { submissionCounts } from './performers.ts';
import { stepsOf, valueFields } from './steps-of.ts';
import type { FieldDefinition, OrderTypeDefinition, UnmappedAnswer } from './types.ts';
import { asksForDays, inDays } from './upgrade-days.ts';

/** Where an answer of an older version is read: `<stage>.<step>` and the field in it. */
export type AnswerPlace = { readonly step: string; readonly key: string };
type Choices = OrderFold['choices'];

type Places = {
  readonly steps: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  /** fields that ask for calendar days */
  readonly days: ReadonlyMap<string, FieldDefinition>;
};
const known = new WeakMap<OrderTypeDefinition, Places>();

function placesOf(definition: OrderTypeDefinition): Places {
  const found = known.get(definition);
  if (found !== undefined) return found;
  const all = stepsOf(definition);
  const made: Places = {
    steps: new Set(all.map(({ key }) => key)),
    fields: new Set(all.flatMap(({ key, step }) => valueFields(step).map((field) => `${key}.${field.key}`))),
    slots: new Set(all.flatMap(({ key, step }) => step.photos.map((photo) => `${key}.${photo.key}`))),
    days: new Map(
      all.flatMap(({ key, step }) =>
        step.fields.filter(asksForDays).map((field) => [`${key}.${field.key}`, field] as const),
      ),
    ),
  };
  known.set(definition, made);
  return made;
}

const renamesOf = (definition: OrderTypeDefinition, version: number): Readonly<Record<string, string>> =>
  definition.upgrades?.find(({ from }) => from === version)?.renamed ?? {};

/**
 * The path that an older version's path has now; null: somebody else has it. Renames are of one older version each and do not chain. A path
 * that is not named keeps its name, unless another one was renamed onto it; of two renamed onto one the lower has it.
 */
function pathNow(definition: OrderTypeDefinition, version: number, path: string): string | null {
  if (version >= definition.version) return path;
  const renamed = renamesOf(definition, version);
  const target = Object.hasOwn(renamed, path) ? (renamed[path] ?? path) : path;
  const owner = Object.keys(renamed)
    .filter((old) => renamed[old] === target)
    .sort()[0];
  return owner === undefined || owner === path ? target : null;
}

/** Where the answer `stage.step.field` of a version is read in this one; null: it has no place. */
export function placeNow(definition: OrderTypeDefinition, version: number, path: string): AnswerPlace | null {
  const now = pathNow(definition, version, path);
  return now !== null && placesOf(definition).fields.has(now) ? splitPath(now) : null;
}

/** An older version's answer as this version's field holds it: a moment becomes the day it lay in where the day is asked for (ADR 0037). */
export function valueNow(definition: OrderTypeDefinition, { step, key }: AnswerPlace, value: Json): Json {
  const field = placesOf(definition).days.get(`${step}.${key}`);
  return field === undefined ? value : inDays(field, value);
}

/** The slot that a picture counts in. One without a place here counts in none: `<slot>@<version>`. */
export function slotNow(definition: OrderTypeDefinition, version: number, slot: string): string {
  if (version >= definition.version || slot.split('.').length < 3) return slot;
  const now = pathNow(definition, version, slot);
  return now !== null && placesOf(definition).slots.has(now) ? now : `${slot}@${version}`;
}

export const splitPath = (path: string): AnswerPlace => {
  const at = path.lastIndexOf('.');
  return { step: path.slice(0, at), key: path.slice(at + 1) };
};

/** The steps in which what an older version's step asked is asked now. */
export function stepsNow(definition: OrderTypeDefinition, version: number, step: string): readonly string[] {
  const moved = Object.entries(version < definition.version ? renamesOf(definition, version) : {})
    .filter(([old]) => splitPath(old).step === step)
    .map(([, to]) => splitPath(to).step);
  const { steps } = placesOf(definition);
  return [...new Set([step, ...moved])].filter((one) => steps.has(one));
}

export type ReadSubmissions = {
  /** those that count, as this version reads them: one of an older version stands in every step that has a part of it */
  readonly submissions: readonly SubmissionDocument[];
  readonly unmapped: readonly UnmappedAnswer[];
};

/**
 * Submissions as this version reads them. Documents stay as written; of an older one each answer stands, with what it was based on and as it
 * was measured, in the field that its path leads to. What has no place is listed, merged as its own version would merge it.
 * @param began the version that submissions without one were written under
 * @param choices of persons between differing values, keyed as that version names its fields
 */
export function readSubmissions(
  definition: OrderTypeDefinition,
  began: number,
  given: readonly SubmissionDocument[],
  choices: (version: number) => Choices,
): ReadSubmissions {
  const versionOf = ({ orderTypeVersion }: SubmissionDocument): number => orderTypeVersion ?? began;
  const counting = given.filter((one) => versionOf(one) >= definition.version && submissionCounts(definition, one));
  const older = given.filter((one) => versionOf(one) < definition.version);
  if (older.length === 0) return { submissions: counting, unmapped: [] };
  const families = new Map<string, SubmissionDocument[]>();
  for (const one of older) {
    // What office and device wrote is merged apart: a stage has one performer, and who that was is not known any more.
    const name = `${versionOf(one)} ${one.step} ${one.deviceId === undefined ? 'office' : 'device'}`;
    families.set(name, [...(families.get(name) ?? []), one]);
  }
  const read = [...families.values()].map((family) => {
    const version = versionOf(family[0] as SubmissionDocument);
    return readFamily(definition, version, family, choices(version));
  });
  return {
    submissions: [...counting, ...read.flatMap(({ submissions }) => submissions)].sort(
      (a, b) => compare(a._id, b._id) || compare(a.step, b.step),
    ),
    unmapped: read
      .flatMap(({ unmapped }) => unmapped)
      .sort((a, b) => compare(a.path, b.path) || compare(a.submission, b.submission)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Submissions of one step of one older version. Each stands in every step that any of them leads to, so that the newest stays the newest. */
function readFamily(
  definition: OrderTypeDefinition,
  version: number,
  family: readonly SubmissionDocument[],
  choices: Choices,
): ReadSubmissions {
  const { step, deviceId } = family[0] as SubmissionDocument;
  const counts = (target: string): boolean =>
    placesOf(definition).steps.has(target) && submissionCounts(definition, { step: target, deviceId });
  const keys = [...new Set(family.flatMap(({ fields }) => Object.keys(fields)))];
  const leadsTo = new Map(
    keys.flatMap((key) => {
      const place = placeNow(definition, version, `${step}.${key}`);
      return place !== null && counts(place.step) ? [[key, place] as const] : [];
    }),
  );
  const targets = new Set([step, ...[...leadsTo.values()].map((place) => place.step)].filter(counts));
  const homeless = keys.filter((key) => !leadsTo.has(key));
  return {
    submissions: [...targets].flatMap((target) =>
      family.map((one) =>
        partOf(one, version, target, {
          keyFor: (key) => keyIn(leadsTo.get(key), target),
          valueFor: (key, value) => valueNow(definition, { step: target, key }, value),
        }),
      ),
    ),
    unmapped: homeless.length === 0 ? [] : unmappedIn(step, family, new Set(homeless), choices),
  };
}

const keyIn = (place: AnswerPlace | undefined, step: string): string | null =>
  place?.step === step ? place.key : null;

function partOf(
  one: SubmissionDocument,
  version: number,
  step: string,
  { keyFor, valueFor }: { keyFor: (key: string) => string | null; valueFor: (key: string, value: Json) => Json },
): SubmissionDocument {
  const fields: SubmissionDocument['fields'] = {};
  for (const [key, entry] of Object.entries(one.fields)) {
    const now = keyFor(key);
    if (now === null) continue;
    const value = valueFor(now, entry.value);
    fields[now] = entry.base === undefined ? { ...entry, value } : { ...entry, value, base: valueFor(now, entry.base) };
  }
  const measures = one.measures.flatMap((measure) => {
    const now = keyFor(measure.field);
    return now === null ? [] : [{ ...measure, field: now }];
  });
  return { ...one, step, orderTypeVersion: version, fields, measures };
}

/** What the older version would show of these fields: the value in force, or every one that still stands against another. */
function unmappedIn(
  step: string,
  family: readonly SubmissionDocument[],
  homeless: ReadonlySet<string>,
  choices: Choices,
): readonly UnmappedAnswer[] {
  const { values, origins, heads, conflicts } = mergeStep(step, family, choices);
  const byId = new Map(family.map((one) => [one._id, one]));
  return [...homeless].flatMap((key): readonly UnmappedAnswer[] => {
    const path = `${step}.${key}`;
    const open = conflicts.find(({ field }) => field === key);
    if (open !== undefined)
      return open.candidates
        .filter(({ value }) => value !== null)
        .map(({ value, submission, by, at }) => ({ path, value, submission, by, at }));
    const value = values[key] ?? null;
    if (value === null) return [];
    const submission = origins[key] ?? heads[0] ?? '';
    const origin = byId.get(submission);
    return [{ path, value, submission, by: origin?.createdBy ?? '', at: origin?.time.at ?? '' }];
  });
}

/** What a reviewer asked for under an older version, in the steps and fields of this one; items that meet in one step are one. */
export function reworkNow(
  definition: OrderTypeDefinition,
  version: number,
  asked: readonly ReworkItem[],
): readonly ReworkItem[] {
  if (version >= definition.version) return asked;
  const { fields, slots } = placesOf(definition);
  const found = new Map<string, ReworkItem>();
  const add = (item: ReworkItem): void => {
    const before = found.get(item.step);
    const joined = before && {
      ...before,
      fields: before.fields.length === 0 || item.fields.length === 0 ? [] : [...before.fields, ...item.fields],
      note: [before.note, item.note].filter((note) => note !== '').join('\n'),
    };
    found.set(item.step, joined ?? item);
  };
  for (const item of asked) {
    const placed = item.fields.flatMap((name) => {
      const now = pathNow(definition, version, `${item.step}.${name}`);
      return now !== null && (fields.has(now) || slots.has(now)) ? [splitPath(now)] : [];
    });
    for (const step of new Set(placed.map((place) => place.step)))
      add({ ...item, step, fields: placed.filter((place) => place.step === step).map(({ key }) => key) });
    if (placed.length > 0) continue;
    const steps = stepsNow(definition, version, item.step);
    for (const step of steps.length > 0 ? steps : [item.step]) add({ ...item, step, fields: [] });
  }
  return [...found.values()];
}

/** Choices between differing values: as this version names the fields, and as the version named them in which they were made. */
export function choicesNow(
  definition: OrderTypeDefinition,
  { history }: Pick<OrderFold, 'history'>,
  versionOf: (after: readonly string[]) => number,
): { readonly now: Choices; readonly under: (version: number) => Choices } {
  const now: Record<string, Choices[string]> = {};
  const under = new Map<number, Record<string, Choices[string]>>();
  for (const { event, applied } of history) {
    if (!applied || event.kind !== 'conflictChosen') continue;
    const { step, field, chosen, rejected } = event.payload;
    const version = versionOf([event._id]);
    const choice = { chosen, rejected, by: event.createdBy, at: event.time.at };
    under.set(version, { ...under.get(version), [`${step}/${field}`]: choice });
    const place = placeNow(definition, version, `${step}.${field}`);
    if (place !== null) now[`${place.step}/${place.key}`] = choice;
  }
  return { now, under: (version) => under.get(version) ?? {} };
}
