import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePhoto, makeSmallPhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, openField } from './field.ts';

/** The process that decodes pictures is killed under a running station, as a system short of memory does. */
let field: Field;
let station: FieldStation;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
});
afterAll(() => field.close());

const slot = 'opticalTurnup.onu.label';
const add = (orderId: string, bytes: Buffer, requestKey: string) =>
  station.ask('evidence.add', { orderId, slot, bytes: bytes.toString('base64'), source: 'live', requestKey });

/** Processes whose parent is this one, by Linux's own table. */
const childrenOf = (parent: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/stat`, 'utf8')
            .replace(/^.*\) /s, '')
            .split(' ')[1] === String(parent)
        );
      } catch {
        return false;
      }
    });

it.skipIf(process.platform !== 'linux')(
  'two photos at once, killed in between: each is kept or said, and the next one is taken by a fresh process',
  async () => {
    const first = await field.accepted(station);
    expect(await add(first, makeSmallPhoto(1).bytes, 'first')).toMatchObject({ ok: true });
    for (let round = 0; round < 4; round += 1) {
      const orderId = await field.accepted(station);
      const asked = [0, 1].map((i) => add(orderId, makePhoto(10 * round + i).bytes, `round-${round}-${i}`));
      const pid = await until('a process for pictures', () => childrenOf(station.program().pid)[0] ?? null);
      // Each round kills at another moment of the work: no answer tells how far a picture has come.
      await new Promise((resolve) => setTimeout(resolve, round * 120));
      process.kill(pid, 'SIGKILL');
      const answers = await Promise.all(asked);
      const refusals = answers.filter((answer) => !answer.ok);
      for (const one of refusals) expect(one).toMatchObject({ problem: { code: 'evidence.decoderDied' } });
      // Only the one that was at hand.
      expect(refusals.length).toBeLessThanOrEqual(1);
      // Tried again under the same key, as the screen does: kept once.
      for (const i of [0, 1])
        expect(await add(orderId, makePhoto(10 * round + i).bytes, `round-${round}-${i}`)).toMatchObject({ ok: true });
      expect(childrenOf(station.program().pid)).not.toContain(pid);
      expect((await station.view(orderId)).evidence).toHaveLength(2);
    }
    await station.synchronised();
    expect(station.program().isAlive()).toBe(true);
  },
  120_000,
);
