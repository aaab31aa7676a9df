import type { OrderTypeDefinition, UpgradeDefinition } from '../../../../../forms/engine/types.ts';
import { answerPaths } from '../compare/diff.ts';

/** Where answers of the version before lay that the draft has no place for. */
export function vanishedPaths(base: OrderTypeDefinition, draft: OrderTypeDefinition): readonly string[] {
  const now = new Set(answerPaths(draft));
  return answerPaths(base).filter((path) => !now.has(path));
}

/** Places in the draft that the version before had not: where a renamed answer may have gone. */
export function newPaths(base: OrderTypeDefinition, draft: OrderTypeDefinition): readonly string[] {
  const before = new Set(answerPaths(base));
  return answerPaths(draft).filter((path) => !before.has(path));
}

/** Old path → new path; what is not named has no place any more and is listed as unmapped on an order that is moved. */
export type Renames = Readonly<Record<string, string>>;

/** The draft as the first version of its key, begun from a copy of another type: what that one upgraded is not its own. */
export function firstVersion({ upgrades: _, ...draft }: OrderTypeDefinition): OrderTypeDefinition {
  return { ...draft, version: 1 };
}

/**
 * The draft as it is published: with its number, and an entry that says how answers of the base are read in it. Entries for older versions
 * are carried on through the same renames, so that an order of any age finds its way.
 */
export function nextVersion(
  base: OrderTypeDefinition,
  draft: OrderTypeDefinition,
  version: number,
  renames: Renames,
): OrderTypeDefinition {
  const now = new Set(answerPaths(draft));
  const older = (draft.upgrades ?? [])
    .filter(({ from }) => from < base.version)
    .map(({ from, renamed }): UpgradeDefinition => {
      const taken = new Set(Object.values(renamed));
      const since = Object.entries(renames).filter(([path]) => !taken.has(path));
      const carried = Object.entries(renamed).map(([old, to]) => [old, renames[to] ?? to] as const);
      return { from, renamed: Object.fromEntries([...carried, ...since].filter(([, to]) => now.has(to))) };
    });
  const own: UpgradeDefinition = { from: base.version, renamed: { ...renames } };
  return { ...draft, version, upgrades: [...older, own] };
}
