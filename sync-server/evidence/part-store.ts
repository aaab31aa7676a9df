import { readdir, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { writeFlushed } from '../../storage/flushed-file.ts';
import { dropFile, flushFile } from './flushed-files.ts';

const uploadIdPattern = /^[0-9a-f]{64}$/;

/**
 * Bytes on the way. `FileStore` answers when the kernel has the bytes; here an answer means the disk has them,
 * and an upload's record is replaced whole, so that a kill at any point leaves a part that can be resumed.
 */
export class PartStore extends FileStore {
  /** account → its uploads that this process knows to have begun, and how many bytes each will have */
  readonly #begun = new Map<string, Map<string, number>>();

  constructor(directory: string) {
    super({ directory, configstore: uploadRecords(directory) });
    // What OPTIONS promises. Every upload says its length and whose it is, and nobody takes one back: no deferred length, no termination.
    this.extensions = ['creation', 'creation-with-upload'];
  }

  override async write(readable: IncomingMessage | Readable, id: string, offset: number): Promise<number> {
    const reached = await super.write(readable, id, offset);
    await flushFile(this.pathOf(id));
    return reached;
  }

  /** The record of an upload whose bytes are held already, unless there is one. */
  async keepRecord(upload: Upload): Promise<void> {
    if (!(await this.configstore.get(upload.id))) await this.configstore.set(upload.id, upload);
  }

  /** Forgets an upload and its bytes; no error when there is nothing. */
  async discard(id: string): Promise<void> {
    await dropFile(this.pathOf(id));
    await this.configstore.delete(id);
  }

  /** Throws away what nobody continued since `before` (ms since the epoch): parts, records, thumbnails that a kill left. */
  async sweep(before: number): Promise<void> {
    for (const name of await readdir(this.directory)) {
      const file = path.join(this.directory, name);
      const found = await stat(file).catch(() => null);
      if (found !== null && found.mtimeMs < before) await dropFile(file);
    }
  }

  override async create(upload: Upload): Promise<Upload> {
    const created = await super.create(upload);
    this.#noteBegun(upload);
    return created;
  }

  /** Takes in what an earlier process began; the names of finished uploads, which are many more, are not looked into. */
  async readBegun(): Promise<void> {
    for (const name of await readdir(this.directory))
      if (isUploadId(name)) this.#noteBegun(await this.configstore.get(name));
  }

  #noteBegun(upload: Upload | undefined): void {
    const accountId = upload?.metadata?.accountId;
    if (upload === undefined || accountId == null) return;
    const begun = this.#begun.get(accountId) ?? new Map<string, number>();
    this.#begun.set(accountId, begun.set(upload.id, upload.size ?? 0));
  }

  /** Parts of this account that have begun and are not finished, those that nobody continued for longest first. */
  async openOf(accountId: string): Promise<readonly OpenPart[]> {
    const begun = this.#begun.get(accountId) ?? new Map<string, number>();
    const found: OpenPart[] = [];
    for (const [id, bytes] of begun) {
      const file = await stat(this.pathOf(id)).catch(() => null);
      if (file === null) begun.delete(id);
      else found.push({ id, bytes, continuedAt: file.mtimeMs });
    }
    return found.sort((a, b) => a.continuedAt - b.continuedAt);
  }

  pathOf(id: string): string {
    if (!uploadIdPattern.test(id)) throw new Error('not an upload id');
    return path.join(this.directory, id);
  }
}

/** `bytes`: as many as it will have. */
export type OpenPart = { readonly id: string; readonly bytes: number; readonly continuedAt: number };

export const isUploadId = (id: string): boolean => uploadIdPattern.test(id);

function uploadRecords(directory: string) {
  const pathOf = (id: string): string => path.join(directory, `${id}.json`);
  return {
    async get(id: string): Promise<Upload | undefined> {
      if (!uploadIdPattern.test(id)) return undefined;
      const text = await readFile(pathOf(id), 'utf8').catch(ignoreAbsent);
      return text ? (JSON.parse(text) as Upload) : undefined;
    },
    async set(id: string, upload: Upload): Promise<void> {
      if (!uploadIdPattern.test(id)) throw new Error('not an upload id');
      await writeFlushed(pathOf(id), JSON.stringify(upload));
    },
    async delete(id: string): Promise<void> {
      if (uploadIdPattern.test(id)) await dropFile(pathOf(id));
    },
    async list(): Promise<string[]> {
      return (await readdir(directory))
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length));
    },
  };
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
