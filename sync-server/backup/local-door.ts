import { createHash } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMissing } from '../../storage/flushed-file.ts';
import { unlink } from '../../storage/held-file.ts';
import { nameOfPlace } from '../evidence/evidence-place.ts';
import type { Room } from '../room.ts';
import { takeBackup } from './take-backup.ts';

/** The longest socket path that every system takes. */
const longestSocketPath = 100;

/**
 * Where the running office listens for its own command line: a socket that only the owner of the data folder can open, so that
 * `npm run backup` needs no password. Whoever can read the folder has the data anyway.
 */
export function localDoorOf(data: string): string {
  const name = createHash('sha256').update(path.resolve(data)).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\linework-${name}`;
  const inside = path.join(path.resolve(data), 'office.sock');
  return inside.length <= longestSocketPath ? inside : path.join(tmpdir(), `linework-${name}.sock`);
}

/** Opens the local door while the office runs: `POST /backup {"to": DIR, "evidenceStays"?: true}`. */
export const backupRoom: Room = (app, context) => {
  const { config, databases, clock, log, evidence, audit } = context;
  const door = localDoorOf(config.data);
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
    await unlink(door).catch((error: unknown) => {
      if (process.platform !== 'win32' && !isMissing(error)) throw error;
    });
    const before = process.umask(0o077);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(door, resolve);
    }).finally(() => process.umask(before));
  });
  app.addHook('onClose', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return Promise.resolve();
};

/** Asks the running office for a backup; null when none runs on this data folder. */
export function askRunningOffice(
  data: string,
  to: string,
  evidenceStays: boolean,
): Promise<{ readonly ok: boolean; readonly error?: string } | null> {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath: localDoorOf(data), path: '/backup', method: 'POST' }, (response) => {
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
