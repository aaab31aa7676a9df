import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotMount, mountSmallDisk } from '../faults/small-disk.ts';
import { builtProgram } from '../processes/built.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';

/** A folder of the kernel: nobody, root included, can make a file in it. */
const readOnly = '/sys/linework';

let folder: TemporaryFolder;
let file: string;
beforeAll(async () => {
  folder = await temporaryFolder('unusable');
  file = path.join(folder.path, 'a-file');
  writeFileSync(file, 'not a folder');
  mkdirSync(path.join(folder.path, 'empty'));
});
afterAll(() => folder.remove());

type Ended = { readonly code: number; readonly said: string };
const run = (program: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [builtProgram(program), ...args], { timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, said: stdout + stderr }),
    );
  });

const station = (data: string) => run('station/browser.mjs', ['--port', '0', '--data', data]);
const office = (data: string) => run('office/main.mjs', ['--port', '0', '--data', data]);
const restore = (data: string) => run('office/cli.mjs', ['restore', '--from', folder.path, '--data', data]);
const backup = (to: string) => run('office/cli.mjs', ['backup', '--data', path.join(folder.path, 'empty'), '--to', to]);
const administrator = (data: string) => run('office/cli.mjs', ['admin', 'create', '--data', data]);

function expectSentences({ code, said }: Ended, zh: RegExp, en: RegExp): void {
  expect(said).toMatch(zh);
  expect(said).toMatch(en);
  expect(said).not.toMatch(/^\s+at |node:internal|"stack"/m);
  expect(code).toBe(1);
}

describe.each([
  ['the station', station],
  ['the office', office],
  ['restore', restore],
  ['backup', backup],
  ['admin create', administrator],
] as const)('%s says in a sentence why it cannot start', (_, start) => {
  it.skipIf(process.platform !== 'linux')('where nothing can be written', async () => {
    expectSentences(await start(readOnly), /不能写入.*--data/, /cannot be written to .*--data/);
  });
  it('where a file has the name', async () => {
    expectSentences(await start(file), /不是目录/, /is not a folder/);
  });
  it('where a file lies above it', async () => {
    expectSentences(await start(path.join(file, 'below')), /不是目录/, /is not a folder/);
  });
});

const why = cannotMount();
describe.skipIf(why !== null)(`on a full disk${why === null ? '' : ` (${why})`}`, () => {
  it.each([
    ['the station', station],
    ['the office', office],
  ] as const)('%s says so', async (_, start) => {
    const disk = mountSmallDisk(8);
    try {
      disk.fill(0);
      expectSentences(await start(path.join(disk.path, 'data')), /磁盘已满/, /disk is full/);
    } finally {
      disk.unmount();
    }
  });
});
