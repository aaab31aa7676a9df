import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { constants, setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { deviceDraft, makeId } from '../builders/device-documents.ts';
import { http } from './calls.ts';

/** What the attacker was told: the office, and the sessions of a technician and of a reviewer who mean ill. */
export type Attack = {
  readonly url: string;
  readonly technician: { readonly token: string; readonly mailbox: string; readonly accountId: string };
  readonly reviewer: { readonly token: string };
  /** an order that is granted to the technician */
  readonly orderId: string;
};

/**
 * The program that attacks an office until it is ended: slow bodies and streams, forty wrong passwords at once, and histories that were
 * invented. Then it prints one line of JSON, how often it was answered what. It is a program of its own with the lowest priority, because
 * an attacker sits elsewhere: its own work must not count as the office's.
 */
const { url, technician, reviewer, orderId } = JSON.parse(process.argv[2] ?? '') as Attack;
const { hostname, port, host } = new URL(url);
const hash = (): string => randomBytes(16).toString('hex');
const answers: Record<string, number> = {};
const held = new Set<Socket>();
let over = false;

const count = (what: string): void => {
  answers[what] = (answers[what] ?? 0) + 1;
};

/** A connection that begins a request and never ends it. */
function hold(what: string, head: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(head, () => resolve()));
    held.add(socket);
    socket.once('data', (bytes: Buffer) => count(`${what} ${bytes.toString('latin1').slice(9, 12)}`));
    socket.on('error', () => resolve());
    socket.once('close', () => {
      held.delete(socket);
      count(`${what} closed`);
    });
    socket.resume();
  });
}

const many = async (times: number, once: () => Promise<unknown>): Promise<void> => {
  await Promise.all(Array.from({ length: times }, once));
};

const slowPost = () =>
  hold(
    'slow',
    `POST /api/session HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{`,
  );

const eventStream = () =>
  hold('stream', `GET /api/events HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${reviewer.token}\r\n\r\n`);

const wrongPassword = async () => {
  const { status } = await http(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: `nobody${hash().slice(0, 4)}`, password: hash() }),
  });
  count(`password ${status}`);
};

/** Twenty documents of which each claims 50 041 revisions and names fifty. */
const inventedHistories = async () => {
  const hand = { createdBy: technician.accountId, deviceId: makeId() };
  const docs = Array.from({ length: 20 }, () => {
    const draft = deviceDraft(hand, orderId, 'orderStudy.services');
    const ids = Array.from({ length: 50 }, hash);
    return [
      { ...draft, _rev: `1-${'a'.repeat(32)}` },
      { ...draft, _rev: `50041-${ids[0]}`, _revisions: { start: 50_041, ids } },
    ];
  });
  const { status } = await http(`${url}/db/${technician.mailbox}/_bulk_docs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${technician.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ docs: docs.flat(), new_edits: false }),
  });
  count(`histories ${status}`);
};

async function every(ms: number, once: () => Promise<unknown>): Promise<void> {
  while (!over) {
    await once().catch(() => count('no answer'));
    await pause(ms);
  }
}

setPriority(constants.priority.PRIORITY_LOW);
process.once('SIGTERM', () => {
  over = true;
  process.stdout.write(`${JSON.stringify(answers)}\n`, () => process.exit(0));
});
process.stdout.write('attacking\n');
await Promise.all([
  every(500, () => many(60, slowPost)),
  every(500, () => many(30, eventStream)),
  every(1_000, () => many(40, wrongPassword)),
  every(2_000, inventedHistories),
]);
