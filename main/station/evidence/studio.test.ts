import { spawn } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { hugePng } from '../../../test/builders/huge-picture.ts';
import { makePhoto, makeSmallPhoto } from '../../../test/builders/photo.ts';
import { forkHandUpTo } from './fork-hand.ts';
import type { StartHand } from './hand.ts';
import { openStudio, type Studio, StudioEnded } from './studio.ts';

const strip = { number: 'HF-1', takenAt: '2026-03-02 09:20', where: '无定位', who: '陈志强', source: '现场拍摄' };
const nothing = { picture: new Uint8Array(), strip, settings: null };
/** From source a process translates every module first; on a machine that does other things too that takes its time, ms. */
const startsSlowly = 60_000;
let studio: Studio;
afterEach(() => studio.close());

/** A process that does as the program says; its answers are not heard. */
const ofProgram =
  (program: string): StartHand =>
  (heard, ended) => {
    const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const gone = new Promise<void>((resolve) =>
      child.once('exit', (code, signal) => {
        resolve();
        ended(`the process ended with ${signal ?? code}`);
      }),
    );
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (line) => heard(JSON.parse(String(line))));
    return {
      send: (asked) => void child.stdin.write(`${JSON.stringify({ n: asked.n })}\n`),
      hold: () => undefined,
      end: async () => {
        child.kill('SIGKILL');
        await gone;
      },
    };
  };
const dies = ofProgram(`process.stdin.once('data', () => process.exit(3))`);
const answers = ofProgram(
  `process.stdin.on('data', (d) => console.log(JSON.stringify({ n: JSON.parse(d).n, value: null })))`,
);

it(
  'works in a process of its own: this one keeps turning, and stays small, while photos are made',
  async () => {
    studio = openStudio();
    const { bytes } = makeSmallPhoto(2);
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 5);
    const taken = await studio.make('intake', { base64: bytes.toString('base64') });
    if (!taken.ok) throw new Error(taken.problem.code);
    expect(Buffer.from(taken.value.bytes).equals(bytes)).toBe(true);
    const copies = await studio.make('copies', { picture: taken.value.bytes, strip, settings: null });
    clearInterval(turning);
    expect(copies.ok && copies.value.view.width).toBe(800);
    expect(turns).toBeGreaterThan(10);
  },
  startsSlowly,
);

it(
  'a picture of some hundred bytes that claims 400 megapixels is refused by what it claims',
  async () => {
    studio = openStudio();
    const bytes = hugePng(20_000, 20_000);
    expect(bytes.length).toBeLessThan(50_000);
    expect(await studio.make('intake', { base64: bytes.toString('base64') })).toMatchObject({
      ok: false,
      problem: { code: 'evidence.tooManyPixels', details: { width: 20_000, height: 20_000 } },
    });
  },
  startsSlowly,
);

it('a process that dies fails its jobs, and the next one gets a fresh process', async () => {
  let started = 0;
  studio = openStudio((heard, ended) => {
    started += 1;
    return (started === 1 ? dies : answers)(heard, ended);
  });
  const failed = studio.make('copies', nothing);
  await expect(failed).rejects.toThrow('the process ended with 3');
  await expect(failed).rejects.toBeInstanceOf(StudioEnded);
  expect(await studio.make('copies', nothing)).toBeNull();
});

it('a process that dies over one picture takes no other with it', async () => {
  let started = 0;
  studio = openStudio((heard, ended) => {
    started += 1;
    return (started === 1 ? dies : answers)(heard, ended);
  });
  const [killer, ...others] = await Promise.allSettled([1, 2, 3].map(() => studio.make('copies', nothing)));
  expect(killer).toMatchObject({ status: 'rejected', reason: expect.any(StudioEnded) });
  expect(others).toEqual([
    { status: 'fulfilled', value: null },
    { status: 'fulfilled', value: null },
  ]);
  expect(started).toBe(2);
});

it("waiting behind others counts as no job's own slowness", async () => {
  const slowly = ofProgram(
    `let last = Promise.resolve();
    process.stdin.on('data', (d) => { for (const line of String(d).trim().split('\\n')) last = last.then(() => new Promise((done) => setTimeout(() => {
      console.log(JSON.stringify({ n: JSON.parse(line).n, value: null })); done();
    }, 400))); });`,
  );
  studio = openStudio(slowly, 1_500);
  expect(await Promise.all(Array.from({ length: 6 }, () => studio.make('copies', nothing)))).toHaveLength(6);
});

it('a closed one makes nothing, and starts no process', async () => {
  let started = 0;
  studio = openStudio((heard, ended) => {
    started += 1;
    return answers(heard, ended);
  });
  const asked = Promise.allSettled([1, 2].map(() => studio.make('copies', nothing)));
  await studio.close();
  expect(await asked).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  studio.warm();
  await expect(studio.make('copies', nothing)).rejects.toBeInstanceOf(StudioEnded);
  expect(started).toBe(1);
});

it('a job that never ends is given up, and its process with it', async () => {
  studio = openStudio(ofProgram('setInterval(() => {}, 1000)'), 300);
  await expect(studio.make('copies', nothing)).rejects.toMatchObject({ why: 'slow' });
});

it('a process that nobody wants for a while is let go; the next job starts another', async () => {
  let ends = 0;
  studio = openStudio(
    (heard, ended) =>
      answers(heard, (how) => {
        ends += 1;
        ended(how);
      }),
    5_000,
    50,
  );
  await studio.make('copies', nothing);
  await expect.poll(() => ends).toBe(1);
  expect(await studio.make('copies', nothing)).toBeNull();
});

it(
  'a process that grows beyond what it may ends itself',
  async () => {
    studio = openStudio(forkHandUpTo(1_000_000));
    const picture = makePhoto(1).bytes;
    await expect(studio.make('copies', { picture, strip, settings: null })).rejects.toThrow(
      'the process ended with 70',
    );
  },
  startsSlowly,
);
