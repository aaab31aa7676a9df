import { useEffect } from 'react';
import { useOffice, usePerson } from '../office/office-context.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { nextOrder } from './next-order.ts';

/** Claims made at another office process are heard of by asking: its events reach its own consoles alone. */
const askEveryMs = 20_000;
/** Far enough that the next order is among them, whoever reviews the ones before it. */
const ahead = 40;

/** The head of the queue beside an order: what comes next, who reviews what, and what may be taken back. */
export function useQueue(orderId: string) {
  const office = useOffice();
  const { accountId } = usePerson();
  const read = useOfficeRead('review.queue', { limit: ahead });
  const { again } = read;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is another function at every drawing and does the same
  useEffect(() => {
    const timer = setInterval(() => again(), askEveryMs);
    return () => clearInterval(timer);
  }, []);
  const waiting = read.data?.orders.map((order) => order.orderId) ?? [];
  return {
    data: read.data,
    /** The order to open next; asked of the office where a quick hand decides before the queue was read. Null: there is none. */
    findNext: async (): Promise<string | null> => {
      if (read.data !== undefined) return nextOrder(waiting, orderId, read.data.claims, accountId);
      const answer = await office.call('review.queue', { limit: ahead });
      if (!answer.ok) return null;
      const { orders, claims } = answer.value;
      return nextOrder(
        orders.map((order) => order.orderId),
        orderId,
        claims,
        accountId,
      );
    },
    left: Math.max(0, (read.data?.total ?? 0) - (waiting.includes(orderId) ? 1 : 0)),
  };
}
