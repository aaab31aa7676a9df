/** The process for pictures and reports beside a station in Node. Started by `fork-hand.ts`; ends with its station. */

import type { Asked } from './hand.ts';
import { serveJobs } from './serve-jobs.ts';

const take = serveJobs((message) => process.send?.(message), Number(process.argv[2]));
process.on('message', (asked: Asked) => take(asked));
process.on('disconnect', () => process.exit(0));
