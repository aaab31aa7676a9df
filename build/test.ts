/**
 * `npm test`: everything, on a bare machine too. Keeps going after a failure, and ends with `N passed, N failed`.
 * `test.ts lint unit …` runs only these stages; `npm run check` is such a selection, and `npm run test:long` is the stage that nothing else runs.
 */
import path from 'node:path';
import { prepare } from './needs/prepare.ts';
import { root } from './root.ts';
import { commandStage } from './stages/command.ts';
import type { Outcome, Stage } from './stages/stage.ts';
import { summary } from './stages/summary.ts';
import { vitestStage } from './stages/vitest.ts';

const node = (...args: string[]) => [process.execPath, args] as const;
const script = (name: string) => ['--import', 'tsx', path.join(root, 'build', name)];
const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');

/** The machine's part, done when the first stage that needs it comes up. */
const needs: Stage = {
  name: 'needs',
  run: async () => {
    const { missing, withoutElectron } = await prepare();
    process.env.LINEWORK_WITHOUT_ELECTRON = withoutElectron ?? '';
    const notes = withoutElectron ? [...missing, `Electron tests are skipped: ${withoutElectron}`] : missing;
    return { passed: 0, failed: missing.length, skipped: 0, notes };
  },
};

const display = process.platform === 'linux' && !process.env.DISPLAY;
const virtualDisplay = ['xvfb-run', '-a', '--server-args=-screen 0 1600x1200x24'];

const stages: readonly Stage[] = [
  commandStage('lint', ...node(biome, 'check', '--error-on-warnings', '--max-diagnostics=60')),
  commandStage('types', ...node(...script('types.ts'))),
  commandStage('house', ...node(...script('check-house.ts'))),
  commandStage('forms', ...node(...script('check-forms.ts'), 'check')),
  needs,
  commandStage('build', ...node(...script('build.ts'))),
  vitestStage({ name: 'unit', projects: ['unit', 'renderer'], workers: 3 }),
  vitestStage({ name: 'scenario', projects: ['scenario'] }),
  // Real processes mostly wait for one another: two cores carry four files at a time.
  vitestStage({ name: 'sync', projects: ['sync'], workers: 4 }),
];

/** This stage repeats tests with as many runs as an acceptance asks for; it takes longer than a person waits for a commit. */
const long = vitestStage({
  name: 'long',
  projects: ['unit', 'sync', 'e2e'],
  files: [
    'forms/engine/derive.property.test.ts',
    'main/station/leaving/sweep.test.ts',
    'test/durability/damaged-files.test.ts',
    'test/durability/full-disk.test.ts',
    'test/durability/killed.test.ts',
    'test/durability/office-killed.test.ts',
    'test/e2e/fits.chromium.test.ts',
    'test/e2e/flows.chromium.test.ts',
    'test/e2e/hands.chromium.test.ts',
    'test/e2e/printed.test.ts',
    'test/e2e/refusals.chromium.test.ts',
    'test/e2e/screens.test.ts',
    'test/e2e/themes.chromium.test.ts',
    'test/e2e/workbench.test.ts',
    'test/faults/faults.test.ts',
    'test/sync/evidence-places.test.ts',
    'test/sync/kept-is-acceptable.test.ts',
    'test/sync/middle-box.test.ts',
    'test/sync/office-keeps-acceptable.test.ts',
    'test/sync/two-hundred-photos.test.ts',
  ],
  env: { LINEWORK_LONG: '1' },
});

/** After `needs`, which may have installed the virtual display. */
const ends = ['e2e', 'story'];
const endToEnd = (name: string): Stage => {
  const through = display && !process.env.LINEWORK_WITHOUT_ELECTRON ? virtualDisplay : [];
  // A browser waits for its office as often as it works; the story, which is held to seconds, has the machine to itself.
  return vitestStage({ name, projects: [name], through, ...(name === 'e2e' && { workers: 3 }) });
};

async function timed(stage: Stage): Promise<Outcome> {
  process.stdout.write(`\n── ${stage.name} ${'─'.repeat(70 - stage.name.length)}\n`);
  const started = Date.now();
  const counts = await stage.run();
  return { name: stage.name, ...counts, seconds: (Date.now() - started) / 1000 };
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => ![...stages.map((stage) => stage.name), long.name, ...ends].includes(name));
if (unknown.length > 0) throw new Error(`No stage ${unknown.join(', ')}`);

/** Stages that start built programs, and browsers. */
const onBuilt = ['scenario', 'sync', long.name, ...ends];
const prepared = chosen.some((name) => onBuilt.includes(name)) ? [...chosen, 'needs', 'build'] : chosen;
const isWanted = (name: string) => chosen.length === 0 || prepared.includes(name);

const outcomes: Outcome[] = [];
for (const stage of stages) {
  if (isWanted(stage.name)) outcomes.push(await timed(stage));
}
if (chosen.includes(long.name)) outcomes.push(await timed(long));
for (const name of ends) {
  if (isWanted(name)) outcomes.push(await timed(endToEnd(name)));
}

process.stdout.write(summary(outcomes));
process.exitCode = outcomes.some((outcome) => outcome.failed > 0) ? 1 : 0;
