import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeIds } from '../../domain/ids.ts';
import { couchDatabases } from '../couchdb/couch-databases.ts';
import type { Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { fileEvidenceStore } from '../evidence/file-evidence-store.ts';
import { evidenceFolder } from '../evidence/room.ts';
import { storeFolder } from '../open-office.ts';
import { askRunningOffice } from './local-door.ts';
import { readManifest, restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const couchdb = { type: 'string', default: process.env.COUCHDB_URL ?? '' } as const;

/** `backup --data DIR --to DIR [--couchdb URL]`: through the running office if there is one, else from its files. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string', default: 'data/office' }, to: { type: 'string' }, couchdb },
  });
  if (values.to === undefined) return usage('backup --data DIR --to DIR (an empty folder)');
  const [data, to] = [path.resolve(values.data), path.resolve(values.to)];
  return reported(async () => {
    const answer = await askRunningOffice(data, to);
    if (answer?.ok === false) throw new Error(answer.error);
    if (answer === null)
      await using(openDatabases(data, values.couchdb), (databases) =>
        takeBackup({ databases, evidence: fileEvidenceStore(evidenceFolder(data)), now: Date.now }, to),
      );
    const { databases, evidence } = await readManifest(to);
    return `backup in ${to}: ${databases.reduce((sum, one) => sum + one.documents, 0)} documents of ${databases.length} databases, ${evidence.references} evidence files`;
  });
}

/** `restore --from DIR --data DIR [--couchdb URL]`: into an empty folder (and a CouchDB without databases of ours) only. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string', default: 'data/office' }, from: { type: 'string' }, couchdb },
  });
  if (values.from === undefined) return usage('restore --from DIR --data DIR (an empty folder)');
  const [data, from] = [path.resolve(values.data), path.resolve(values.from)];
  return reported(async () => {
    await mkdir(data, { recursive: true, mode: 0o700 });
    if ((await readdir(data)).length > 0) throw new Error(`${data} is not empty`);
    const makeId = makeIds(Date.now, (length) => randomBytes(length));
    const manifest = await using(openDatabases(data, values.couchdb), (databases) =>
      restoreBackup(from, {
        databases,
        evidence: fileEvidenceStore(evidenceFolder(data)),
        partsFolder: path.join(data, 'restore-parts'),
        makeId,
      }),
    );
    return `restored the backup of ${manifest.takenAt} into ${data}; stations will ask before they synchronise with it`;
  });
}

const openDatabases = (data: string, url: string): Databases =>
  url === '' ? openEmbeddedDatabases(storeFolder(data)) : couchDatabases(url);

async function using<T>(databases: Databases, run: (databases: Databases) => Promise<T>): Promise<T> {
  try {
    return await run(databases);
  } finally {
    await databases.close();
  }
}

async function reported(run: () => Promise<string>): Promise<number> {
  try {
    process.stdout.write(`${await run()}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function usage(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}
