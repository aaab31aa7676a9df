import type { Json } from '../../domain/documents/base.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { BudgetExceeded, exhausted, spend } from './budget.ts';
import { canonicalJson, sameJson } from './canonical.ts';
import type { ConflictItem } from './types.ts';

export type Merged = {
  readonly values: Readonly<Record<string, Json>>;
  /** field → submission that brought the value in force */
  readonly origins: Readonly<Record<string, string>>;
  /** submissions that nobody supersedes, sorted */
  readonly heads: readonly string[];
  readonly conflicts: readonly ConflictItem[];
};

/**
 * One step's values from all its submissions (R-16…R-19). Heads are what nobody supersedes. Of each field only the heads that changed it
 * since what they have in common count; if they changed it to different values, both stand until a person chooses. A pure function of the
 * set; while a conflict is open the value of the highest submission id is shown, so that every side shows the same.
 */
export function mergeStep(step: string, given: readonly SubmissionDocument[], choices: OrderFold['choices']): Merged {
  const [only] = given;
  if (only === undefined) return nothing;
  if (given.length === 1) return alone(only);
  try {
    return joined(step, given, choices);
  } catch (error) {
    // Thousands of submissions that know nothing of one another are nobody's work.
    if (error === exhausted) throw new BudgetExceeded({ expression: step });
    throw error;
  }
}

function joined(step: string, given: readonly SubmissionDocument[], choices: OrderFold['choices']): Merged {
  const lineage = lineageOf(given);
  const { heads } = lineage;
  const fields = [...new Set(given.flatMap((submission) => Object.keys(submission.fields)))].sort();
  const values: Record<string, Json> = {};
  const origins: Record<string, string> = {};
  const conflicts: ConflictItem[] = [];
  for (const field of fields) {
    const settled = mergeField(field, awareOf(field, heads, lineage), lineage, choices[`${step}/${field}`]);
    values[field] = settled.value;
    if (settled.origin !== null) origins[field] = settled.origin;
    if (settled.candidates.length > 1)
      conflicts.push({ step, field, candidates: settled.candidates.map((id) => candidateOf(field, id, lineage)) });
  }
  return { values, origins, heads, conflicts };
}

const nothing: Merged = { values: {}, origins: {}, heads: [], conflicts: [] };

/** Most steps are submitted once: there is nothing to merge. */
function alone({ _id, fields }: SubmissionDocument): Merged {
  const values: Record<string, Json> = {};
  const origins: Record<string, string> = {};
  for (const field of Object.keys(fields).sort()) {
    values[field] = fields[field]?.value ?? null;
    origins[field] = _id;
  }
  return { values, origins, heads: [_id], conflicts: [] };
}

type Lineage = {
  readonly byId: ReadonlyMap<string, SubmissionDocument>;
  /** sorted */
  readonly heads: readonly string[];
  /** a head with everything it builds on */
  readonly closures: Closures;
  /** the same without what all heads have in common */
  readonly own: Closures;
};
type Closures = ReadonlyMap<string, ReadonlySet<string>>;

function lineageOf(given: readonly SubmissionDocument[]): Lineage {
  const byId = new Map(given.map((submission) => [submission._id, submission]));
  const superseded = new Set(
    given.flatMap((submission) => submission.supersedes.filter((id) => id !== submission._id)),
  );
  const unbeaten = [...byId.keys()].filter((id) => !superseded.has(id));
  // Submissions that supersede each other in a ring exist only where somebody forged them; the highest id then stands for them.
  const highest = [...byId.keys()].sort().at(-1);
  const heads = (unbeaten.length > 0 || highest === undefined ? unbeaten : [highest]).sort();
  const closures = new Map(heads.map((id) => [id, closure(id, byId)]));
  return { byId, heads, closures, own: ownOf(heads, closures) };
}

/**
 * Heads that know of a field, or build on what does. One that never had it (in a step that two steps of an older version became, it may be
 * of the other) has nothing to say about it, and must not hide what the others have in common.
 */
function awareOf(field: string, heads: readonly string[], { byId, closures }: Lineage): readonly string[] {
  spend(heads.length);
  if (heads.length < 3) return heads;
  const knows = (id: string): boolean => Object.hasOwn(byId.get(id)?.fields ?? {}, field);
  const aware = heads.filter((head) => [...(closures.get(head) ?? [])].some(knows));
  return aware.length === 0 || aware.length === heads.length ? heads : aware;
}

