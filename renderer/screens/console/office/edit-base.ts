import { createContext, useContext } from 'react';
import type { Basis, Overtaken } from '../../../../bridge/basis.ts';
import type { ArgumentOf } from '../../../../bridge/contract.ts';
import type { OfficeCallName, OfficeCalls, OfficeOrder } from '../../../../bridge/office.ts';
import { factsOf } from '../../../../bridge/overtaking.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { basisOf } from '../../../../forms/engine/basis.ts';
import type { OrderView } from '../../../../forms/engine/types.ts';

/** What the changes made below it are based on. */
export type EditBase = {
  /** The argument with what this person was shown of the order; as it is where the call has no basis. */
  readonly upon: <N extends OfficeCallName>(
    name: N,
    argument: ArgumentOf<OfficeCalls[N]>,
  ) => ArgumentOf<OfficeCalls[N]>;
  /** He has seen what stands there now, and goes on. */
  readonly accept: (overtaken: readonly Overtaken[]) => void;
  /** the order as it stands now, for names and words */
  readonly order: OfficeOrder;
};

const Context = createContext<EditBase | null>(null);
export const EditBaseContext = Context.Provider;
export const useEditBase = (): EditBase | null => useContext(Context);

/** A base on what was `shown`; what its holder has `accepted` since stands in the place of it. */
export function editBase(shown: OrderView, order: OfficeOrder, accepted: Map<string, Basis[string]>): EditBase {
  return {
    order,
    upon: (name, argument) => {
      if (!('orderId' in argument) || argument.orderId !== shown.orderId || 'basedOn' in argument) return argument;
      const names = Object.keys(factsOf(name, argument as never));
      if (names.length === 0) return argument;
      const seen = basisOf(shown, names);
      for (const fact of names) if (accepted.has(fact)) Object.assign(seen, { [fact]: accepted.get(fact) });
      return { ...argument, basedOn: seen };
    },
    accept: (overtaken) => {
      for (const { fact, theirs } of overtaken) accepted.set(fact, theirs);
    },
  };
}

/** What was overtaken, as the office told it; nothing where the problem is another one. */
export function overtakenIn(problem: Problem | null): readonly Overtaken[] {
  if (problem?.code !== 'edit.overtaken' || !Array.isArray(problem.details.overtaken)) return [];
  return problem.details.overtaken as readonly Overtaken[];
}
