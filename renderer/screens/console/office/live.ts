import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { OfficeEvent } from '../../../../bridge/office.ts';
import { isOnTheWay } from '../../../../bridge/on-the-way.ts';
import { useOffice } from './office-context.tsx';
import { readAgain } from './use-office-call.ts';

/** How often the office is asked whether it still answers: a silent link raises no error on an open feed. */
const askEveryMs = 15_000;
/** Changes that arrive together are read together. */
const gatherMs = 250;

export type Live = {
  readonly connected: boolean;
  /** not connected, because something on the way answers in the office's place */
  readonly inBetween: boolean;
  /** the last moment at which what is on the screen was known to be current, ms */
  readonly asOf: number;
};

/** What changed, together. */
export type Gathered = {
  readonly orderIds: readonly string[];
  readonly devices: boolean;
  readonly orderTypes: boolean;
  readonly plans: boolean;
  readonly reviews: boolean;
};

/** Gathers events and hands them on once a quarter of a second, so that a busy office does not read its lists at every event. */
export function gatherEvents(tell: (gathered: Gathered) => void, later: (work: () => void) => void) {
  let orderIds = new Set<string>();
  let devices = false;
  let orderTypes = false;
  let plans = false;
  let reviews = false;
  let waiting = false;
  return (event: OfficeEvent): void => {
    if (event.name === 'orders.changed') for (const id of event.orderIds) orderIds.add(id);
    else if (event.name === 'orderTypes.changed') orderTypes = true;
    else if (event.name === 'plans.changed') plans = true;
    else if (event.name === 'reviews.changed') reviews = true;
    else devices = true;
    if (waiting) return;
    waiting = true;
    later(() => {
      const gathered = { orderIds: [...orderIds], devices, orderTypes, plans, reviews };
      orderIds = new Set();
      devices = false;
      orderTypes = false;
      plans = false;
      reviews = false;
      waiting = false;
      tell(gathered);
    });
  };
}

/** Follows the office: reads again what changed, and says honestly whether the link stands and how old the screen is. */
export function useLive(): Live {
  const office = useOffice();
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>(() => ({ connected: true, inBetween: false, asOf: Date.now() }));
  const connected = useRef(true);

  useEffect(() => {
    let feedOpen = true;
    let answers = true;
    let inBetween = false;
    const judge = () => {
      const now = feedOpen && answers;
      if (now && !connected.current) readAgain(queries);
      connected.current = now;
      setLive((before) => ({
        connected: now,
        inBetween: !now && inBetween,
        asOf: now ? Date.now() : before.asOf,
      }));
    };
    const ask = async () => {
      const answer = await office.call('session.state', {});
      answers = answer.ok || !answer.problem.code.startsWith('link.');
      inBetween = !answer.ok && isOnTheWay(answer.problem.code);
      judge();
    };
    const gather = gatherEvents(
      ({ orderIds, devices, orderTypes, plans, reviews }) => {
        if (orderIds.length > 0) readAgain(queries, { orderIds });
        if (devices) readAgain(queries, 'devices');
        if (orderTypes) readAgain(queries, 'orderTypes');
        if (plans) readAgain(queries, 'plans');
        if (reviews) readAgain(queries, 'reviews');
      },
      (work) => setTimeout(work, gatherMs),
    );
    office.listen(true);
    const offEvents = office.on(gather);
    const offReach = office.onReach((reached) => {
      feedOpen = reached;
      if (reached) answers = true;
      judge();
      // We ask at once what closed the feed: a link that is gone, or something on the way.
      if (!reached) void ask();
    });
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => {
      clearInterval(timer);
      offEvents();
      offReach();
      office.listen(false);
    };
  }, [office, queries]);
  return live;
}
