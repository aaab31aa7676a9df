/** The process for pictures and reports beside the shell's station: a second utility process, which hears the station by a port of its own. */

import type { Asked } from '../station/evidence/hand.ts';
import { serveJobs } from '../station/evidence/serve-jobs.ts';

process.parentPort.once('message', ({ ports: [port] }) => {
  if (!port) throw new Error('the station gave no port');
  const take = serveJobs((message) => port.postMessage(message));
  port.on('message', ({ data }) => take(data as Asked));
  port.on('close', () => process.exit(0));
  port.start();
});
