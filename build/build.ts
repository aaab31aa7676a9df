/**
 * `npm run build`: bundles for Node and Electron by esbuild, the pages by vite, into `dist/`; only what is stale.
 *   --force       all of it
 *   --strict      an entry whose source is missing is an error (also with CI set)
 *   node|renderer only this half
 */
import { buildBundles } from './bundles.ts';
import { entries, type Half, halves, isThere, pages } from './entries.ts';
import { alone } from './lock.ts';
import { buildRenderer } from './renderer.ts';
import { isStale, sourceHash, writeStamp } from './stamp.ts';

const builders: Record<Half, () => Promise<void>> = { node: buildBundles, renderer: buildRenderer };

const args = process.argv.slice(2);
const strict = args.includes('--strict') || Boolean(process.env.CI);
const force = args.includes('--force');
const named = (Object.keys(halves) as Half[]).filter((half) => args.includes(half));
const wanted = named.length > 0 ? named : (Object.keys(halves) as Half[]);

function reportMissing(): boolean {
  const missing = [...entries.map((entry) => entry.source), ...pages].filter((source) => !isThere(source));
  for (const source of missing)
    process.stderr.write(`build: ${strict ? 'error' : 'warning'}: no ${source}, left out\n`);
  return missing.length > 0;
}

async function buildHalf(half: Half): Promise<void> {
  if (!force && !isStale(half)) return;
  if (half === 'renderer' && !pages.some(isThere)) return;
  const started = Date.now();
  const hash = sourceHash(half);
  await builders[half]();
  writeStamp(half, hash);
  process.stderr.write(`build: ${half} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

const someMissing = reportMissing();
if (someMissing && strict) process.exitCode = 1;
else
  await alone(async () => {
    for (const half of wanted) await buildHalf(half);
  });
