import type { Basis, Overtaken } from '../../bridge/basis.ts';
import type { OfficeCallName } from '../../bridge/office.ts';
import { factsOf } from '../../bridge/overtaking.ts';
import type { Json } from '../../domain/documents/base.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { factNow, lastTouch, overtakenFacts } from '../../forms/engine/basis.ts';
import type { LoadedOrder } from '../orders/types.ts';

/** What a call was based on, and what it would put in the place of it. */
export type Edit = { readonly seen: Basis; readonly yours: Readonly<Record<string, Json>> };

type Changes = readonly { readonly path: string; readonly from?: Json }[];

/** The basis of a call; a correction without one is based on the values that it says to replace. */
export function editOf(name: OfficeCallName, argument: object): Edit {
  const { basedOn, changes } = argument as { readonly basedOn?: Basis; readonly changes?: Changes };
  const replaced = (changes ?? []).flatMap(({ path, from }) =>
    from === undefined ? [] : [[`value:${path}`, from] as const],
  );
  return {
    seen: basedOn ?? Object.fromEntries(replaced),
    yours: factsOf(name, argument as never) as Readonly<Record<string, Json>>,
  };
}

/**
 * Asked inside the turn in which the call writes, on the order as it is read there: between the answer and the write nobody comes, at no
 * office. Refused: `edit.overtaken`, with each value that is another one by now.
 */
export function judgeBasis({ view }: Pick<LoadedOrder, 'view'>, { seen, yours }: Edit): Result<null> {
  const names = overtakenFacts(view, seen, yours);
  if (names.length === 0) return ok(null);
  const overtaken = names.map((fact): Overtaken => {
    const touch = lastTouch(view, fact);
    return {
      fact,
      seen: seen[fact] ?? null,
      yours: yours[fact] ?? null,
      theirs: factNow(view, fact),
      by: touch?.by ?? null,
      at: touch?.at ?? null,
    };
  });
  return refused(problem('edit.overtaken', { count: overtaken.length, overtaken }));
}
