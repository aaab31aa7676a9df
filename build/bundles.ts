import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { type Entry, entries, isThere } from './entries.ts';
import { root } from './root.ts';

const forNode: BuildOptions = { format: 'esm', platform: 'node', target: 'node20', packages: 'external' };
const forPreload: BuildOptions = { format: 'cjs', platform: 'node', target: 'chrome130', external: ['electron'] };

/** Bundles our own code of each entry into one file; packages stay in node_modules, where native ones must be. */
export async function buildBundles(): Promise<void> {
  await Promise.all(entries.filter((entry) => isThere(entry.source)).map(buildEntry));
}

async function buildEntry({ source, output, preload }: Entry): Promise<void> {
  const target = path.join(root, output);
  const { outputFiles } = await build({
    ...(preload ? forPreload : forNode),
    absWorkingDir: root,
    entryPoints: [source],
    outfile: target,
    bundle: true,
    write: false,
    sourcemap: 'linked',
    legalComments: 'none',
    loader: { '.json': 'json' },
    logLevel: 'warning',
  });
  mkdirSync(path.dirname(target), { recursive: true });
  for (const file of outputFiles) {
    // Written aside and renamed: a process that starts meanwhile finds the old file or the new one, never a part.
    const aside = `${file.path}.${process.pid}.tmp`;
    writeFileSync(aside, file.contents);
    renameSync(aside, file.path);
  }
}
