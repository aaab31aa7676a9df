import { auditLimits } from './limits.ts';
import type { NewEntry } from './types.ts';

/** Gathers refusals: one entry for those alike, so that whoever is refused a million times leaves a number and no million entries. */
export type Refusals = {
  /** true: the first of its kind, to be noted at once */
  readonly take: (entry: NewEntry) => boolean;
  /** The refusals that came after the first ones, one entry a kind; counting begins anew. */
  readonly gathered: () => readonly NewEntry[];
};

export function gatherRefusals(): Refusals {
  let alike = new Map<string, { readonly entry: NewEntry; more: number }>();
  let others = 0;
  return {
    take(entry) {
      const { action, code, by, address, about, details } = entry;
      const key = JSON.stringify([action, code, by?.accountId, address, about, details]);
      const known = alike.get(key);
      if (known !== undefined) known.more += 1;
      else if (alike.size >= auditLimits.kinds) others += 1;
      else alike.set(key, { entry, more: 0 });
      return known === undefined && alike.get(key)?.entry === entry;
    },
    gathered() {
      const told = [...alike.values()].flatMap(({ entry, more }) => (more === 0 ? [] : [{ ...entry, times: more }]));
      const rest: readonly NewEntry[] =
        others === 0 ? [] : [{ action: 'access.refusedMore', outcome: 'refused', times: others }];
      alike = new Map();
      others = 0;
      return [...told, ...rest];
    },
  };
}
