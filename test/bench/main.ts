import { consolePages } from './console.ts';
import { engine } from './engine.ts';
import { evidence } from './evidence.ts';
import { firstSync } from './first-sync.ts';
import { fleet } from './fleet.ts';
import { flood } from './flood.ts';
import { manyMailboxes } from './mailboxes.ts';
import { pdf } from './pdf.ts';
import { photo } from './photo.ts';
import { printFigure, say } from './report-figure.ts';
import { save } from './save.ts';
import { start } from './start.ts';
import { storeCost } from './store-cost.ts';
import { wire } from './wire.ts';

const all = {
  wire,
  store: storeCost,
  evidence,
  save,
  pdf,
  photo,
  start,
  engine,
  console: consolePages,
  fleet,
  flood,
  mailboxes: manyMailboxes,
  'first-sync': firstSync,
} as const;

const at = process.argv.indexOf('--only');
const only = at < 0 ? null : (process.argv[at + 1] ?? '');
const chosen = Object.entries(all).filter(([name]) => only === null || name === only);
if (chosen.length === 0) {
  say(`no benchmark “${only}”; there are: ${Object.keys(all).join(', ')}`);
  process.exitCode = 2;
}
for (const [name, run] of chosen) {
  say(`bench: ${name}`);
  await run(printFigure);
}
