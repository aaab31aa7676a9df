import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeHeavyPhoto } from '../builders/photo.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type Field, officeView, openField } from './field.ts';

/** A real nginx with its defaults (1 MiB bodies, everything buffered) in front of a real office. */
const nginx = ((): string | null => {
  try {
    return execFileSync('sh', ['-c', 'command -v nginx'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
})();
const title = nginx === null ? ' (skipped: there is no nginx on this machine)' : '';

let folder: TemporaryFolder;
let field: Field;
let proxy: ChildProcess;
let url: string;
let station: StationProcess;

beforeAll(async () => {
  if (nginx === null) return;
  folder = await temporaryFolder('nginx');
  field = await openField();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const conf = `
daemon off; master_process off; pid ${folder.path}/nginx.pid; error_log ${folder.path}/error.log;
events {}
http {
  access_log off;
  ${own.map((name) => `${name}_temp_path ${folder.path}/${name};`).join(' ')}
  server { listen 127.0.0.1:${port}; location / { proxy_pass ${field.office.url}; } }
}`;
  const file = path.join(folder.path, 'nginx.conf');
  writeFileSync(file, conf);
  proxy = spawn(nginx, ['-p', folder.path, '-c', file, '-e', `${folder.path}/error.log`], { stdio: 'ignore' });
  await until('nginx', async () => (await http(`${url}/healthz`)).status === 200);
  station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: url });
  await station.signIn('tech1');
});
afterAll(async () => {
  if (nginx === null) return;
  await station.stop();
  proxy.kill();
  await field.close();
  await folder.remove();
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

it.skipIf(nginx === null)(
  `orders and a morning of photos pass through an nginx with its defaults${title}`,
  async () => {
    const orderId = await field.create();
    await field.assign(orderId, 'tech1');
    await until('the order', () => station.call('workOrder.open', { orderId }), { withinMs: 30_000 });
    // The size of a request doubles with each that goes well: the sixth is above what nginx takes.
    for (let n = 0; n < 6; n += 1) {
      const bytes = makeHeavyPhoto(700 + n).bytes.toString('base64');
      await station.call('evidence.add', { orderId, slot: 'dropCable.photos.route', source: 'file', bytes });
    }
    await until(
      'all to be at the office',
      async () => {
        const state = await station.call('sync.state', {});
        if (state.refused > 0) throw new Error(JSON.stringify(state));
        return state.state === 'synchronised' || Promise.reject(new Error(JSON.stringify(state)));
      },
      { withinMs: 90_000 },
    );
    expect((await officeView(field.dispatcher, orderId)).manifest).toEqual({ total: 6, received: 6 });
  },
);
