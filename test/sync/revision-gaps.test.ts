import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../sync-server/database/types.ts';
import { deviceDraft, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { http as ask, type OfficeClient, officeClient } from '../processes/calls.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

PouchDB.plugin(http);

const hash = (): string => randomBytes(16).toString('hex');
const path50 = (): readonly string[] => Array.from({ length: 50 }, hash);

type Row = { readonly ok?: true; readonly problem?: { readonly code: string } };

/** Sends as a client of the door does: a draft with the history that it brings. */
async function push(url: string, technician: OfficeClient, docs: readonly unknown[]): Promise<readonly Row[]> {
  const answer = await ask(`${url}/db/${technician.session.mailbox}/_bulk_docs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${technician.session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ docs, new_edits: false }),
  });
  return JSON.parse(answer.body.toString()) as readonly Row[];
}

const at = (draft: object, start: number, ids: readonly string[], fields: object = {}): Record<string, unknown> => ({
  ...draft,
  fields,
  _rev: `${start}-${ids[0]}`,
  _revisions: { start, ids },
});

async function granted(dispatcher: OfficeClient, technician: OfficeClient): Promise<string> {
  const { orderId } = await dispatcher.call('workOrder.create', newOrder());
  await dispatcher.call('workOrder.assign', { orderId, technicianId: technician.session.account.accountId });
  return orderId;
}

const standing = async (database: Database, id: string) =>
  (await database.leaves(id)).filter(({ _deleted }) => _deleted !== true);

describe.each(backends)('a draft whose device was long offline (%s)', (backend) => {
  let office: TestOffice;
  let technician: OfficeClient;
  let orderId: string;
  let mailbox: Database;
  let work: Database;

  beforeAll(async () => {
    office = await officeInProcess(backend);
    technician = await officeClient(office.url, 'tech1');
    orderId = await granted(await officeClient(office.url, 'disp1'), technician);
    const { context } = office.office();
    mailbox = context.databases.open(technician.session.mailbox ?? '');
    work = context.work;
    await until('the grant', () => mailbox.get(`grant:${orderId}`));
  });
  afterAll(() => office.close());

  const newDraft = () =>
    deviceDraft(
      { createdBy: technician.session.account.accountId, deviceId: makeId() },
      orderId,
      'orderStudy.services',
    );
  const send = (document: unknown) => push(office.url(), technician, [document]);

  it.each([
    ['some hundred saves, its history forgotten', 200, 50],
    ['thousands of saves, its history forgotten', 5_041, 50],
    ['as many as can be said', 999_999_900, 50],
    ['some hundred saves, with all of them', 200, 198],
    ['thousands of saves, with all of them', 3_000, 2_998],
  ])('is taken after %s, stays one leaf, and goes on', async (_what, start, brought) => {
    const draft = newDraft();
    const [first, second] = [hash(), hash()];
    expect(await send(at(draft, 2, [second, first]))).toMatchObject([{ ok: true }]);
    await until('the draft in `work`', () => work.get(draft._id));

    const newest = Array.from({ length: brought }, hash);
    const offline = brought === start - 2 ? [...newest, second, first] : newest;
    expect(await send(at(draft, start, offline, { note: 'offline' }))).toMatchObject([{ ok: true }]);
    const next = [hash(), ...offline].slice(0, 50);
    expect(await send(at(draft, start + 1, next, { note: 'later' }))).toMatchObject([{ ok: true }]);
    // A repetition after a lost answer, and one that comes late.
    expect(await send(at(draft, start, offline, { note: 'offline' }))).toMatchObject([{ ok: true }]);
    expect(await send(at(draft, 2, [second, first]))).toMatchObject([{ ok: true }]);

    await until('the last one in `work`', async () => (await work.get(draft._id))?._rev === `${start + 1}-${next[0]}`);
    for (const database of [mailbox, work]) {
      const leaves = await standing(database, draft._id);
      expect(leaves.map(({ _rev, fields }) => [_rev, fields])).toEqual([
        [`${start + 1}-${next[0]}`, { note: 'later' }],
      ]);
    }
    expect(office.office().context.counters.conflictsFound).toBe(0);
  });

  it('is pulled by an unmodified PouchDB without a conflict', async () => {
    const draft = newDraft();
    const folder = await temporaryFolder('pouch-gap');
    mkdirSync(folder.path, { recursive: true });
    const { openStore } = await import('../../storage/open-store.ts');
    const local = await openStore(path.join(folder.path, 'device'));
    const remote = new PouchDB(`${office.url()}/db/${technician.session.mailbox}`, {
      fetch: (url: string, options: { headers: Headers }) => {
        options.headers.set('authorization', `Bearer ${technician.session.token}`);
        return fetch(url, options as RequestInit);
      },
    } as never);
    await send(at(draft, 2, [hash(), hash()]));
    await local.replicate.from(remote);
    const late = path50();
    await send(at(draft, 7_000, late, { note: 'late' }));
    await local.replicate.from(remote);
    const found = await local.get(draft._id, { conflicts: true });
    expect(found).toMatchObject({ _rev: `7000-${late[0]}`, fields: { note: 'late' } });
    expect(found).not.toHaveProperty('_conflicts');
    // A change that the device makes on top of it is taken.
    await local.put({ ...found, fields: { note: 'on' } });
    expect(await local.replicate.to(remote)).toMatchObject({ ok: true, doc_write_failures: 0 });
    expect((await standing(mailbox, draft._id)).map(({ fields }) => fields)).toEqual([{ note: 'on' }]);
    await local.close();
    await folder.remove();
  });

  it('is refused with a code when its history is made up again and again', async () => {
    const draft = newDraft();
    await send(at(draft, 2, [hash(), hash()]));
    const codes: string[] = [];
    for (let gap = 1; gap <= 16; gap += 1) {
      const [row] = await send(at(draft, gap * 1_000, path50(), { gap }));
      codes.push(row?.problem?.code ?? 'taken');
    }
    expect(codes.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 'taken'));
    expect(codes.slice(12)).toEqual(Array.from({ length: 4 }, () => 'door.revision'));
    expect((await standing(mailbox, draft._id)).map(({ fields }) => fields)).toEqual([{ gap: 12 }]);
  });
});

it('twenty drafts with invented histories hold nobody up', { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder('gap-flood');
  const office = await startOffice({ data: folder.path });
  try {
    const technician = await office.signIn('tech1');
    const orderId = await granted(await office.signIn('disp1'), technician);
    const { accountId } = technician.session.account;
    const draft = () => deviceDraft({ createdBy: accountId, deviceId: makeId() }, orderId, 'orderStudy.services');
    const drafts = Array.from({ length: 20 }, draft);
    await until('the grant', async () => {
      const answer = await technician.get(`/db/${technician.session.mailbox}/grant:${orderId}`);
      return answer.status === 200;
    });
    const first = hash();
    await push(
      office.url,
      technician,
      drafts.map((one) => at(one, 1, [first])),
    );
    const delays: number[] = [];
    let done = false;
    const watching = (async () => {
      while (!done) {
        const asked = performance.now();
        await ask(`${office.url}/healthz`);
        delays.push(performance.now() - asked);
      }
    })();
    const began = performance.now();
    const rows = await push(
      office.url,
      technician,
      drafts.map((one) => at(one, 50_041, path50())),
    );
    const tookMs = performance.now() - began;
    done = true;
    await watching;
    expect(rows.filter(({ ok }) => ok !== true)).toEqual([]);
    delays.sort((a, b) => a - b);
    expect(delays[Math.floor(delays.length / 2)]).toBeLessThan(100);
    expect(tookMs).toBeLessThan(5_000);
  } finally {
    await office.stop();
    await folder.remove();
  }
});
