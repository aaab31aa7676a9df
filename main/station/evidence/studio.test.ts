import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { makePhoto } from '../../../test/builders/photo.ts';
import { openStudio, type Studio } from './studio.ts';

const strip = { number: 'HF-1', takenAt: '2026-03-02 09:20', where: '无定位', who: '陈志强', source: '现场拍摄' };
let studio: Studio;
afterEach(() => studio.close());

it('works in a thread of its own: this one keeps turning while a photo is made', async () => {
  studio = openStudio();
  const { bytes } = makePhoto(2);
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 5);
  const copies = await studio.make('copies', { picture: bytes, strip, settings: null });
  clearInterval(turning);
  expect(copies?.view.width).toBe(1600);
  expect(turns).toBeGreaterThan(10);
});

it('a thread that dies fails its jobs, and the next one gets a fresh thread', async () => {
  let started = 0;
  studio = openStudio(() => {
    started += 1;
    const dying = `require('node:worker_threads').parentPort.on('message', () => process.exit(3))`;
    const answering = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', ({ n }) => parentPort.postMessage({ n, value: null }))`;
    return new Worker(started === 1 ? dying : answering, { eval: true });
  });
  await expect(studio.make('copies', { picture: new Uint8Array(), strip, settings: null })).rejects.toThrow(
    'the thread ended with 3',
  );
  expect(await studio.make('copies', { picture: new Uint8Array(), strip, settings: null })).toBeNull();
});

it('a job that never ends is given up', async () => {
  studio = openStudio(() => new Worker('setInterval(() => {}, 1000)', { eval: true }), 300);
  await expect(studio.make('copies', { picture: new Uint8Array(), strip, settings: null })).rejects.toThrow(
    'longer than 300 ms',
  );
});
