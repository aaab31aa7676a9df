import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceDocument } from '../../domain/documents/evidence.ts';
import { evidenceId, receiptId } from '../../domain/documents/evidence.ts';
import { type DeviceLimits, defaultLimits } from '../../main/station/device/limits.ts';
import { hashOf, openFiles } from '../../main/station/evidence/files.ts';
import { type Ages, openAges } from '../../main/station/leaving/ages.ts';
import { type Swept, sweep } from '../../main/station/leaving/sweep.ts';
import { openTechnicianStore } from '../../main/station/store/technician-store.ts';
import { firstRev, makeId } from './device-documents.ts';

const dayMs = 86_400_000;
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const technicianId = 'a'.repeat(26);
const deviceId = 'd'.repeat(26);
const orderIds: Readonly<Record<string, string>> = { '1': '1'.repeat(26), '2': '2'.repeat(26) };

export type Taken = { readonly original: string; readonly view: string; readonly thumbnail: string };
export type Act =
  | { readonly act: 'take' | 'takeDuringSweep' | 'elsewhere'; readonly order: string; readonly bytes: number }
  | { readonly act: 'upload'; readonly bytes: number; readonly original: boolean }
  | { readonly act: 'passes' | 'waits' | 'wallClock' | 'reboot'; readonly days: number }
  | { readonly act: 'delivers' | 'officeRestored'; readonly bytes: number }
  | { readonly act: 'sweep'; readonly short: boolean }
  | { readonly act: 'confirm' | 'receipts' | 'contact' | 'losesAges' };

