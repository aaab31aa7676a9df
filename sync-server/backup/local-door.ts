import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { lstat, mkdtemp } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMissing, writeFlushed } from '../../storage/flushed-file.ts';
import { rm, unlink } from '../../storage/held-file.ts';
import { nameOfPlace } from '../evidence/evidence-place.ts';
import type { Room } from '../room.ts';
import { takeBackup } from './take-backup.ts';

/** The longest socket path that every system takes. */
const longestSocketPath = 100;

/** Says in the data folder where the door is, when it cannot be in it. Only the folder's owner can read it. */
const pointerIn = (data: string): string => path.join(path.resolve(data), 'office.sock.path');
const insideOf = (data: string): string => path.join(path.resolve(data), 'office.sock');
const fitsInside = (data: string): boolean =>
  process.platform !== 'win32' && Buffer.byteLength(insideOf(data)) <= longestSocketPath;

/**
 * Where the running office listens for its own command line: a socket that only the owner of the data folder can open, so that
 * `npm run backup` needs no password. Whoever can read the folder has the data anyway. A path that is too long for a socket, and a pipe of
 * Windows, get a name that nobody can foresee: in a shared folder another user would else be there first.
 */
export function localDoorOf(data: string): string {
  if (fitsInside(data)) return insideOf(data);
  try {
    return readFileSync(pointerIn(data), 'utf8').trim();
  } catch (error) {
    if (isMissing(error)) return insideOf(data);
    throw error;
  }
}

/** A fresh place for the door; one that a killed office left is removed. */
async function makeDoor(data: string): Promise<string> {
  if (fitsInside(data)) {
    await unlink(insideOf(data)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    return insideOf(data);
  }
  await removeDoor(data);
  const door =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\linework-${randomBytes(16).toString('hex')}`
      : path.join(await mkdtemp(path.join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'linework-')), 'office.sock');
  await writeFlushed(pointerIn(data), door);
  return door;
}

async function removeDoor(data: string): Promise<void> {
  const door = localDoorOf(data);
  if (fitsInside(data) || door === insideOf(data)) return;
  if (process.platform !== 'win32' && (await isOwn(door)))
    await rm(path.dirname(door), { recursive: true, force: true });
  await rm(pointerIn(data), { force: true });
}

/** Whether a door outside the data folder lies in a folder of our own user, closed to all others. */
async function isOwn(door: string): Promise<boolean> {
  const folder = path.dirname(door);
  const found = await lstat(folder).catch(() => null);
  const isOurs = found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  return isOurs && path.basename(folder).startsWith('linework-') && path.basename(door) === 'office.sock';
}

/** Opens the local door while the office runs: `POST /backup {"to": DIR, "evidenceStays"?: true}`. */
export const backupRoom: Room = (app, context) => {
  const { config, databases, clock, log, evidence, audit } = context;
  const server = http.createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { to, evidenceStays } = JSON.parse(await textOf(request)) as { to?: unknown; evidenceStays?: unknown };
      if (request.method !== 'POST' || request.url !== '/backup' || typeof to !== 'string' || !path.isAbsolute(to)) {
        response.writeHead(400).end(JSON.stringify({ ok: false, error: 'POST /backup {"to": absolute path}' }));
        return;
      }
      const stayIn = nameOfPlace(config.evidence ?? { kind: 'files', folder: null });
      const source = { databases, evidence, now: clock.now, ...(evidenceStays === true ? { stayIn } : {}) };
      const manifest = await takeBackup(source, to);
      await audit.note({ action: 'office.backedUp', details: { databases: manifest.databases.length } });
      log.info({ databases: manifest.databases.length, evidence: manifest.evidence.references }, 'backup taken');
      response.writeHead(200).end(JSON.stringify({ ok: true, manifest }));
    } catch (error) {
      response
        .writeHead(500)
        .end(JSON.stringify({ ok: false, error: error instanceof Error ? error.message : 'failed' }));
    }
  }

  app.addHook('onReady', async () => {
    const door = await makeDoor(config.data);
    const before = process.umask(0o077);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(door, resolve);
    }).finally(() => process.umask(before));
  });
  app.addHook('onClose', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await removeDoor(config.data);
  });
  return Promise.resolve();
};

/** Asks the running office for a backup; null when none runs on this data folder. */
export async function askRunningOffice(
  data: string,
  to: string,
  evidenceStays: boolean,
): Promise<{ readonly ok: boolean; readonly error?: string } | null> {
  const door = localDoorOf(data);
  const isElsewhere = process.platform !== 'win32' && !fitsInside(data) && door !== insideOf(data);
  if (isElsewhere && !(await isOwn(door)) && (await lstat(door).catch(() => null)) !== null)
    throw new Error(
      `${path.dirname(door)} is not this user's alone: whoever listens there may be anybody. Restart the office`,
    );
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath: door, path: '/backup', method: 'POST' }, (response) => {
      textOf(response).then((text) => resolve(JSON.parse(text) as { ok: boolean; error?: string }), reject);
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    request.end(JSON.stringify({ to, evidenceStays }));
  });
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
