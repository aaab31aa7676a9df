import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isMissing } from '../../storage/flushed-file.ts';
import { mkdir, rm } from '../../storage/held-file.ts';
import { isOurName, ownDatabases } from '../database/own-databases.ts';
import type { Databases, IncomingDocument } from '../database/types.ts';
import { evidenceDatabase } from '../evidence/evidence-place.ts';
import { EvidenceReference, type EvidenceStore } from '../evidence/evidence-store.ts';
import { flushFile } from '../evidence/flushed-files.ts';
import { accountsDatabase, accountsIn, type BroughtAccounts } from './accounts-in-backup.ts';
import { factsOfFile, readLines } from './line-file.ts';
import { databaseFile, evidenceFile, longestManifest, Manifest, type ManifestFile, manifestName } from './manifest.ts';
import { openPlainFile } from './plain-file.ts';
import { evidenceName } from './take-backup.ts';

const noAccounts: BroughtAccounts = { accounts: [], devices: 0, sessions: 0 };

export type RestoreTarget = {
  readonly databases: Databases;
  readonly evidence: EvidenceStore;
  /** a folder beside the evidence store, for files on their way into it */
  readonly partsFolder: string;
  readonly makeId: () => string;
  /** sha256 of the manifest, as the backup printed it: everything else hangs on it; absent: whatever the manifest is */
  readonly expected?: string;
  /** whether those who could sign in afterwards are brought; absent: yes */
  readonly withAccounts?: boolean;
  /** Told whom the backup brings, before anything is written; false leaves everything as it is. */
  readonly agree?: (brought: BroughtAccounts, manifestHash: string) => Promise<boolean>;
};

const batch = 500;

/**
 * Checks every file of a backup by its hash before anything is written, then fills an empty office from it. A hash says that a file is what
 * the manifest says, not who wrote the manifest: so it says whom it brings, and takes the manifest's own hash (`expected`).
 * The office gets a new generation: stations that knew a later state stop and ask, instead of taking the past for the present.
 * @returns null when it was not agreed to
 * @throws with what is wrong: not a backup, damaged, not the expected one, or the target is not empty
 */
export async function restoreBackup(from: string, target: RestoreTarget): Promise<Manifest | null> {
  const { manifest, sha256 } = await readManifest(from);
  if (target.expected !== undefined && target.expected.toLowerCase() !== sha256)
    throw new Error(`this is not the backup that is expected: its manifest is ${sha256}`);
  await verify(from, manifest, target.evidence);
  const { databases, withAccounts = true, agree = async () => true } = target;
  // The evidence database may be what the bytes stayed in; nothing in it is ever overwritten.
  const there = (await ownDatabases(databases)).find((name) => name !== evidenceDatabase);
  if (there !== undefined) throw new Error(`the office to restore into is not empty: it has a database ${there}`);
  const foreign = manifest.databases.find(({ name }) => !isOurName(name));
  if (foreign !== undefined) throw new Error(`${foreign.name} of the backup is no database of an office`);
  const brought = await accountsIn(from, manifest);
  if (!(await agree(withAccounts ? brought : noAccounts, sha256))) return null;
  const wanted = manifest.databases.filter(({ name }) => withAccounts || name !== accountsDatabase);
  for (const { name } of wanted) await fill(databases, name, from);
  await fillEvidence(from, manifest, target);
  await newGeneration(target);
  for (const { name, documents } of wanted) await compare(databases, name, documents);
  return manifest;
}

/** The manifest of a backup, and what it hashes to. */
export async function readManifest(from: string): Promise<{ readonly manifest: Manifest; readonly sha256: string }> {
  const bytes = await manifestBytes(from);
  const read = Manifest.safeParse(jsonOf(bytes));
  if (read.success) return { manifest: read.data, sha256: createHash('sha256').update(bytes).digest('hex') };
  const [issue] = read.error.issues;
  throw new Error(`${manifestName} of the backup is not one of ours (${issue?.path.join('.')}: ${issue?.message})`);
}

async function manifestBytes(from: string): Promise<Buffer> {
  const handle = await openPlainFile(from, manifestName).catch((error: unknown) => {
    if (isMissing(error)) throw new Error(`${from} is no complete backup: it has no ${manifestName}`);
    throw error;
  });
  try {
    if ((await handle.stat()).size > longestManifest)
      throw new Error(`${manifestName} of the backup is too long to be one`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

async function verify(from: string, manifest: Manifest, evidence: EvidenceStore): Promise<void> {
  for (const file of [...manifest.databases.map((one) => one.file), manifest.evidence.file])
    await verifyFile(from, file);
  for await (const line of readLines(from, evidenceFile)) {
    const { sha256, bytes } = EvidenceReference.parse(line);
    if (manifest.evidence.stayedIn !== undefined) {
      if ((await evidence.stat(sha256))?.bytes !== bytes)
        throw new Error(
          `evidence ${sha256} stayed in ${manifest.evidence.stayedIn} and is not where it is to be restored`,
        );
      continue;
    }
    const found = await factsIfThere(from, evidenceName(sha256));
    if (found?.sha256 !== sha256) throw new Error(`evidence ${sha256} of the backup is damaged or missing`);
  }
}

async function verifyFile(from: string, { path: name, sha256, bytes }: ManifestFile): Promise<void> {
  const found = await factsIfThere(from, name);
  if (found?.bytes !== bytes || found.sha256 !== sha256) throw new Error(`${name} of the backup is damaged or missing`);
}

const factsIfThere = (from: string, name: string) =>
  factsOfFile(from, name).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });

async function fill(databases: Databases, name: string, from: string): Promise<void> {
  const database = await databases.ensure(name, name.startsWith('mailbox-') ? { q: 1 } : {});
  let waiting: IncomingDocument[] = [];
  const write = async (): Promise<void> => {
    const failed = await database.bulkDocs(waiting, { newEdits: false });
    if (failed.length > 0) throw new Error(`${name}: ${failed[0]?.id} was not restored: ${failed[0]?.error}`);
    waiting = [];
  };
  for await (const line of readLines(from, databaseFile(name))) {
    const document = line as IncomingDocument;
    // None of ours has such an id: a design document is code that CouchDB would run.
    if (typeof document._id !== 'string' || document._id.startsWith('_'))
      throw new Error(`${databaseFile(name)} of the backup holds a document that is none of ours`);
    waiting.push(document);
    if (waiting.length >= batch) await write();
  }
  if (waiting.length > 0) await write();
}

async function fillEvidence(from: string, manifest: Manifest, { evidence, partsFolder }: RestoreTarget): Promise<void> {
  if (manifest.evidence.stayedIn !== undefined) {
    for await (const line of readLines(from, evidenceFile)) await evidence.refer(EvidenceReference.parse(line));
    return;
  }
  await mkdir(partsFolder, { recursive: true, mode: 0o700 });
  for await (const line of readLines(from, evidenceFile)) {
    const reference = EvidenceReference.parse(line);
    const part = path.join(partsFolder, reference.sha256);
    await copyPlainFile(from, evidenceName(reference.sha256), part);
    await flushFile(part);
    await evidence.put(part, reference);
  }
  await rm(partsFolder, { recursive: true, force: true });
}

async function copyPlainFile(from: string, name: string, to: string): Promise<void> {
  const handle = await openPlainFile(from, ...name.split('/'));
  await pipeline(handle.createReadStream(), createWriteStream(to, { mode: 0o600 }));
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
