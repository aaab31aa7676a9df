/** What the tests need of the machine: there, installed where we may, or missing with the command that would help. */
import { spawnSync } from 'node:child_process';
import { setUpRuntime } from '../electron-runtime/setup.ts';
import { root } from '../root.ts';
import { aptCommand, aptInstall, hasCommand } from './apt.ts';
import { locateChromium } from './chromium.ts';
import { electronLibraries, locateElectron, runtimeFolder } from './electron.ts';

export interface Readiness {
  /** What is missing and makes the run fail, each with its remedy. */
  readonly missing: readonly string[];
  /** Why the Electron tests are skipped; undefined when they run. */
  readonly withoutElectron: string | undefined;
}

interface Need {
  readonly name: string;
  readonly packages: readonly string[];
  readonly met: () => boolean;
}

const needs: readonly Need[] = [
  { name: 'a Chromium', packages: ['chromium', 'fonts-noto-cjk'], met: () => locateChromium() !== undefined },
  // Printed pages and widths of words are judged with it: a machine may have a Chromium and no such font.
  { name: 'a Chinese font', packages: ['fonts-noto-cjk'], met: () => process.platform !== 'linux' || hasChineseFont() },
  { name: 'poppler', packages: ['poppler-utils'], met: () => ['pdftotext', 'pdffonts', 'pdftoppm'].every(hasCommand) },
  { name: 'strace', packages: ['strace'], met: () => process.platform !== 'linux' || hasCommand('strace') },
];

export async function prepare(): Promise<Readiness> {
  const missing: string[] = [];
  for (const need of needs) {
    if (need.met()) continue;
    aptInstall(need.packages);
    if (!need.met()) missing.push(`${need.name} is missing: ${aptCommand(need.packages)}`);
  }
  return { missing, withoutElectron: await prepareElectron() };
}

/** A reason, where Electron cannot be had. */
async function prepareElectron(): Promise<string | undefined> {
  if (!locateElectron(root)) {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      return 'the runtime for tests exists for linux-x64 only';
    process.stdout.write('fetching an Electron runtime for the tests (200 MB, once)\n');
    try {
      await setUpRuntime(runtimeFolder());
    } catch (error) {
      return `the runtime could not be set up: ${(error as Error).message.split('\n')[0]}`;
    }
  }
  const display = ['xvfb', 'xauth'];
  if (!process.env.DISPLAY && process.platform === 'linux' && !hasCommand('xvfb-run')) {
    if (!aptInstall(display)) return `no display and no xvfb-run: ${aptCommand(display)}`;
  }
  const starts = () => process.platform !== 'linux' || lacksNoLibrary(locateElectron(root) ?? '');
  if (!starts()) aptInstall(electronLibraries);
  return starts() ? undefined : `libraries are missing: ${aptCommand(electronLibraries)}`;
}

function hasChineseFont(): boolean {
  const said = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return said.status === 0 && said.stdout.trim() !== '';
}

function lacksNoLibrary(executable: string): boolean {
  const said = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return said.status === 0 && !said.stdout.includes('not found');
}
