/**
 * `npm run house`: what the compiler and the linter cannot see — layer boundaries with paths resolved, the names of
 * folders, a README in every room, and whether biome.json still carries the table of `layers.ts` (`--write` mends it).
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { biomeOverrides, refusals } from './layers.ts';
import { root } from './root.ts';

const houses = ['domain', 'forms', 'storage', 'bridge', 'main', 'renderer', 'sync-server', 'launch', 'build', 'test'];
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
/** Folders of texts are named by their language, as BCP 47 writes it. */
const locale = /^[a-z]{2}-[A-Z]{2}$/;
/** An effect ends with what it answers, and new browsers answer a promise where older ones answer nothing: the whole page is lost then. */
const answersOfElement = /use(Layout)?Effect\(\(\) => [\w.]*\.current\b/;
const banned = /^(utils?|helpers?|common|misc|shared)$/;

interface Folder {
  readonly name: string;
  readonly files: readonly string[];
}

function foldersOf(name: string): Folder[] {
  const absolute = path.join(root, name);
  if (!existsSync(absolute)) return [];
  const entries = readdirSync(absolute, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return [
    { name, files },
    ...entries.filter((entry) => entry.isDirectory()).flatMap((entry) => foldersOf(`${name}/${entry.name}`)),
  ];
}

function readBiome(): { overrides?: object[] } {
  return JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8')) as { overrides?: object[] };
}

/** The overrides of biome.json that are generated: those that speak of imports. */
const isGenerated = (override: object) => JSON.stringify(override).includes('noRestrictedImports');

function checkBiome(): string[] {
  const config = readBiome();
  const kept = (config.overrides ?? []).filter((override) => !isGenerated(override));
  const wanted = [...biomeOverrides(), ...kept];
  if (isDeepStrictEqual(wanted, config.overrides)) return [];
  if (!process.argv.includes('--write'))
    return ['biome.json: not the table of build/layers.ts (npm run house -- --write)'];
  writeFileSync(path.join(root, 'biome.json'), `${JSON.stringify({ ...config, overrides: wanted }, null, 2)}\n`);
  return [];
}

function checkFolder({ name, files }: Folder): string[] {
  const said: string[] = [];
  const last = path.posix.basename(name);
  const sources = files.filter((file) => /\.(tsx?|css)$/.test(file));
  if (!kebab.test(last) && !locale.test(last)) said.push(`${name}: folder names are kebab-case`);
  if (banned.test(last)) said.push(`${name}: say what it holds; "${last}" says nothing`);
  const isRoom = !name.includes('/') || sources.some((file) => /\.tsx?$/.test(file));
  if (isRoom && !files.includes('README.md')) said.push(`${name}: no README.md`);
  for (const file of sources) {
    const stem = file.replace(/\..*$/, '');
    if (!kebab.test(file)) said.push(`${name}/${file}: file names are kebab-case`);
    if (banned.test(stem)) said.push(`${name}/${file}: say what it holds; "${stem}" says nothing`);
    if (!/\.tsx?$/.test(file)) continue;
    const source = readFileSync(path.join(root, name, file), 'utf8');
    for (const refusal of refusals(`${name}/${file}`, source)) said.push(`${name}/${file}: ${refusal}`);
    if (answersOfElement.test(source))
      said.push(`${name}/${file}: an effect answers what an element answers; put its body in braces`);
  }
  return said;
}

function reportSizes(folders: readonly Folder[]): void {
  const lengths = folders
    .flatMap(({ name, files }) => files.filter((f) => /\.tsx?$/.test(f)).map((f) => path.join(root, name, f)))
    .map((file) => readFileSync(file, 'utf8').split('\n').length - 1)
    .sort((a, b) => a - b);
  const at = (share: number) => lengths[Math.floor((lengths.length - 1) * share)] ?? 0;
  process.stdout.write(`${lengths.length} files, median ${at(0.5)} lines (aim ≤ 90), p90 ${at(0.9)} (aim ≤ 250)\n`);
}

const folders = houses.flatMap(foldersOf);
const said = [...checkBiome(), ...folders.flatMap(checkFolder)];
for (const line of said) process.stdout.write(`${line}\n`);
reportSizes(folders);
process.stdout.write(said.length === 0 ? 'house: in order\n' : `house: ${said.length} to mend\n`);
process.exitCode = said.length === 0 ? 0 : 1;
