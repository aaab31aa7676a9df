import { createHash, randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { EvidenceReference, EvidenceStore } from './evidence-store.ts';

export type OpenedStores = {
  readonly store: EvidenceStore;
  /** the same place as another office process has it */
  readonly beside: EvidenceStore;
  /** for files on their way in */
  readonly folder: string;
};

const [order, otherOrder] = ['1'.repeat(26), '2'.repeat(26)] as const;

/** What every place of evidence must do (ADR 0014); each store's test calls this with its own way to open. */
export function evidenceStoreContract(opened: () => OpenedStores): void {
  let made = 0;
  const part = (bytes: Buffer): string => {
    made += 1;
    const file = path.join(opened().folder, `part-${made}`);
    writeFileSync(file, bytes);
    return file;
  };
  const picture = (bytes = 40_000): { bytes: Buffer; reference: EvidenceReference } => {
    const made = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(bytes - 4)]);
    const sha256 = createHash('sha256').update(made).digest('hex');
    const reference: EvidenceReference = {
      orderId: order,
      sha256,
      bytes,
      mediaType: 'image/jpeg',
      kind: 'view',
      evidenceId: `workOrder:${order}:evidence:${'e'.repeat(26)}`,
      receivedAt: '2026-03-02T01:00:00.000Z',
      receivedFrom: 'a'.repeat(26),
    };
    return { bytes: made, reference };
  };
  const read = async (store: EvidenceStore, sha256: string): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    for await (const chunk of await store.open(sha256)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };

  it('takes a file over, says that it holds it, and gives the same bytes to every office', async () => {
    const { store, beside } = opened();
    // Larger than any buffer on the way.
    const { bytes, reference } = picture(5_000_000);
    const { sha256 } = reference;
    expect(await store.has(order, sha256)).toBeNull();
    expect(await store.stat(sha256)).toBeNull();
    await expect(read(store, sha256)).rejects.toThrow();
    const from = part(bytes);
    await store.put(from, reference);
    expect(existsSync(from)).toBe(false);
    for (const one of [store, beside]) {
      expect(await one.has(order, sha256)).toEqual(reference);
      expect(await one.stat(sha256)).toEqual({ bytes: bytes.length });
      expect((await read(one, sha256)).equals(bytes)).toBe(true);
    }
  });

  it('stores equal bytes once, with a reference for each order (R-09)', async () => {
    const { store, beside } = opened();
    const { bytes, reference } = picture();
    const { sha256 } = reference;
    await store.put(part(bytes), reference);
    await beside.put(part(bytes), { ...reference, orderId: otherOrder });
    expect([...(await store.ordersOf(sha256))].sort()).toEqual([order, otherOrder]);
    expect(await store.has(otherOrder, sha256)).toMatchObject({ orderId: otherOrder });
    expect(await store.has('3'.repeat(26), sha256)).toBeNull();
  });

  it('repeats anything without a change: the first reference stays', async () => {
    const { store } = opened();
    const { bytes, reference } = picture();
    await store.put(part(bytes), reference);
    const again = { ...reference, receivedAt: '2027-01-01T00:00:00.000Z' };
    await store.put(part(bytes), again);
    expect(await store.refer(again)).toBe(true);
    expect(await store.has(order, reference.sha256)).toEqual(reference);
  });

  it('refers another order to held bytes, and to nothing else', async () => {
    const { store } = opened();
    const { bytes, reference } = picture();
    expect(await store.refer(reference)).toBe(false);
    expect(await store.ordersOf(reference.sha256)).toEqual([]);
    await store.put(part(bytes), reference);
    expect(await store.refer({ ...reference, orderId: otherOrder })).toBe(true);
    expect(await store.has(otherOrder, reference.sha256)).not.toBeNull();
  });

  it('takes the same bytes from several offices at once and keeps one', async () => {
    const { store, beside } = opened();
    const { bytes, reference } = picture(300_000);
    await Promise.all([store, beside, store, beside].map((one) => one.put(part(bytes), reference)));
    expect((await read(beside, reference.sha256)).equals(bytes)).toBe(true);
    expect(await store.ordersOf(reference.sha256)).toEqual([order]);
  });

  it('lists every reference once, those of one hash together', async () => {
    const { store } = opened();
    const pictures = [picture(), picture(), picture()];
    for (const { bytes, reference } of pictures) {
      await store.put(part(bytes), reference);
      await store.refer({ ...reference, orderId: otherOrder });
    }
    const hashes: string[] = [];
    const seen = new Set<string>();
    for await (const { sha256, orderId } of store.list()) {
      if (hashes.at(-1) !== sha256) hashes.push(sha256);
      expect(seen.has(`${sha256}/${orderId}`)).toBe(false);
      seen.add(`${sha256}/${orderId}`);
    }
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const { reference } of pictures)
      for (const orderId of [order, otherOrder]) expect(seen.has(`${reference.sha256}/${orderId}`)).toBe(true);
  });

  it('builds no name from anything but a hash and an id', async () => {
    const { store } = opened();
    for (const nasty of ['../../etc/passwd', 'a'.repeat(63), `${'a'.repeat(64)}/x`]) {
      await expect(store.has(order, nasty)).rejects.toThrow();
      await expect(store.stat(nasty)).rejects.toThrow();
      await expect(store.has(nasty, 'a'.repeat(64))).rejects.toThrow();
    }
  });
}
