import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { flushFolder, isMissing, writeFlushed } from '../../storage/flushed-file.ts';
import { mkdir } from '../../storage/held-file.ts';
import { makePrivate } from '../../storage/private-folder.ts';
import { ownDatabases } from '../database/own-databases.ts';
import type { Database, Databases, StoredDocument } from '../database/types.ts';
import { evidenceDatabase } from '../evidence/evidence-place.ts';
import type { EvidenceReference, EvidenceStore } from '../evidence/evidence-store.ts';
import { flushFile } from '../evidence/flushed-files.ts';
import { hashOfFile, writeLines } from './line-file.ts';
import { databaseFile, evidenceFile, type Manifest, manifestName } from './manifest.ts';

export type BackupSource = {
  readonly databases: Databases;
  readonly evidence: EvidenceStore;
  readonly now: () => number;
  /** the name of the evidence's place, when its bytes stay there and only the references are copied; absent: bytes too */
  readonly stayIn?: string;
};

const batch = 500;
/** Where the bytes lie in a backup. */
export const evidenceName = (sha256: string): string => `evidence/${sha256.slice(0, 2)}/${sha256}`;

/**
 * Copies the office into an empty folder while it goes on working. Consistent without stopping anybody, by its order:
 * mailboxes, then `work`, then the rest, then evidence. Whatever is in a mailbox's copy and not in `work`'s, or the reverse, the router
 * evens out after a restore; a receipt in the copy always finds its bytes, because bytes are older than their receipt.
 * @throws when the folder is not empty, or a file's bytes are not what its name says
 */
export async function takeBackup({ databases, evidence, now, stayIn }: BackupSource, to: string): Promise<Manifest> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  // Before it is made private: a folder named by mistake is left as it is.
  if ((await readdir(to)).length > 0) throw new Error(`${to} is not empty`);
  const privacy = await makePrivate(to);
  if (privacy.kind === 'open')
    throw new Error(`${to} can be read by others and cannot be made private: a backup holds customers' data`);
  // Attachments are copied as evidence, out of whatever place they are in.
  const names = (await ownDatabases(databases)).filter((name) => name !== evidenceDatabase);
  names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const dumped: Manifest['databases'] = [];
  let generation = '';
  for (const name of names) {
    const database = databases.open(name);
    if (name === 'office') generation = String((await database.get('generation'))?.value ?? '');
    const { count, ...file } = await writeLines(to, databaseFile(name), documentsOf(database));
    dumped.push({ name, documents: count, file });
  }
  // Without it nobody could tell later whose these are: an office's database has it from its first start.
  if (generation === '') throw new Error('there is no office here: the database `office` holds no generation');
  const references = stayIn === undefined ? copyEvidence(evidence, to) : evidence.list();
  const { count, ...file } = await writeLines(to, evidenceFile, references);
  const manifest: Manifest = {
    format: 1,
    takenAt: new Date(now()).toISOString(),
    generation,
    databases: dumped,
    evidence: {
      references: count,
      file: { ...file, path: evidenceFile },
      ...(stayIn === undefined ? {} : { stayedIn: stayIn }),
    },
  };
  await flushFolder(path.join(to, 'databases')).catch(ignoreMissing);
  await writeFlushed(path.join(to, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

const rank = (name: string): number => (name.startsWith('mailbox-') ? 0 : name === 'work' ? 1 : 2);

/** Every leaf of every document with its history, as of some moment after the call. */
async function* documentsOf(database: Database): AsyncGenerator<StoredDocument> {
  for (let since = '0'; ; ) {
    const { results, last_seq } = await database.changes({ since, limit: batch, styleAllDocs: true });
    const wanted = results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })));
    if (wanted.length > 0)
      for (const row of await database.bulkGet(wanted, { revs: true }))
        for (const one of row.docs) if ('ok' in one) yield one.ok;
    if (results.length < batch) return;
    since = last_seq;
  }
}

async function* copyEvidence(evidence: EvidenceStore, to: string): AsyncGenerator<EvidenceReference> {
  let last = '';
  for await (const reference of evidence.list()) {
    if (reference.sha256 !== last)
      await copyBytes(evidence, reference.sha256, path.join(to, evidenceName(reference.sha256)));
    last = reference.sha256;
    yield reference;
  }
}

async function copyBytes(evidence: EvidenceStore, sha256: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await pipeline(await evidence.open(sha256), createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  await flushFile(to);
  if ((await hashOfFile(to)) !== sha256) throw new Error(`evidence ${sha256} is damaged in the office's store`);
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
