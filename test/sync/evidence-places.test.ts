import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requiredSlots } from '../builders/answers.ts';
import { deviceEvidence, type Hand, makeId } from '../builders/device-documents.ts';
import { newOrder } from '../builders/new-order.ts';
import { makePhoto } from '../builders/photo.ts';
import { type CouchLike, startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { type S3Like, startS3Like } from '../fixtures/s3-like/server.ts';
import { http, type OfficeClient } from '../processes/calls.ts';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, officeView, openField } from './field.ts';

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const bearer = (client: OfficeClient) => ({ authorization: `Bearer ${client.session.token}` });

let folder: TemporaryFolder;
let couch: CouchLike;
let s3: S3Like;
beforeAll(async () => {
  folder = await temporaryFolder('evidence-places');
  couch = await startCouchLike(path.join(folder.path, 'couch'));
  s3 = await startS3Like(path.join(folder.path, 's3'));
});
afterAll(async () => {
  await couch.close();
  await s3.close();
  await folder.remove();
});

const demo = ['--demo', '--empty'];
const places = {
  files: () => ({ args: demo, env: {} }),
  couchdb: () => ({ args: [...demo, '--evidence', 'couchdb'], env: { COUCHDB_URL: `${couch.url}?prefix=whole-` } }),
  s3: () => ({ args: [...demo, '--evidence', `s3://${s3.bucket}/whole`], env: s3.env }),
};

/** Every other test keeps its evidence in files. */
const tried = process.env.LINEWORK_LONG ? (['files', 'couchdb', 's3'] as const) : (['couchdb', 's3'] as const);

describe.each(tried)('an order whose evidence is kept in %s', (place) => {
  let field: Field;
  beforeAll(async () => {
    field = await openField(places[place]());
  });
  afterAll(() => field.close());

  it('goes from the camera to the console: photos, thumbnails, report and export', async () => {
    const before = { s3: s3.log.length, couchdb: couch.log.length };
    const station = await field.station('tech1');
    const orderId = await field.assigned(station);
    await workByCalls(station, { orderId, until: null });
    await station.synchronised(60_000);
    const { evidence } = await until('every receipt at the office', async () => {
      const view = await officeView(field.dispatcher, orderId);
      const arrived = view.evidence.every((item) => item.received);
      return arrived && view.evidence.some(({ slot }) => slot === 'report') ? view : null;
    });
    expect(evidence.length).toBeGreaterThan(4);
    const reviewer = await field.office.signIn('rev1');
    const get = (sha256: string, more: string) =>
      http(`${field.office.url}/evidence/file/${sha256}?order=${orderId}${more}`, { headers: bearer(reviewer) });
    for (const { document, slot } of evidence) {
      const { sha256 } = document;
      const whole = await get(sha256, '&download=1');
      expect(whole.status).toBe(200);
      expect(sha(whole.body)).toBe(sha256);
      if (slot === 'report') expect(whole.body.subarray(0, 5).toString()).toBe('%PDF-');
      else expect((await get(sha256, '&variant=thumbnail')).body.length).toBeLessThan(whole.body.length);
    }
    // The place is the one that was named.
    const puts = (log: readonly string[], where: string) => log.filter((line) => line.includes(where)).length > 0;
    expect(puts(s3.log.slice(before.s3), '/whole/bytes/')).toBe(place === 's3');
    expect(puts(couch.log.slice(before.couchdb), '/whole-evidence/bytes')).toBe(place === 'couchdb');
    const csv = await http(`${field.office.url}/export/answers.csv`, { headers: bearer(reviewer) });
    expect([csv.status, csv.body.toString().split('\n').length > 10]).toEqual([200, true]);
  });
});

describe('an evidence store that is down while uploads settle', () => {
  let field: Field;
  beforeAll(async () => {
    field = await openField({ args: [...demo, '--evidence', `s3://${s3.bucket}/down`], env: s3.env });
  });
  afterAll(() => field.close());

  it('costs time and nothing else: no receipt before the bytes, the reason is said, all is there when it is back', async () => {
    const station = await field.station('tech1');
    const orderId = await field.assigned(station);
    await station.call('workOrder.accept', { orderId });
    await station.call('workOrder.start', { orderId });
    const [slot = ''] = requiredSlots();
    await s3.stop();
    const bytes = makePhoto(7).bytes.toString('base64');
    await station.call('evidence.add', { orderId, slot, source: 'live', bytes });
    await until(
      'the station to say why',
      async () => (await station.sync()).items.some(({ problem }) => problem?.code === 'evidence.storeDown'),
      { withinMs: 30_000 },
    );
    const before = await station.sync();
    expect([before.files > 0, before.refused]).toEqual([true, 0]);
    expect((await officeView(field.dispatcher, orderId)).evidence.some((item) => item.received)).toBe(false);
    await s3.startAgain();
    await station.synchronised(60_000);
    await until('the receipt', async () =>
      (await officeView(field.dispatcher, orderId)).evidence.every((item) => item.received),
    );
  });
});

