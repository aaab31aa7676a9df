/** Writes each kind of file of this folder once and says what it wrote (`held-file.test.ts`). */
import { join } from 'node:path';
import { openDurableStore, replaceStore } from './durable-store.ts';
import { codeOf, writeFlushed } from './flushed-file.ts';
import { lockFolder } from './folder-lock.ts';
import { openJournal } from './journal.ts';
import { openReserve } from './reserve.ts';

const [folder = ''] = process.argv.slice(2);
const done: string[] = [];

try {
  await writeFlushed(join(folder, 'file.json'), '{}');
  await writeFlushed(join(folder, 'file.json'), '{"again":true}');
  done.push('written');

  const journal = await openJournal(join(folder, 'journal', 'log'), { compactAbove: 100 });
  for (let n = 0; n < 40; n += 1) await journal.append([{ mark: { key: 'n', value: n } }]);
  // Compacted again and again: its file has another name each time, and the last line must be in the one that stays.
  if (journal.size() < 2_000) done.push('journal');
  await journal.close();

  const lock = await lockFolder(join(folder, 'locked'));
  if (lock.ok) await lock.value.release();
  done.push('locked');

  const reserve = openReserve({ path: join(folder, 'reserve'), bytes: 1_048_576, whenBelow: Number.MAX_SAFE_INTEGER });
  await reserve.renew();
  if (await reserve.giveUp()) done.push('reserve');

  const at = join(folder, 'stores', 'store');
  const { store } = await openDurableStore(at, { now: Date.now });
  await store.close();
  const { store: fresh } = await replaceStore(at, Date.now, 'a test');
  await fresh.close();
  done.push('aside');
  process.stdout.write(`${done.join(' ')}\n`);
} catch (error) {
  process.stdout.write(`refused ${codeOf(error)}\n`);
}
