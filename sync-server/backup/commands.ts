import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { databaseNumber, makeIds } from '../../domain/ids.ts';
import { inBothLanguages } from '../../domain/problem.ts';
import { folderTrouble } from '../../storage/folder-trouble.ts';
import { mkdir } from '../../storage/held-file.ts';
import { noteOnce } from '../audit/open-audit.ts';
import { couchDatabases } from '../couchdb/couch-databases.ts';
import type { Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { nameOfPlace, readEvidencePlace } from '../evidence/evidence-place.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { openEvidenceStore } from '../evidence/open-evidence-store.ts';
import { storeFolder } from '../open-office.ts';
import { type BroughtAccounts, saidOfAccounts } from './accounts-in-backup.ts';
import { askRunningOffice } from './local-door.ts';
import { readManifest, restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const where = {
  data: { type: 'string', default: 'data/office' },
  couchdb: { type: 'string', default: process.env.COUCHDB_URL ?? '' },
  evidence: { type: 'string', default: process.env.LINEWORK_EVIDENCE ?? '' },
} as const;

/**
 * `backup --data DIR --to DIR [--couchdb URL] [--evidence PLACE] [--evidence-stays]`: through the running office if there is one, else
 * from where it keeps things.
 */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const stays = { 'evidence-stays': { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options: { ...where, ...stays, to: { type: 'string' } } });
  if (values.to === undefined) return usage('backup --data DIR --to DIR (an empty folder)');
  const [data, to, evidenceStays] = [path.resolve(values.data), path.resolve(values.to), values['evidence-stays']];
  return reported(to, async () => {
    const answer = await askRunningOffice(data, to, evidenceStays);
    if (answer?.ok === false) throw new Error(answer.error);
    if (answer === null)
      await using({ ...values, data }, async (databases, evidence, stayIn) => {
        const taken = await takeBackup(
          { databases, evidence, now: Date.now, ...(evidenceStays ? { stayIn } : {}) },
          to,
        );
        const details = { databases: taken.databases.length };
        await noteOnce(databases, Date.now(), newMakeId(), { action: 'office.backedUp', details });
      });
    const { manifest, sha256 } = await readManifest(to);
    const { databases, evidence } = manifest;
    const documents = databases.reduce((sum, one) => sum + one.documents, 0);
    const files = `${evidence.references} evidence files`;
    return `backup in ${to}: ${documents} documents of ${databases.length} databases, ${
      evidence.stayedIn === undefined
        ? files
        : `references to ${files}; their bytes are NOT in it, they stayed in ${evidence.stayedIn}`
    }\nits manifest is ${sha256}; note it somewhere else: restore --expect ${sha256} takes this backup and no other`;
  });
}

/**
 * `restore --from DIR --data DIR [--couchdb URL] [--evidence PLACE] [--accounts keep|none] [--expect HASH] [--yes]`: into an empty folder (and
 * a CouchDB without databases of ours) only. It says whom the backup brings before it writes, and asks at a terminal.
 */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { ...where, ...restoring } });
  if (values.from === undefined) return usage('restore --from DIR --data DIR (an empty folder)');
  if (!['keep', 'none'].includes(values.accounts)) return usage('--accounts: keep or none');
  if (values.expect !== undefined && !/^[0-9a-f]{64}$/i.test(values.expect))
    return usage('--expect: the 64 digits that the backup printed');
  const [data, from, withAccounts] = [path.resolve(values.data), path.resolve(values.from), values.accounts === 'keep'];
  return reported(data, async () => {
    await mkdir(data, { recursive: true, mode: 0o700 });
    if ((await readdir(data)).length > 0) throw new Error(`${data} is not empty`);
    const makeId = newMakeId();
    const partsFolder = path.join(data, 'restore-parts');
    let generation = '';
    const manifest = await using({ ...values, data }, async (databases, evidence) => {
      const newId = (): string => {
        generation = makeId();
        return generation;
      };
      const agree = async (brought: BroughtAccounts, hash: string): Promise<boolean> => {
        const whom = withAccounts ? saidOfAccounts(brought) : 'no account is restored: make one by `admin create`';
        process.stdout.write(`manifest ${hash}\n${whom}\n`);
        return values.yes || !process.stdin.isTTY || askAtTerminal();
      };
      const expected = values.expect === undefined ? {} : { expected: values.expect };
      const target = { databases, evidence, partsFolder, makeId: newId, withAccounts, agree, ...expected };
      const restored = await restoreBackup(from, target);
      if (restored !== null) {
        const details = { takenAt: restored.takenAt, withAccounts };
        await noteOnce(databases, Date.now(), makeId, { action: 'office.restored', details });
      }
      return restored;
    });
    if (manifest === null) return 'nothing was restored';
    return `restored the backup of ${manifest.takenAt} into ${data}; its number is ${databaseNumber(generation)}, stations will show it and ask before they synchronise`;
  });
}

const newMakeId = () => makeIds(Date.now, (length) => randomBytes(length));

const restoring = {
  from: { type: 'string' },
  accounts: { type: 'string', default: 'keep' },
  expect: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

async function askAtTerminal(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const said = await terminal.question('restore it, these accounts included? (yes/no) ');
  terminal.close();
  return /^(y|yes|是)$/i.test(said.trim());
}

const openDatabases = (data: string, url: string): Databases =>
  url === '' ? openEmbeddedDatabases(storeFolder(data)) : couchDatabases(url);

/** Opens what an office at these places keeps its things in, and closes it again. */
async function using<T>(
  { data, couchdb: url, evidence: named }: { data: string; couchdb: string; evidence: string },
  run: (databases: Databases, evidence: EvidenceStore, placeName: string) => Promise<T>,
): Promise<T> {
  const couchdb = url === '' ? null : url;
  const place = readEvidencePlace(named, process.env, couchdb);
  const databases = openDatabases(data, url);
  try {
    const evidence = await openEvidenceStore(place, { data, databases });
    return await run(databases, evidence, nameOfPlace(place)).finally(() => evidence.close());
  } finally {
    await databases.close();
  }
}

/** @param writtenTo the folder that the command writes into, for the words of a refusal */
async function reported(writtenTo: string, run: () => Promise<string>): Promise<number> {
  try {
    process.stdout.write(`${await run()}\n`);
    return 0;
  } catch (error) {
    const trouble = await folderTrouble(error, writtenTo);
    const said = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${trouble === null ? said : inBothLanguages(trouble)}\n`);
    return 1;
  }
}

function usage(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}