describe('two offices on one CouchDB and one bucket', () => {
  let [one, two]: OfficeProcess[] = [];
  beforeAll(async () => {
    const env = { ...s3.env, COUCHDB_URL: `${couch.url}?prefix=two-` };
    const args = [...demo, '--evidence', `s3://${s3.bucket}/two`];
    one = await startOffice({ data: path.join(folder.path, 'one'), args, env });
    two = await startOffice({ data: path.join(folder.path, 'two'), args, env });
  });
  afterAll(async () => {
    await one?.stop();
    await two?.stop();
  });

  it('hold together what either took; a part is begun anew at the other, and nothing of it is lost', async () => {
    const [here, there] = [one?.url ?? '', two?.url ?? ''];
    const dispatcher = await one?.signIn('disp1');
    const technician = await one?.signIn('tech1');
    if (!dispatcher || !technician) throw new Error('no session');
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId: technician.session.account.accountId });
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(400_000)]);
    const hand: Hand = { createdBy: technician.session.account.accountId, deviceId: makeId() };
    const document = { ...deviceEvidence(hand, orderId), sha256: sha(bytes), bytes: bytes.length };
    const mailbox = `${here}/db/${technician.session.mailbox}`;
    const json = { ...bearer(technician), 'content-type': 'application/json' };
    await until(
      'the grant',
      async () => (await http(`${mailbox}/grant:${orderId}`, { headers: bearer(technician) })).status === 200,
    );
    const body = JSON.stringify({ docs: [document], new_edits: false });
    await http(`${mailbox}/_bulk_docs`, { method: 'POST', headers: json, body });

    const tus = (url: string, method: string, more: Record<string, string>, sent?: Buffer) =>
      fetch(url, {
        method,
        headers: { ...bearer(technician), 'Tus-Resumable': '1.0.0', ...more },
        ...(sent ? { body: new Uint8Array(sent) } : {}),
      });
    const words = { orderId, evidenceId: document._id, sha256: sha(bytes), kind: 'view' };
    const metadata = Object.entries(words).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
    const creation = { 'Upload-Length': String(bytes.length), 'Upload-Metadata': metadata.join(',') };
    const patch = { 'Content-Type': 'application/offset+octet-stream' };
    const at = (await tus(`${here}/evidence/upload/`, 'POST', creation)).headers.get('location') ?? '';
    const half = bytes.subarray(0, 200_000);
    expect((await tus(here + at, 'PATCH', { ...patch, 'Upload-Offset': '0' }, half)).status).toBe(204);

    const elsewhere = await tus(there + at, 'HEAD', {});
    expect([elsewhere.status, elsewhere.headers.get('linework-problem')]).toEqual([404, 'evidence.unknown']);
    const anew = await tus(`${there}/evidence/upload/`, 'POST', creation);
    expect([anew.status, anew.headers.get('location')]).toEqual([201, at]);
    expect((await tus(there + at, 'PATCH', { ...patch, 'Upload-Offset': '0' }, bytes)).status).toBe(204);

    const finished = await tus(here + at, 'HEAD', {});
    expect(finished.headers.get('upload-offset')).toBe(String(bytes.length));
    expect(await technician.call('evidence.held', { sha256: [sha(bytes)] })).toEqual({ held: [sha(bytes)] });
    const file = await until('the document in work of the first office', async () => {
      const answer = await http(`${here}/evidence/file/${sha(bytes)}?order=${orderId}`, {
        headers: bearer(dispatcher),
      });
      return answer.status === 200 ? answer : null;
    });
    expect(sha(file.body)).toBe(sha(bytes));
    for (const name of ['one', 'two']) expect(existsSync(path.join(folder.path, name, 'evidence'))).toBe(false);
  });
});
