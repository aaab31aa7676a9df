/** For `rotation.test.ts`: lets the orders with an even number leave, and says on stdout how far it is. */
import { openTechnicianStore } from './technician-store.ts';

const [folder = '', ...leaving] = process.argv.slice(2);
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const store = await openTechnicianStore({ folder, now: Date.now, log, changed: quiet });
process.stdout.write('ready\n');
const done = await store.rotate(new Set(leaving), ['f'.repeat(64)], () => true);
process.stdout.write(`${done ? 'rotated' : 'called off'}\n`);
await store.close();
process.stdout.write('closed\n');
