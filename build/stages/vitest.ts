import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../root.ts';
import { succeeds } from './command.ts';
import type { Outcome, Stage } from './stage.ts';

type Counts = Omit<Outcome, 'name' | 'seconds'>;

/** The part of vitest's JSON report that is read. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

interface VitestOptions {
  readonly name: string;
  readonly projects: readonly string[];
  /** Only these test files; else all of the projects. */
  readonly files?: readonly string[];
  /** Files at a time, where two are not what fits. */
  readonly workers?: number;
  /** Put before the command, e.g. `xvfb-run -a`. */
  readonly through?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const notesShown = 25;

export function vitestStage({ name, projects, files = [], workers, through = [], env = {} }: VitestOptions): Stage {
  return {
    name,
    run: async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'linework-test-'));
      const file = path.join(folder, 'report.json');
      const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
      const [command = '', ...args] = [
        ...through,
        process.execPath,
        vitest,
        'run',
        '--passWithNoTests',
        ...files,
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ];
      const own = workers === undefined ? {} : { LINEWORK_TEST_WORKERS: String(workers) };
      const good = await succeeds(command, args, { ...process.env, ...own, ...env });
      const counts = existsSync(file)
        ? count(JSON.parse(readFileSync(file, 'utf8')) as VitestReport, good)
        : nothing(name, good);
      rmSync(folder, { recursive: true, force: true });
      return counts;
    },
  };
}

/** A file that could not be loaded, and an error outside any test, are failures too though no test says so. */
export function count(report: VitestReport, good: boolean): Counts {
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName);
    return status === 'failed' && failed.length === 0 ? [`${path.relative(root, name)} did not run`] : failed;
  });
  if (!good && failures.length === 0) failures.push('an error outside any test, see above');
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: failures.length > notesShown ? [...failures.slice(0, notesShown), `… ${failures.length} in all`] : failures,
  };
}

function nothing(name: string, good: boolean): Counts {
  return good
    ? { passed: 0, failed: 0, skipped: 0, notes: ['no tests yet'] }
    : { passed: 0, failed: 1, skipped: 0, notes: [`${name} ended without a report`] };
}
