/**
 * Loaded before a program (`NODE_OPTIONS=--import …`): whatever gives or takes a name in the file system is refused at first, as where a
 * virus scanner has the file open: `LINEWORK_HELD_TIMES` times for each name, by turns with EPERM, EBUSY and EACCES. For good with a
 * number that nobody reaches.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const times = Number(process.env.LINEWORK_HELD_TIMES ?? 2);
const codes = ['EPERM', 'EBUSY', 'EACCES'];
const refusals = new Map();
let told = 0;

for (const name of ['rename', 'rm', 'unlink', 'mkdir', 'copyFile']) {
  const free = fs.promises[name];
  fs.promises[name] = async (...given) => {
    const key = `${name} ${String(given[0])}`;
    const count = refusals.get(key) ?? 0;
    if (count < times) {
      refusals.set(key, count + 1);
      told += 1;
      throw Object.assign(new Error(`${codes[count % 3]}: held, ${name}`), { code: codes[count % 3], syscall: name });
    }
    refusals.delete(key);
    return free(...given);
  };
}
syncBuiltinESMExports();

process.on('exit', () => {
  if (process.env.LINEWORK_HELD_COUNT) fs.writeFileSync(process.env.LINEWORK_HELD_COUNT, String(told));
});