/** A device that keeps photos, and an office that takes them in: real store, journal and files; a clock that the test moves. */
export async function makeKeeping(folder: string, limits: DeviceLimits = defaultLimits) {
  const listeners = new Set<(orderIds: readonly string[]) => void>();
  const changed = (ids: readonly string[] | null): void => {
    for (const listener of listeners) listener((ids ?? []).map((id) => id.slice(10, 36)));
  };
  const store = await openTechnicianStore({ folder, now: Date.now, log, changed });
  const files = openFiles(path.join(folder, 'evidence'));
  let [passed, bootedAt, boot, wall] = [0, 0, 0, Date.UTC(2026, 10, 1)];
  const officeStart = wall;
  const facts = () => ({ at: new Date(wall).toISOString(), uptimeMs: passed - bootedAt, bootId: `${boot}` });
  const clock = { now: () => wall, facts };
  let measured: Parameters<typeof openAges>[2] extends () => infer M ? M : never = null;
  const agesPath = path.join(folder, 'ages.json');
  let ages: Ages = await openAges(agesPath, clock, () => measured);
  const documents: EvidenceDocument[] = [];
  const atOffice = new Set<string>();
  const receivedAt = new Map<string, number>();
  let deleted = 0;
  let reached = true;

  const bytesOf = (kind: string, n: number): Buffer => Buffer.from(`${kind} ${n}`);
  const taken = (n: number): Taken => ({
    original: hashOf(bytesOf('original', n)),
    view: hashOf(bytesOf('view', n)),
    thumbnail: hashOf(bytesOf('thumbnail', n)),
  });
  function documentOf(order: string, n: number, device: string): EvidenceDocument {
    const { original, view, thumbnail } = taken(n);
    const orderId = orderIds[order] ?? '';
    return {
      _id: evidenceId(orderId, makeId()),
      type: 'evidence',
      schemaVersion: 1,
      createdBy: technicianId,
      orderId,
      deviceId: device,
      slot: 'stage.step.photo',
      sha256: view,
      bytes: 1,
      mediaType: 'image/jpeg',
      thumbnailSha256: thumbnail,
      originalSha256: original,
      originalBytes: 1,
      takenAt: new Date(wall).toISOString(),
      source: 'live',
    };
  }

  async function take(order: string, n: number): Promise<Taken> {
    const document = documentOf(order, n, deviceId);
    await files.gate.naming(async () => {
      for (const kind of ['original', 'view', 'thumbnail'] as const) {
        const bytes = bytesOf(kind, n);
        await files.keep(hashOf(bytes), bytes);
      }
      await store.append([document]);
    });
    documents.push(document);
    return taken(n);
  }

  const confirm = (): Promise<void> =>
    store.journal.append(store.journal.entries().map(({ id, rev }) => ({ confirmed: { id, rev } })));

  /** The office holds what it was sent and writes its receipts; they arrive at once. */
  async function receipts(): Promise<void> {
    const due = documents
      .filter(({ _id }) => store.journal.entry(_id) === undefined)
      .flatMap(({ orderId, sha256, originalSha256 = '' }) =>
        [sha256, originalSha256].map((hash) => ({ orderId, hash })),
      )
      .filter(({ orderId, hash }) => atOffice.has(hash) && !receivedAt.has(`${orderId}/${hash}`));
    for (const { orderId, hash } of due) {
      if (receivedAt.has(`${orderId}/${hash}`)) continue;
      receivedAt.set(`${orderId}/${hash}`, passed);
      const receipt = { type: 'receipt', schemaVersion: 1, createdBy: 'office', orderId, sha256: hash, bytes: 1 };
      const at = new Date(officeStart + passed).toISOString();
      await store.receive([{ _id: receiptId(orderId, hash), _rev: firstRev(), ...receipt, receivedAt: at }]);
    }
  }

  async function run(short = false): Promise<Swept> {
    const swept = await sweep({
      store: store.documents,
      files,
      ages,
      limits,
      settled: (id) => store.journal.entry(id) === undefined,
      held: async (hashes) => (reached ? new Set(hashes.filter((hash) => atOffice.has(hash))) : null),
      spaceIsShort: async () => short,
      onOrdersChanged: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      leftFiles: [],
    });
    deleted += swept.files;
    return swept;
  }

  function contact(): void {
    const at = facts();
    measured = {
      bootId: at.bootId,
      uptimeMs: at.uptimeMs,
      officeAt: new Date(officeStart + passed).toISOString(),
      uncertaintyMs: 0,
    };
  }

  async function losesAges(): Promise<void> {
    await rm(agesPath, { force: true });
    ages = await openAges(agesPath, clock, () => measured);
  }

  function passes(ms: number): void {
    passed += ms;
    wall += ms;
  }

  async function perform(given: Act): Promise<unknown> {
    switch (given.act) {
      case 'take':
        return take(given.order, given.bytes);
      case 'takeDuringSweep':
        return Promise.all([run(), take(given.order, given.bytes)]);
      case 'elsewhere': {
        const document = documentOf(given.order, given.bytes, 'e'.repeat(26));
        return store.receive([{ ...document, _rev: firstRev() }]);
      }
      case 'upload': {
        const hash = taken(given.bytes)[given.original ? 'original' : 'view'];
        const known = documents.some((one) => [one.sha256, one.originalSha256].includes(hash));
        return known && (await files.has(hash)) ? atOffice.add(hash) : null;
      }
      case 'delivers':
        await confirm();
        for (const original of [true, false]) await perform({ act: 'upload', bytes: given.bytes, original });
        return receipts();
      case 'officeRestored': {
        // From a backup older than these files; whoever still has them can send them again, and must.
        for (const hash of Object.values(taken(given.bytes))) if (await files.has(hash)) atOffice.delete(hash);
        return null;
      }
      case 'passes':
        return passes(given.days * dayMs);
      case 'waits':
        await run();
        passes(given.days * dayMs);
        return run();
      case 'wallClock':
        wall += given.days * dayMs;
        return null;
      case 'reboot':
        passes(given.days * dayMs);
        boot += 1;
        bootedAt = passed;
        ages = await openAges(agesPath, clock, () => measured);
        return null;
      case 'sweep':
        return run(given.short);
      case 'confirm':
        return confirm();
      case 'receipts':
        return receipts();
      case 'contact':
        return contact();
      case 'losesAges':
        return losesAges();
    }
  }

  /** What the documents of this device name and what is nowhere, or went before its time; thumbnails must be here. */
  async function lost(): Promise<readonly string[]> {
    const said: string[] = [];
    const here = new Set(await files.list());
    for (const { _id, orderId, sha256, originalSha256 = '', thumbnailSha256 = '' } of documents) {
      if (!here.has(thumbnailSha256)) said.push(`${_id}: thumbnail`);
      for (const hash of [sha256, originalSha256]) {
        if (here.has(hash)) continue;
        if (!atOffice.has(hash)) said.push(`${_id}: ${hash} is nowhere`);
        const since = receivedAt.get(`${orderId}/${hash}`);
        if (since === undefined) said.push(`${_id}: ${hash} went without a receipt`);
        else if (passed - since < 7 * dayMs) said.push(`${_id}: ${hash} went after ${passed - since} ms`);
      }
    }
    return said;
  }

  return {
    take,
    confirm,
    receipts,
    sweep: run,
    losesAges,
    passes,
    lost,
    upload: (hash: string) => void atOffice.add(hash),
    officeRestored: (bytes: number) => perform({ act: 'officeRestored', bytes }),
    reaches: (is: boolean) => {
      reached = is;
    },
    elsewhere: (order: string, bytes: number) => perform({ act: 'elsewhere', order, bytes }),
    setsWallClock: (ms: number) => {
      wall += ms;
    },
    here: async () => [...(await files.list())].sort(),
    do: perform,
    deleted: () => deleted,
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
