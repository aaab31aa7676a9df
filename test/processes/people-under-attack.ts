import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { deviceDraft, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import type { Attack } from './attacker.ts';
import { builtProgram } from './built.ts';
import { type OfficeClient, officeClient } from './calls.ts';
import { until } from './poll.ts';
import { type Program, startProgram } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How long people waited for an answer, ms, and what they were refused. */
export type Worked = {
  readonly saves: readonly number[];
  readonly orders: readonly number[];
  readonly refused: readonly string[];
};

export type Measured = {
  /** how often the attacker was answered what */
  readonly attack: Readonly<Record<string, number>>;
  readonly alone: Worked;
  readonly attacked: Worked;
};

/**
 * An office with as many handles as macOS and many services give a process; a device that saves a draft and a dispatcher who makes
 * orders, ten times a second each at most: first alone, then beside the attacker.
 * @param release the office's program
 */
export async function peopleUnderAttack(
  forMs: number,
  { release = builtProgram('office/main.mjs'), handles = 256 }: { release?: string; handles?: number } = {},
): Promise<Measured> {
  const folder = await temporaryFolder('under-attack');
  const office = [process.execPath, release, '--port', '0', '--data', folder.path, '--demo', '--empty'];
  const program = await startProgram({
    name: 'office',
    command: '/bin/sh',
    args: ['-c', `ulimit -n ${handles}; exec "$@"`, 'sh', ...office],
    env: { LOG_LEVEL: 'error', COUCHDB_URL: '' },
    ready: /ready\b.*?(https?:\/\/[\w.[\]:-]+)/,
  });
  const url = new URL(program.ready[1] ?? '').origin;
  let attacker: Program | null = null;
  try {
    const [dispatcher, device, ill, reviewer] = [
      await officeClient(() => url, 'disp1'),
      await officeClient(() => url, 'tech2'),
      await officeClient(() => url, 'tech1'),
      await officeClient(() => url, 'rev1'),
    ];
    const own = await granted(dispatcher, device);
    const theirs = await granted(dispatcher, ill);
    const save = saver(url, device, own);
    const alone = await work(forMs, url, save, dispatcher);
    const attack: Attack = {
      url,
      technician: {
        token: ill.session.token,
        mailbox: ill.session.mailbox ?? '',
        accountId: ill.session.account.accountId,
      },
      reviewer: { token: reviewer.session.token },
      orderId: theirs,
    };
    attacker = await startProgram({
      name: 'attacker',
      command: process.execPath,
      args: ['--import', 'tsx', new URL('./attacker.ts', import.meta.url).pathname, JSON.stringify(attack)],
      ready: /attacking/,
    });
    const attacked = await work(forMs, url, save, dispatcher);
    await attacker.stop();
    return { attack: JSON.parse(attacker.out.at(-1) ?? '{}') as Measured['attack'], alone, attacked };
  } finally {
    await attacker?.kill();
    await program.kill();
    await folder.remove();
  }
}

async function granted(dispatcher: OfficeClient, technician: OfficeClient): Promise<string> {
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  const { account, mailbox } = technician.session;
  await dispatcher.call('workOrder.assign', { orderId, technicianId: account.accountId });
  await until('the grant', async () => (await technician.get(`/db/${mailbox}/grant:${orderId}`)).status === 200);
  return orderId;
}

/** Saves one draft again and again, each time as the next revision of it, as a station does. */
function saver(url: string, device: OfficeClient, orderId: string): () => Promise<void> {
  const { session } = device;
  const draft = deviceDraft(
    { createdBy: session.account.accountId, deviceId: makeId() },
    orderId,
    'orderStudy.services',
  );
  const path: string[] = [];
  return async () => {
    const start = path.length + 1;
    path.unshift(createHash('md5').update(`${draft._id} ${start}`).digest('hex'));
    const ids = path.slice(0, 50);
    const doc = { ...draft, fields: { start }, _rev: `${start}-${ids[0]}`, _revisions: { start, ids } };
    const answer = await asked(`${url}/db/${session.mailbox}/_bulk_docs`, device, { docs: [doc], new_edits: false });
    const [row] = JSON.parse(answer) as { readonly ok?: true }[];
    if (row?.ok !== true) throw new Error(`not kept: ${answer}`);
  };
}

/** Asks on a connection that stays, as browsers and stations do. */
async function asked(address: string, { session }: OfficeClient, argument: unknown): Promise<string> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(argument),
  });
  return answer.text();
}

async function work(forMs: number, url: string, save: () => Promise<void>, dispatcher: OfficeClient): Promise<Worked> {
  const refused: string[] = [];
  const end = performance.now() + forMs;
  const repeat = async (once: () => Promise<unknown>): Promise<readonly number[]> => {
    const took: number[] = [];
    while (performance.now() < end) {
      const began = performance.now();
      await once().catch((error: unknown) => refused.push(String(error)));
      took.push(performance.now() - began);
      await pause(Math.max(0, 100 - (performance.now() - began)));
    }
    return took;
  };
  const [saves, orders] = await Promise.all([
    repeat(save),
    repeat(async () => {
      const answer = await asked(`${url}/api/call/workOrder.create`, dispatcher, newOrder());
      if ((JSON.parse(answer) as { readonly ok: boolean }).ok !== true) throw new Error(`not made: ${answer}`);
    }),
  ]);
  return { saves, orders, refused };
}
