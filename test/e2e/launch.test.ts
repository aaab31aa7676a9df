import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { builtProgram } from '../processes/built.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';

type Launched = {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
};

let folder: TemporaryFolder;
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await folder?.remove();
});

async function launch(args: readonly string[]): Promise<Launched> {
  folder = await temporaryFolder('launch');
  const given = ['--no-open', '--data', path.join(folder.path, 'data'), ...args];
  const child = spawn(process.execPath, [builtProgram('launch/main.mjs'), ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'warn' },
  });
  running.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    out += String(part);
  });
  child.stderr.on('data', (part: Buffer) => {
    err += String(part);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, out: () => out, err: () => err, ended };
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

it('starts office and station, says so in one line that is true, and ends both on Ctrl-C', async () => {
  const [office, station] = [await freePort(), await freePort()];
  const started = await launch(['--empty', '--office-port', String(office), '--station-port', String(station)]);
  const line = await until('the ready line', () => /^linework ready office=(\S+) station=(\S+)$/m.exec(started.out()), {
    withinMs: 60_000,
  });
  expect(line.slice(1)).toEqual([`http://127.0.0.1:${office}`, `http://127.0.0.1:${station}`]);
  for (const words of ['tech1', 'disp1', 'rev1', 'admin1', 'linework', '?code='])
    expect(started.out()).toContain(words);
  expect((await http(`${line[1]}/healthz`)).status).toBe(200);
  expect((await http(`${line[2]}/call/session.state`, { method: 'POST' })).status).toBe(401);
  started.child.kill('SIGINT');
  expect(await started.ended).toBe(0);
  await expect(http(`${line[1]}/healthz`)).rejects.toThrow();
  await expect(http(`${line[2]}/`)).rejects.toThrow();
});

it('says which port is taken and how to choose another', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const started = await launch(['--office-port', String(port), '--station-port', String(await freePort())]);
  expect(await started.ended).toBe(1);
  expect(started.err()).toContain(`Port ${port} is taken; choose another with --office-port.`);
  taken.close();
});

it('ends with a message when one of its programs dies', async () => {
  const [office, station] = [await freePort(), await freePort()];
  const started = await launch(['--empty', '--office-port', String(office), '--station-port', String(station)]);
  await until('the ready line', () => started.out().includes('linework ready'), { withinMs: 60_000 });
  const pids = await childrenOf(started.child.pid ?? 0);
  expect(pids).toHaveLength(2);
  process.kill(Math.min(...pids), 'SIGKILL');
  expect(await started.ended).not.toBe(0);
  expect(started.err()).toContain('ended unexpectedly');
  await expect(http(`http://127.0.0.1:${station}/`)).rejects.toThrow();
});

/** The processes that it started. */
async function childrenOf(pid: number): Promise<number[]> {
  const ps = spawn('ps', ['-A', '-o', 'pid=,ppid=']);
  let text = '';
  for await (const part of ps.stdout) text += String(part);
  return text
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}
