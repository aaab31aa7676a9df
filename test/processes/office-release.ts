import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from '../../build/root.ts';
import { builtProgram } from './built.ts';

/** One change to the source of a release: in this file, this text becomes that one. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

/**
 * Builds the office as another release of it would be, with one source text changed, and answers the program's path. It lies one
 * folder below `dist/`, as every bundle does.
 * @throws when the text to be changed is not in the file
 */
export async function buildOfficeRelease(name: string, change: Change): Promise<string> {
  const target = path.join(root, change.file);
  let changed = false;
  const plugin: Plugin = {
    name: 'one-change',
    setup: (bundler) => {
      bundler.onLoad({ filter: /\.ts$/ }, async (given) => {
        if (given.path !== target) return undefined;
        const source = await readFile(target, 'utf8');
        changed = source.includes(change.from);
        return { contents: source.replace(change.from, change.to), loader: 'ts' };
      });
    },
  };
  const outfile = builtProgram(`${name}/main.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ['sync-server/main.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins: [plugin],
  });
  if (!changed) throw new Error(`${change.file} does not say: ${change.from}`);
  return outfile;
}

/** The office with a rule that is wrong: it refuses every note longer than 20 characters. The program that is built as it stands mends it. */
export const buildNarrowOffice = (): Promise<string> =>
  buildOfficeRelease('office-narrow', {
    file: 'domain/documents/event.ts',
    from: 'noted: z.strictObject({ text: z.string().min(1).max(2000) })',
    to: 'noted: z.strictObject({ text: z.string().min(1).max(20) })',
  });
