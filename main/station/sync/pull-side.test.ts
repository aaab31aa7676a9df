import { expect, it } from 'vitest';
import type { Clock } from '../../../domain/clock.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import { orderOfEight } from '../../../test/bench/many-orders.ts';
import { feedOf } from '../../../test/builders/documents-feed.ts';
import { plainLink } from '../../../test/builders/plain-link.ts';
import { temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openTechnicianStore } from '../store/technician-store.ts';
import { makeAskedTries } from './asked-tries.ts';
import { openContact } from './contact.ts';
import type { OfficeDoor } from './office-client.ts';
import { makeOfficeLink } from './office-link.ts';
import { makePullSide } from './pull-side.ts';
import { makePullTarget } from './pull-target.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const clock: Clock = { now: Date.now, facts: () => ({ at: new Date().toISOString(), uptimeMs: 1_000, bootId: 'b' }) };

/** A mailbox with these documents. */
function mailboxOf(documents: ReturnType<typeof orderOfEight>): OfficeDoor {
  const feed = feedOf(documents as never);
  const send: OfficeDoor['send'] = async (asked) => {
    if (!asked.path.endsWith('station.contact')) return feed(asked);
    const value = { officeTime: new Date().toISOString(), generation: 'g', technicians: [], people: {} };
    return ok({ status: 200, tookMs: 1, json: { ok: true, value } });
  };
  return { send, reaches: async () => true, renew: async () => undefined, ...plainLink } as unknown as OfficeDoor;
}

it('heartbeats that something on the way keeps back are not waited for after three silences; another network is tried anew', async () => {
  const folder = await temporaryFolder('pull-side');
  const store = await openTechnicianStore({ folder: folder.path, now: Date.now, log, changed: quiet });
  const asked: string[] = [];
  const mailbox = mailboxOf([]);
  const door: OfficeDoor = {
    ...mailbox,
    send: async (given) => {
      if (given.path.includes('_changes'))
        asked.push(/heartbeat/.exec(given.path)?.[0] ?? /longpoll/.exec(given.path)?.[0] ?? 'now');
      return given.path.includes('heartbeat') ? refused(problem('link.timeout')) : mailbox.send(given);
    },
  };
  const contact = await openContact(folder.path, clock);
  const link = makeOfficeLink({
    door,
    contact,
    now: Date.now,
    log,
    found: quiet,
    regained: quiet,
    admitted: quiet,
    revoked: quiet,
    changed: quiet,
  });
  const side = makePullSide({
    store,
    door,
    mailbox: 'mailbox-1',
    deviceId: 'd',
    contact,
    random: () => 0.5,
    now: Date.now,
    log,
    target: makePullTarget(store, 'd'),
    pullCatalogue: async () => undefined,
    definitionsMissing: async () => false,
    onContact: async () => undefined,
    changed: quiet,
    link,
    asked: makeAskedTries(),
    signal: new AbortController().signal,
  });
  for (let n = 0; n < 9; n += 1) await side.round();
  link.close();
  // A pull comes after each contact, then the poll; the fourth is without a heartbeat, and so are those that follow.
  expect(asked).toEqual(['now', 'heartbeat', 'now', 'heartbeat', 'now', 'heartbeat', 'now', 'longpoll', 'longpoll']);
  side.forgetNetwork();
  asked.length = 0;
  await side.round();
  expect(asked).toEqual(['heartbeat']);
  await store.close();
  await folder.remove();
});

it('a store that is set aside during the very first pull is filled from the start', async () => {
  const folder = await temporaryFolder('pull-side');
  const store = await openTechnicianStore({ folder: folder.path, now: Date.now, log, changed: quiet });
  const documents = orderOfEight(1, 't');
  const door = mailboxOf(documents);
  const contact = await openContact(folder.path, clock);
  const link = makeOfficeLink({
    door,
    contact,
    now: Date.now,
    log,
    found: quiet,
    regained: quiet,
    admitted: quiet,
    revoked: quiet,
    changed: quiet,
  });
  const target = makePullTarget(store, 'd');
  let damaged = false;
  const side = makePullSide({
    store,
    door,
    mailbox: 'mailbox-1',
    deviceId: 'd',
    contact,
    random: () => 0.5,
    now: Date.now,
    log,
    target: {
      ...target,
      receive: async (received) => {
        await target.receive(received);
        if (!damaged) await store.documents.restart('damaged while it was filled');
        damaged = true;
      },
    },
    pullCatalogue: async () => undefined,
    definitionsMissing: async () => false,
    onContact: async () => undefined,
    changed: quiet,
    link,
    asked: makeAskedTries(),
    signal: new AbortController().signal,
  });
  await side.round();
  await side.round();
  const [order] = documents.filter(({ type }) => type === 'workOrder');
  expect(await store.documents.get(order?._id ?? '')).toMatchObject({ _id: order?._id });
  link.close();
  await store.close();
  await folder.remove();
});
