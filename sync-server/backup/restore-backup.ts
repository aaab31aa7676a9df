import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { copyFile, mkdir, rm } from '../../storage/held-file.ts';
import type { Databases, IncomingDocument } from '../database/types.ts';
import { evidenceDatabase } from '../evidence/evidence-place.ts';
import { EvidenceReference, type EvidenceStore } from '../evidence/evidence-store.ts';
import { flushFile } from '../evidence/flushed-files.ts';
import { hashOfFile, readLines } from './line-file.ts';
import { Manifest, type ManifestFile, manifestName } from './manifest.ts';
import { evidenceBytes } from './take-backup.ts';

export type RestoreTarget = {
  readonly databases: Databases;
  readonly evidence: EvidenceStore;
  /** a folder beside the evidence store, for files on their way into it */
  readonly partsFolder: string;
  readonly makeId: () => string;
};

const batch = 500;

/**
 * Checks every file of a backup by its hash before anything is written, then fills an empty office from it.
 * The office gets a new generation: stations that knew a later state stop and ask, instead of taking the past for the present.
 * @throws with what is wrong: not a backup, damaged, or the target is not empty
 */
export async function restoreBackup(from: string, target: RestoreTarget): Promise<Manifest> {
  const manifest = await readManifest(from);
  await verify(from, manifest, target.evidence);
  const { databases } = target;
  // The evidence database may be what the bytes stayed in; nothing in it is ever overwritten.
  if ((await databases.list()).some((name) => name !== evidenceDatabase))
    throw new Error('the office to restore into is not empty');
  for (const { name, file } of manifest.databases) await fill(databases, name, path.join(from, file.path));
  await fillEvidence(from, manifest, target);
  await newGeneration(target);
  for (const { name, documents } of manifest.databases) await compare(databases, name, documents);
  return manifest;
}

export async function readManifest(from: string): Promise<Manifest> {
  const text = await readFile(path.join(from, manifestName), 'utf8').catch(() => null);
  if (text === null) throw new Error(`${from} is no complete backup: it has no ${manifestName}`);
  return Manifest.parse(JSON.parse(text));
}

async function verify(from: string, manifest: Manifest, evidence: EvidenceStore): Promise<void> {
  for (const file of [...manifest.databases.map((one) => one.file), manifest.evidence.file])
    await verifyFile(from, file);
  for await (const line of readLines(path.join(from, manifest.evidence.file.path))) {
    const { sha256, bytes } = EvidenceReference.parse(line);
    if (manifest.evidence.stayedIn !== undefined) {
      if ((await evidence.stat(sha256))?.bytes !== bytes)
        throw new Error(
          `evidence ${sha256} stayed in ${manifest.evidence.stayedIn} and is not where it is to be restored`,
        );
      continue;
    }
    if ((await hashOfFile(evidenceBytes(from, sha256)).catch(() => '')) !== sha256)
      throw new Error(`evidence ${sha256} of the backup is damaged or missing`);
  }
}

async function verifyFile(from: string, { path: name, sha256, bytes }: ManifestFile): Promise<void> {
  const file = path.join(from, name);
  const size = await stat(file).then(
    (found) => found.size,
    () => -1,
  );
  if (size !== bytes || (await hashOfFile(file)) !== sha256)
    throw new Error(`${name} of the backup is damaged or missing`);
}

async function fill(databases: Databases, name: string, file: string): Promise<void> {
  const database = await databases.ensure(name, name.startsWith('mailbox-') ? { q: 1 } : {});
  let waiting: IncomingDocument[] = [];
  const write = async (): Promise<void> => {
    const failed = await database.bulkDocs(waiting, { newEdits: false });
    if (failed.length > 0) throw new Error(`${name}: ${failed[0]?.id} was not restored: ${failed[0]?.error}`);
    waiting = [];
  };
  for await (const document of readLines(file)) {
    waiting.push(document as IncomingDocument);
    if (waiting.length >= batch) await write();
  }
  if (waiting.length > 0) await write();
}

async function fillEvidence(from: string, manifest: Manifest, { evidence, partsFolder }: RestoreTarget): Promise<void> {
  if (manifest.evidence.stayedIn !== undefined) {
    for await (const line of readLines(path.join(from, manifest.evidence.file.path)))
      await evidence.refer(EvidenceReference.parse(line));
    return;
  }
  await mkdir(partsFolder, { recursive: true, mode: 0o700 });
  for await (const line of readLines(path.join(from, manifest.evidence.file.path))) {
    const reference = EvidenceReference.parse(line);
    const part = path.join(partsFolder, reference.sha256);
    await copyFile(evidenceBytes(from, reference.sha256), part);
    await flushFile(part);
    await evidence.put(part, reference);
  }
  await rm(partsFolder, { recursive: true, force: true });
}

async function newGeneration({ databases, makeId }: RestoreTarget): Promise<void> {
  const office = await databases.ensure('office');
  const stored = await office.get('generation');
  const [row] = await office.bulkDocs([
    { _id: 'generation', type: 'generation', value: makeId(), ...(stored && { _rev: stored._rev }) },
  ]);
  if (!row?.ok) throw new Error('the new generation was not written');
}

/** Leaves counted again; `office` has one more revision, not one more document. */
async function compare(databases: Databases, name: string, documents: number): Promise<void> {
  let found = 0;
  for (let since = '0'; ; ) {
    const { results, last_seq } = await databases.open(name).changes({ since, limit: batch, styleAllDocs: true });
    found += results.reduce((sum, row) => sum + row.changes.length, 0);
    if (results.length < batch) break;
    since = last_seq;
  }
  if (found !== documents) throw new Error(`${name}: ${found} of ${documents} documents are there after the restore`);
}
