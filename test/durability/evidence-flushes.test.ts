import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { cannotTrace } from './system-calls.ts';

const reason = cannotTrace();
let folder: TemporaryFolder;
let calls: readonly string[];

/** Where the first call like this stands, at or after `from`. */
const at = (what: RegExp, from = 0): number => calls.findIndex((call, n) => n >= from && what.test(call));
const fsync = (file: string): RegExp => new RegExp(`f(data)?sync\\(\\d+<[^>]*${file}>.*= 0`);

describe.skipIf(reason !== null)('a receipt is written behind the flush of what it promises', () => {
  beforeAll(async () => {
    folder = await temporaryFolder('settle');
    const trace = path.join(folder.path, 'trace');
    const what = 'trace=fsync,fdatasync,rename,renameat,renameat2,unlink,openat';
    const script = new URL('settle-run.ts', import.meta.url).pathname;
    const node = [process.execPath, '--import', 'tsx', script, folder.path];
    const ran = spawnSync('strace', ['-f', '-y', '-s', '300', '-e', what, '-o', trace, ...node], { encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    // A call that takes long stands in two lines: it is done at the second.
    const begun = new Map<string, string>();
    calls = readFileSync(trace, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, pid = '', text = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
        const open = text.split(' <unfinished ...>');
        if (open.length > 1) begun.set(pid, open[0] ?? '');
        const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)?.[1];
        if (open.length > 1) return [];
        return rest === undefined ? [text] : [`${begun.get(pid)}${rest}`];
      });
  });
  afterAll(() => folder.remove());

  it('of bytes that a killed office had not flushed', () => {
    const named = at(/^rename.*part-1"/);
    expect(named).toBeGreaterThan(0);
    expect(at(fsync('/part-1'))).toBeGreaterThan(0);
    expect(at(fsync('/part-1'))).toBeLessThan(named);
  });

  it('of every folder that was made for them', () => {
    for (const made of ['evidence', 'evidence/bytes', 'evidence/references'])
      expect(at(fsync(`/${made}`)), made).toBeGreaterThan(0);
  });

  it('of their name, which another upload gave them a moment ago', () => {
    const begun = at(/openat.*part-2".*O_CREAT/);
    expect(at(fsync('/evidence/bytes/[0-9a-f]{2}'), begun)).toBeGreaterThan(begun);
    expect(at(fsync('/evidence/bytes/[0-9a-f]{2}'), begun)).toBeLessThan(at(/^unlink.*part-2"/, begun));
  });

  it('of their name, which whoever was killed gave them', () => {
    const found = at(/openat.*\/found".*O_CREAT/);
    const database = 'work';
    const receipt = at(fsync(`/databases/${database}/\\d+\\.log`), found);
    const name = at(fsync('/evidence/bytes/[0-9a-f]{2}'), found);
    expect(name).toBeGreaterThan(found);
    expect(name).toBeLessThan(receipt);
  });
});
