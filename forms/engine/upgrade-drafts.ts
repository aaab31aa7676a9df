import type { Json } from '../../domain/documents/base.ts';
import type { DraftDocument } from '../../domain/documents/draft.ts';
import type { OrderTypeDefinition } from './types.ts';
import { placeNow, valueNow } from './upgrade.ts';

type Kept = NonNullable<DraftDocument['kept']>[number];

/** A draft as this version reads it. */
export type DraftNow = {
  readonly step: string;
  readonly fields: Readonly<Record<string, Json>>;
  readonly savedAt: string;
  readonly basedOn: readonly string[];
  /** answers of older versions without a place in this one, under their old paths */
  readonly kept: readonly Kept[];
  readonly submittedAs: string | null;
  /** false: the stored document says the same */
  readonly changed: boolean;
};

/**
 * The drafts of one device as this version reads them. Each answer of an older version stands in the step and field that its path
 * leads to; where the same field was typed twice the later one stands; what has no place is kept with the document it was typed in. What was
 * submitted is no draft any more. Of two documents of one step the first is the stored one, the second what is being saved over it.
 * @param began the version that drafts without one were typed under
 */
export function draftsNow(
  definition: OrderTypeDefinition,
  began: number,
  drafts: readonly DraftDocument[],
): readonly DraftNow[] {
  const versionOf = (draft: DraftDocument): number => draft.orderTypeVersion ?? began;
  const isOlder = (draft: DraftDocument): boolean => versionOf(draft) < definition.version;
  const found = new Map<string, Building>();
  for (const draft of drafts.filter((one) => !isOlder(one))) found.set(draft.step, buildingOf(draft));
  const older = drafts.filter(isOlder);
  const answers = drafts.flatMap((draft) => [
    ...(isOlder(draft) && draft.submittedAs === undefined ? answersOf(draft, versionOf(draft)) : []),
    ...(draft.kept ?? []).map((kept) => ({ ...kept, from: draft })),
  ]);
  for (const draft of older) {
    const before = found.get(draft.step);
    if (before !== undefined) before.changed = true;
    else if (draft.submittedAs === undefined)
      found.set(draft.step, { ...buildingOf({ ...draft, fields: {} }), changed: true });
    else found.set(draft.step, buildingOf(draft));
  }
  answers.sort((a, b) => (a.savedAt < b.savedAt ? -1 : a.savedAt > b.savedAt ? 1 : 0));
  for (const answer of answers) place(found, definition, answer);
  return [...found.values()].sort((a, b) => (a.step < b.step ? -1 : 1)).map(({ typedAt: _, ...draft }) => draft);
}

type Building = { -readonly [K in keyof DraftNow]: DraftNow[K] } & {
  /** field → when it was typed */
  typedAt: Record<string, string>;
};
type Answer = Kept & { readonly from: DraftDocument };

const buildingOf = ({ step, fields, savedAt, basedOn, submittedAs }: DraftDocument): Building => ({
  step,
  fields,
  savedAt,
  basedOn,
  kept: [],
  submittedAs: submittedAs ?? null,
  changed: false,
  typedAt: Object.fromEntries(Object.keys(fields).map((key) => [key, savedAt])),
});

const answersOf = (draft: DraftDocument, version: number): readonly Answer[] =>
  Object.entries(draft.fields).map(([key, value]) => ({
    path: `${draft.step}.${key}`,
    version,
    value,
    savedAt: draft.savedAt,
    from: draft,
  }));

function place(found: Map<string, Building>, definition: OrderTypeDefinition, answer: Answer): void {
  const { from, ...kept } = answer;
  const to = placeNow(definition, answer.version, answer.path);
  if (to === null) {
    const home = found.get(from.step);
    if (home === undefined || answer.value === null) return;
    const others = home.kept.filter((one) => one.path !== kept.path || one.version !== kept.version);
    home.kept = [...others, kept];
    return;
  }
  const value = valueNow(definition, to, answer.value);
  const left = found.get(from.step);
  if (left !== undefined) left.changed = true;
  const target = found.get(to.step);
  if (target === undefined) {
    found.set(to.step, {
      ...buildingOf({ ...from, step: to.step, fields: { [to.key]: value } }),
      submittedAs: null,
      savedAt: answer.savedAt,
      changed: true,
    });
    return;
  }
  if (target.submittedAs !== null) {
    // Submitted since: it went along, or was left out by him who submitted.
    if (target.savedAt >= answer.savedAt) return;
    Object.assign(target, { fields: {}, typedAt: {}, submittedAs: null });
  }
  const typed = target.typedAt[to.key];
  if (typed !== undefined && typed >= answer.savedAt) return;
  target.fields = { ...target.fields, [to.key]: value };
  target.typedAt[to.key] = answer.savedAt;
  target.savedAt = target.savedAt > answer.savedAt ? target.savedAt : answer.savedAt;
  target.basedOn = [...new Set([...target.basedOn, ...from.basedOn])];
  target.changed = true;
}

/** What a device typed and has no place any more, by path; for screens. */
export const keptAnswers = (drafts: readonly DraftNow[]): readonly Kept[] =>
  drafts.flatMap(({ kept }) => kept).sort((a, b) => (a.path < b.path ? -1 : 1));
