import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ArgumentOf, ValueOf } from '../../../../bridge/contract.ts';
import type { OfficeCallName, OfficeCalls } from '../../../../bridge/office.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { OfficeClient } from '../../../bridge/office-client.ts';
import { useEditBase } from './edit-base.ts';
import { useOffice } from './office-context.tsx';

/** A refused call on its way through the query library, which knows failure only as something thrown. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

export const problemOf = (error: unknown): Problem | null => {
  if (error === null || error === undefined) return null;
  return error instanceof Refusal ? error.problem : problem('link.officeUnreachable');
};

/** How soon a read that the link lost is made again, ms: an office that comes back is not met by every console at once. */
const askAgainMs = 5_000;

/** What a screen reads. `data` stays while it is read again or cannot be read: the screen never goes blank under a person. */
export type Read<T> = {
  readonly data: T | undefined;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly again: () => void;
};

/** What the query library needs to read one thing of the office: its name among what was read, and how. */
export const officeQuery = <N extends OfficeCallName>(
  office: OfficeClient,
  name: N,
  argument: ArgumentOf<OfficeCalls[N]>,
) => ({
  queryKey: ['office', name, argument] as const,
  queryFn: async (): Promise<ValueOf<OfficeCalls[N]>> => {
    const answer = await office.call(name, argument);
    if (!answer.ok) throw new Refusal(answer.problem);
    return answer.value;
  },
});

export function useOfficeRead<N extends OfficeCallName>(
  name: N,
  argument: ArgumentOf<OfficeCalls[N]>,
  enabled = true,
): Read<ValueOf<OfficeCalls[N]>> {
  const office = useOffice();
  const query = useQuery<unknown>({
    ...officeQuery(office, name, argument),
    enabled,
    // One answer may be lost on a link that stands; `useLive` reads again only what follows a link that was lost.
    refetchInterval: ({ state }) => (problemOf(state.error)?.code.startsWith('link.') ? askAgainMs : false),
    // A changed filter keeps the rows until the new ones are there; another order must never show the one before it.
    ...(ofOneThing.has(name) ? {} : { placeholderData: keepPreviousData }),
  });
  return {
    data: query.data as ValueOf<OfficeCalls[N]> | undefined,
    problem: problemOf(query.error),
    loading: query.isPending && enabled,
    again: () => void query.refetch(),
  };
}

/** Reads whose answer is true of their argument alone. */
const ofOneThing: ReadonlySet<OfficeCallName> = new Set([
  'workOrder.open',
  'workOrder.planUpgrade',
  'workOrder.previewTmf',
]);

export type Move<N extends OfficeCallName> = {
  /** Resolves to the answer, or to null when it was refused; then `problem` says why. */
  readonly make: (argument: ArgumentOf<OfficeCalls[N]>) => Promise<ValueOf<OfficeCalls[N]> | null>;
  readonly problem: Problem | null;
  readonly busy: boolean;
};

/**
 * A call that changes something. Within an `EditBase` it says what it was based on (ADR 0031). After it, what is on the screen is read again;
 * a refusal is kept for the screen to show.
 */
export function useOfficeMove<N extends OfficeCallName>(name: N): Move<N> {
  const office = useOffice();
  const queries = useQueryClient();
  const base = useEditBase();
  const mutation = useMutation({
    mutationFn: async (argument: ArgumentOf<OfficeCalls[N]>) => {
      const answer = await office.call(name, base === null ? argument : base.upon(name, argument));
      if (!answer.ok) throw new Refusal(answer.problem);
      return answer.value;
    },
    onSuccess: () => readAgain(queries),
    // Whoever was overtaken is to see how the order stands now.
    onError: (error) => {
      if (problemOf(error)?.code === 'edit.overtaken') readAgain(queries);
    },
  });
  return {
    busy: mutation.isPending,
    problem: problemOf(mutation.error),
    make: async (argument) => {
      try {
        return await mutation.mutateAsync(argument);
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    },
  };
}

const ofOrders: readonly OfficeCallName[] = [
  'orders.list',
  'orders.needs',
  'review.queue',
  'people.list',
  'office.health',
];
const ofDevices: readonly OfficeCallName[] = [
  'devices.list',
  'people.list',
  'orders.list',
  'orders.needs',
  'workOrder.open',
];

const ofPlans: readonly OfficeCallName[] = ['plans.list', 'plans.open', 'orders.needs'];

/** Marks what was read from the office as old: everything, or the lists and the named orders only. */
export function readAgain(
  queries: QueryClient,
  what?: { readonly orderIds: readonly string[] } | 'devices' | 'orderTypes' | 'plans' | 'reviews',
): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [room, name, argument] }) => {
      if (room !== 'office') return false;
      if (what === undefined) return true;
      if (what === 'orderTypes') return String(name).startsWith('orderTypes.') || name === 'settings.versions';
      if (what === 'devices') return ofDevices.includes(name as OfficeCallName);
      if (what === 'reviews') return name === 'review.queue';
      if (what === 'plans') return ofPlans.includes(name as OfficeCallName);
      if (name === 'workOrder.open') return what.orderIds.includes((argument as { orderId: string }).orderId);
      return ofOrders.includes(name as OfficeCallName);
    },
  });
}
