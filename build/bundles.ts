import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile } from 'esbuild';
import { beside, leaveOut } from './bundled-packages.ts';
import { type Entry, entries, isThere } from './entries.ts';
import { root } from './root.ts';

/**
 * What is imported on first use (`await import`) becomes a part beside the bundle. Without parts the packages that such a module imports
 * stand at the head of the bundle, and every start loads them (the office: S3's SDK, the demo's canvas).
 */
const inParts: BuildOptions = { splitting: true, chunkNames: 'part-[name]-[hash]' };
const forNode: BuildOptions = { format: 'esm', platform: 'node', target: 'node20', packages: 'external' };
const forPreload: BuildOptions = { format: 'cjs', platform: 'node', target: 'chrome130', external: ['electron'] };
const withPackages: BuildOptions = {
  ...forNode,
  ...inParts,
  packages: 'bundle',
  external: [...beside],
  // A program holds its text for as long as it runs, comments and indents too. Names stay, so that a stack says where it was.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 240,
  plugins: [leaveOut],
  // What packages `require` of Node itself, inside an ES module.
  banner: {
    js: "import { createRequire as requireOfBundle } from 'node:module'; const require = requireOfBundle(import.meta.url);",
  },
};

/** A running program may still want a part of the build it was started from. */
const partLivesMs = 24 * 3_600_000;

/** One file for each entry; packages stay in node_modules, but for the programs that say `withPackages`. */
export async function buildBundles(): Promise<void> {
  const built = await Promise.all(entries.filter((entry) => isThere(entry.source)).map(buildEntry));
  dropOldParts(new Set(built.flatMap(({ outputFiles }) => outputFiles.map((file) => file.path))));
}

/** The packages that a bundle expects in node_modules. */
export async function packagesBeside(entry: Entry): Promise<string[]> {
  const { outputs } = (await bundle(entry)).metafile;
  const left = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
  const names = left.map((one) => one.path.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? '');
  // Optional ones that packages try to `require` are not there for us either.
  return [...new Set(names)].filter((name) => name !== '' && !isBuiltin(name) && isThere(`node_modules/${name}`));
}

function optionsFor({ preload, withPackages: whole, parts }: Entry): BuildOptions {
  if (preload) return forPreload;
  if (whole) return withPackages;
  return parts ? { ...forNode, ...inParts } : forNode;
}

function bundle(entry: Entry): Promise<{ outputFiles: OutputFile[]; metafile: Metafile }> {
  const { dir, name, ext } = path.parse(entry.output);
  return build({
    ...optionsFor(entry),
    absWorkingDir: root,
    entryPoints: [{ in: entry.source, out: name }],
    outdir: path.join(root, dir),
    outExtension: { '.js': ext },
    bundle: true,
    write: false,
    metafile: true,
    sourcemap: 'linked',
    legalComments: 'none',
    loader: { '.json': 'json' },
    logLevel: 'warning',
  });
}

async function buildEntry(entry: Entry): Promise<{ readonly outputFiles: readonly OutputFile[] }> {
  const built = await bundle(entry);
  // Parts first: a program that starts meanwhile finds all that its file names.
  for (const file of built.outputFiles.toSorted((a, b) => Number(isPart(b.path)) - Number(isPart(a.path)))) {
    mkdirSync(path.dirname(file.path), { recursive: true });
    // Written aside and renamed: a process that starts meanwhile finds the old file or the new one, never a part.
    const aside = `${file.path}.${process.pid}.tmp`;
    writeFileSync(aside, file.path.endsWith('js') ? inAscii(file.text) : file.contents);
    renameSync(aside, file.path);
  }
  return built;
}

/**
 * Writes the characters that esbuild leaves as they are, those of regular expressions, by their numbers: one character beyond Latin-1 and
 * the engine holds the whole text with two bytes a character. Columns of the source map are off behind such a place, to the end of its line.
 */
const inAscii = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const isPart = (file: string) => path.basename(file).startsWith('part-');

function dropOldParts(fresh: ReadonlySet<string>): void {
  const folders = new Set(entries.map(({ output }) => path.join(root, path.dirname(output))));
  for (const folder of folders) {
    if (!isThere(path.relative(root, folder))) continue;
    for (const name of readdirSync(folder).filter(isPart)) {
      const file = path.join(folder, name);
      if (!fresh.has(file) && Date.now() - statSync(file).mtimeMs > partLivesMs) rmSync(file);
    }
  }
}
