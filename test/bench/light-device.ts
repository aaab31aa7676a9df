import { openHttp } from '../../main/station/sync/http.ts';
import type { OfficeDoor } from '../../main/station/sync/office-client.ts';
import { type PullTarget, pull, type Since } from '../../main/station/sync/pull.ts';
import type { Enrolled } from './fleet-data.ts';

/** A station reduced to its link: the station's own HTTP and its own pull, a set of revisions instead of a store. */
export type LightDevice = {
  /** Resolves when everything the mailbox has now is here; the device goes on waiting for more. */
  readonly start: () => Promise<void>;
  readonly documents: () => number;
  /** pulls that were refused or broke */
  readonly failures: () => readonly string[];
  readonly stop: () => Promise<void>;
};

const afterFailureMs = 1_000;

/** @param arrived is told every id the moment its document is here */
export function lightDevice(officeUrl: string, given: Enrolled, arrived: (id: string) => void): LightDevice {
  const http = openHttp(officeUrl, Date.now);
  const closing = new AbortController();
  const door = {
    ...http,
    send: (request: Parameters<OfficeDoor['send']>[0]) => http.send({ ...request, token: given.token }),
  } as unknown as OfficeDoor;
  const revisions = new Map<string, string>();
  const failures: string[] = [];
  let running: Promise<void> = Promise.resolve();
  const target: PullTarget = {
    wanted: async (revs) =>
      Object.entries(revs).flatMap(([id, leaves]) =>
        leaves.flatMap((rev) => (revisions.get(id) === rev ? [] : [{ id, rev }])),
      ),
    receive: async (documents) => {
      for (const { _id, _rev } of documents) {
        revisions.set(_id, String(_rev));
        arrived(_id);
      }
    },
  };

  async function run(caughtUp: () => void): Promise<void> {
    let since: Since = 0;
    let wait: 'now' | 'longpoll' = 'now';
    while (!closing.signal.aborted) {
      const pulled = await pull({ door, database: given.mailbox }, target, since, wait, closing.signal);
      if (pulled.ok) {
        ({ since } = pulled.value);
        if (pulled.value.caughtUp) caughtUp();
        wait = pulled.value.caughtUp ? 'longpoll' : 'now';
      } else if (!closing.signal.aborted) {
        failures.push(pulled.problem.code);
        // As a station does: no device asks again at once.
        await new Promise((resolve) => setTimeout(resolve, afterFailureMs));
      }
    }
  }

  return {
    start: () =>
      new Promise((resolve) => {
        running = run(resolve);
      }),
    documents: () => revisions.size,
    failures: () => failures,
    stop: async () => {
      closing.abort();
      await http.close();
      await running;
    },
  };
}
