import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Clock } from '../../../domain/clock.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import { StorageFull } from '../../../storage/full.ts';
import { plainLink } from '../../../test/builders/plain-link.ts';
import { until } from '../../../test/processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openTechnicianStore, type TechnicianStore } from '../store/technician-store.ts';
import { openContact } from './contact.ts';
import type { OfficeDoor } from './office-client.ts';
import { makePullTarget } from './pull-target.ts';
import { startWorker, type Worker } from './worker.ts';

const orderId = '1'.repeat(26);
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const clock: Clock = { now: Date.now, facts: () => ({ at: new Date().toISOString(), uptimeMs: 1_000, bootId: 'b' }) };

let folder: TemporaryFolder;
let store: TechnicianStore;
let worker: Worker;
/** long polls that are out, and the documents that came up, in order */
let waiting: number;
let came: string[];
let full: boolean;
/** the way to the office is cut; the office wants a sign-in */
let cut: boolean;
let signedOut: boolean;
/** how often the queue of files was woken */
let filesWoken: number;

/** An office with an empty mailbox that takes every document; its long poll answers when it is given up. */
const send: OfficeDoor['send'] = async ({ path, body, signal }) => {
  await nextTurn();
  if (cut) return refused(problem('link.officeUnreachable'));
  if (signedOut) return refused(problem('session.required'));
  const answer = (json: unknown) => ok({ status: 200, tookMs: 1, json });
  if (path.endsWith('station.contact')) {
    const value = { officeTime: new Date().toISOString(), generation: 'g', technicians: [], people: {} };
    return answer({ ok: true, value });
  }
  if (path.includes('_bulk_docs')) {
    const { docs } = body as { docs: { _id: string; _rev: string }[] };
    came.push(...docs.map(({ _id }) => _id));
    return answer(docs.map(({ _id: id, _rev: rev }) => ({ id, rev, ok: true })));
  }
  if (path.includes('longpoll')) {
    waiting += 1;
    await new Promise<void>((given) => signal?.addEventListener('abort', () => given(), { once: true }));
    waiting -= 1;
    return refused(problem('link.offline'));
  }
  return answer({ results: [], last_seq: '0', pending: 0 });
};
const door = {
  send,
  reaches: async () => !cut,
  renew: async () => undefined,
  ...plainLink,
} as unknown as OfficeDoor;

const write = (letter = 'e') =>
  store.append([
    {
      _id: `workOrder:${orderId}:evidence:${letter.repeat(26)}`,
      type: 'evidence',
      schemaVersion: 1,
      createdBy: 't'.repeat(26),
      orderId,
      deviceId: 'd'.repeat(26),
      slot: 'stage.step.photo',
      sha256: '0'.repeat(64),
      bytes: 1,
      mediaType: 'image/jpeg',
      takenAt: new Date().toISOString(),
      source: 'live',
    },
  ]);

beforeEach(async () => {
  [waiting, came, full] = [0, [], false];
  [cut, signedOut, filesWoken] = [false, false, 0];
  folder = await temporaryFolder('worker');
  const changed = (ids: readonly string[] | null): void => {
    if (ids === null) worker.beginAnew();
  };
  store = await openTechnicianStore({ folder: folder.path, now: Date.now, log, changed });
  /** The disk has no room for what the office has answered. */
  const confirmed: typeof store.confirmed = (lines) =>
    full ? Promise.reject(new StorageFull()) : store.confirmed(lines);
  worker = startWorker({
    store: { ...store, confirmed },
    door,
    mailbox: 'mailbox-1',
    deviceId: 'd'.repeat(26),
    contact: await openContact(folder.path, clock),
    now: Date.now,
    random: () => 0.5,
    log,
    target: makePullTarget(store, 'd'),
    files: () => [],
    signInNeeded: () => false,
    onRevoked: quiet,
    wakeFiles: () => {
      filesWoken += 1;
    },
    linkFound: quiet,
    networkChanged: quiet,
    pullCatalogue: async () => undefined,
    definitionsMissing: async () => false,
    onContact: async () => undefined,
    onSent: async () => undefined,
    changed: quiet,
  });
});
afterEach(async () => {
  await worker.close();
  await store.close();
  await folder.remove();
});

it('a push that found no room leaves the long poll alone: it can be given up, and everything is tried at once', async () => {
  await until('the long poll', () => waiting === 1);
  full = true;
  await write();
  worker.nudge();
  await until('the push without room', () => came.length === 1);
  await until('the push to have ended', () => worker.state().items.every(({ state }) => state === 'waiting'));
  expect(worker.state().documents).toBe(1);
  expect(waiting).toBe(1);
  full = false;
  await worker.now();
  expect(worker.state().documents).toBe(0);
  await until('the next long poll', () => waiting === 1);
  expect(worker.state().state).toBe('synchronised');
});

it('what is saved right after the link is back goes at once, whatever the next try had been set to', async () => {
  await until('the long poll', () => waiting === 1);
  cut = true;
  await write();
  worker.nudge();
  await until('the loss', () => worker.link() === 'offline');
  cut = false;
  // A person asks, sooner than the next try was set.
  await worker.now();
  expect([came.length, worker.state().documents]).toEqual([1, 0]);
  await write('f');
  worker.nudge();
  await until('the second document', () => came.length === 2, { withinMs: 2_000 });
});

it('files go on when the office takes this device in again after it wanted a sign-in', async () => {
  await until('the long poll', () => waiting === 1);
  signedOut = true;
  void worker.now();
  await until('the refusal', () => worker.state().state !== 'synchronised' && waiting === 0);
  filesWoken = 0;
  signedOut = false;
  worker.wake();
  await until('the next long poll', () => waiting === 1);
  expect(filesWoken).toBe(1);
});

it('a store that is set aside during the long poll is filled at once, and nothing is synchronised before it is', async () => {
  await until('the long poll', () => waiting === 1);
  expect(worker.state().state).toBe('synchronised');
  await store.documents.restart('damaged');
  expect(worker.state().state).not.toBe('synchronised');
  expect(store.checkpoint.get().complete).toBe(false);
  await until('the next long poll', () => waiting === 1 && worker.state().state === 'synchronised');
  expect(store.checkpoint.get().complete).toBe(true);
});