/** Each head with everything it builds on, without what they all have in common. */
function ownOf(heads: readonly string[], closures: Closures): Closures {
  const [first] = heads;
  const shared = (id: string): boolean => heads.every((head) => closures.get(head)?.has(id) === true);
  const common = heads.length < 2 ? new Set<string>() : new Set([...(closures.get(first ?? '') ?? [])].filter(shared));
  return new Map(heads.map((id) => [id, new Set([...(closures.get(id) ?? [])].filter((one) => !common.has(one)))]));
}

/** A submission and all that it builds on, as far as it has arrived. */
export function closure(
  id: string,
  byId: ReadonlyMap<string, Pick<SubmissionDocument, 'supersedes'>>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    spend(1);
    if (found.has(next) || !byId.has(next)) continue;
    found.add(next);
    waiting.push(...(byId.get(next)?.supersedes ?? []));
  }
  return found;
}

const valueIn = (submission: SubmissionDocument | undefined, field: string): Json =>
  submission?.fields[field]?.value ?? null;
const changedIn = (submission: SubmissionDocument, field: string): boolean => {
  const entry = submission.fields[field];
  return entry !== undefined && !sameJson(entry.value, entry.base ?? null);
};

type SettledField = { readonly value: Json; readonly origin: string | null; readonly candidates: readonly string[] };

function mergeField(
  field: string,
  heads: readonly string[],
  lineage: Lineage,
  choice: OrderFold['choices'][string] | undefined,
): SettledField {
  const own = heads === lineage.heads ? lineage.own : ownOf(heads, lineage.closures);
  const origins = heads.map((head) => originOf(field, head, own.get(head) ?? new Set(), lineage.byId));
  if (heads.length === 1)
    return {
      value: valueIn(lineage.byId.get(heads[0] ?? ''), field),
      origin: origins[0] ?? heads[0] ?? null,
      candidates: [],
    };
  const changers = origins.filter((id) => id !== null);
  if (changers.length === 0) return unchanged(field, heads, lineage);
  const standing = changers.filter((id) => choice === undefined || !choice.rejected.includes(id));
  const kept = standing.length > 0 ? standing : changers;
  const byValue = new Map<string, string>();
  // Equal values are no conflict; the highest id stands for them.
  for (const id of [...kept].sort()) byValue.set(canonicalJson(valueIn(lineage.byId.get(id), field)), id);
  const candidates = [...new Set(byValue.values())].sort();
  const origin = candidates.at(-1) ?? null;
  return { value: valueIn(lineage.byId.get(origin ?? ''), field), origin, candidates };
}

/** No head changed it: all have it from what they share; where that has not arrived yet, the highest id that has a value speaks. */
function unchanged(field: string, heads: readonly string[], lineage: Lineage): SettledField {
  const origin = heads.findLast((head) => valueIn(lineage.byId.get(head), field) !== null) ?? null;
  return { value: valueIn(lineage.byId.get(origin ?? ''), field), origin, candidates: [] };
}

/** The submission from which a head has its value of a field, among its own; null when it has it from the common past. */
function originOf(
  field: string,
  head: string,
  own: ReadonlySet<string>,
  byId: ReadonlyMap<string, SubmissionDocument>,
): string | null {
  const seen = new Set<string>();
  const wanted = valueIn(byId.get(head), field);
  const waiting = [head];
  const found: string[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    spend(1);
    const submission = byId.get(next);
    if (submission === undefined || seen.has(next) || !own.has(next)) continue;
    seen.add(next);
    if (changedIn(submission, field)) {
      if (sameJson(valueIn(submission, field), wanted)) found.push(next);
      else if (next === head) return head;
    } else waiting.push(...submission.supersedes);
  }
  return found.sort().at(-1) ?? null;
}

function candidateOf(field: string, id: string, lineage: Lineage): ConflictItem['candidates'][number] {
  const submission = lineage.byId.get(id);
  return {
    submission: id,
    value: valueIn(submission, field),
    by: submission?.createdBy ?? '',
    deviceId: submission?.deviceId ?? null,
    at: submission?.time.at ?? '',
  };
}
