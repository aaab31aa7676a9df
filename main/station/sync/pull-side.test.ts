import { expect, it } from 'vitest';
import type { Clock } from '../../../domain/clock.ts';
import { ok } from '../../../domain/result.ts';
import { orderOfEight } from '../../../test/bench/many-orders.ts';
import { feedOf } from '../../../test/builders/documents-feed.ts';
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
  return { send, reaches: async () => true, renew: async () => undefined } as unknown as OfficeDoor;
}

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
