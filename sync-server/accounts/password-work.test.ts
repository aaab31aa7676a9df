import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { mostWaiting, openPasswordWork } from './password-work.ts';

it('does one at a time, those who are known before strangers, strangers in turn by their address', async () => {
  const during = openPasswordWork();
  const done: string[] = [];
  let running = 0;
  const ask = (name: string, isKnown: boolean, address: string) =>
    during({ isKnown, address }, async () => {
      running += 1;
      expect(running).toBe(1);
      await turn();
      running -= 1;
      done.push(name);
    });
  const flood = Array.from({ length: 5 }, (_, n) => ask(`flood${n}`, false, '192.0.2.1'));
  const other = ask('stranger', false, '192.0.2.2');
  const known = ask('known', true, 'a');
  await Promise.all([...flood, other, known]);
  expect(done).toEqual(['flood0', 'known', 'flood1', 'stranger', 'flood2', 'flood3', 'flood4']);
});

it('takes no more than it can do within ten seconds, and says for how long', async () => {
  const during = openPasswordWork();
  const strangers = Array.from({ length: mostWaiting + 100 }, (_, n) =>
    during({ isKnown: false, address: `192.0.2.${n % 250}` }, turn),
  );
  const known = await during({ isKnown: true, address: 'a' }, async () => 'done');
  expect(known).toEqual({ ok: true, value: 'done' });
  const answers = await Promise.all(strangers);
  const busy = answers.flatMap((one) => (one.ok ? [] : one.problem));
  // The first is taken to last 0.1 s: 101 within ten seconds, one of them under way.
  expect(busy).toHaveLength(mostWaiting + 100 - 102);
  expect(busy[0]).toMatchObject({ code: 'session.busy', details: { seconds: 11 } });
  expect((await during({ isKnown: false, address: 'b' }, async () => 'again')).ok).toBe(true);
});

it('goes on after a work that failed', async () => {
  const during = openPasswordWork();
  const asker = { isKnown: false, address: 'a' };
  await expect(during(asker, () => Promise.reject(new Error('the thread died')))).rejects.toThrow('died');
  expect(await during(asker, async () => 1)).toEqual({ ok: true, value: 1 });
});
