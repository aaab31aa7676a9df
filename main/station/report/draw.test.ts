import { afterEach, expect, it } from 'vitest';
import type { Asked, StartHand } from '../evidence/hand.ts';
import { type JobName, jobs } from '../evidence/pictures/jobs.ts';
import { openStudio, type Studio } from '../evidence/studio.ts';
import { drawReport } from './draw.ts';
import { poppler } from './ink.ts';
import { sampleInput } from './sample-report.ts';

let studio: Studio;
afterEach(() => studio.close());

const killer = Uint8Array.of(0xff, 0xd8, 0xff, 0x66, 0x66);
const holdsKiller = ({ name, argument }: Asked): boolean => {
  const pictures: readonly (Uint8Array | null)[] =
    name === 'report'
      ? (argument as { input: ReturnType<typeof sampleInput> }).input.photos.map(({ picture }) => picture)
      : [(argument as { picture: Uint8Array }).picture];
  return pictures.some((picture) => picture !== null && Buffer.from(killer).equals(picture));
};

/** Does the real jobs, and ends over one picture as a decoder would that a picture breaks. */
const endsOverKiller =
  (ends: string[]): StartHand =>
  (heard, ended) => ({
    send: (asked) => {
      if (holdsKiller(asked)) {
        ends.push(asked.name);
        queueMicrotask(() => ended('the process ended with SIGSEGV'));
        return;
      }
      const job = jobs[asked.name as JobName] as (argument: unknown) => Promise<unknown>;
      void job(asked.argument).then(
        (value) => heard({ n: asked.n, value }),
        (error: unknown) => heard({ n: asked.n, error: String(error) }),
      );
    },
    hold: () => undefined,
    end: async () => undefined,
  });

it('is made without the photo that ends the process, whose hash stays and which is said to be unreadable', async () => {
  const ends: string[] = [];
  studio = openStudio(endsOverKiller(ends));
  const whole = sampleInput();
  expect(whole.photos.length).toBeGreaterThan(2);
  const [, second] = whole.photos;
  const photos = whole.photos.map((photo) => (photo === second ? { ...photo, picture: killer } : photo));
  const { bytes } = await drawReport(studio, { ...whole, photos });
  const text = poppler('pdftotext', bytes).replace(/\s+/g, '');
  expect(text.split('照片无法读取').length - 1).toBe(1);
  expect(text).toContain(second?.item.document.sha256.slice(0, 16));
  // Once with the others, once alone; the others are drawn once more, each in a process that lives.
  expect(ends).toEqual(['report', 'paper']);
});
