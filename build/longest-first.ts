import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute and more, the longest first. What is not here goes behind them, as vitest has it. */
const long = [
  'test/e2e/screens.test.ts',
  'test/e2e/flows.chromium.test.ts',
  'test/e2e/viewfinder.chromium.test.ts',
  'test/e2e/ends.chromium.test.ts',
  'test/e2e/hands.chromium.test.ts',
  'test/e2e/themes.chromium.test.ts',
  'test/e2e/fits.chromium.test.ts',
  'test/sync/middle-box.test.ts',
  'test/faults/faults.test.ts',
  'test/sync/evidence-places.test.ts',
  'test/durability/damaged-files.test.ts',
  'test/sync/new-office.test.ts',
  'test/sync/photos.test.ts',
  'test/sync/gates.test.ts',
  'test/durability/full-disk.test.ts',
  'test/durability/killed.test.ts',
  'sync-server/backup/backup.test.ts',
  'sync-server/couchdb/foreign-answers.test.ts',
  'sync-server/evidence/foreign-answers.test.ts',
];

/** A long file that begins last keeps one worker busy while the others have nothing left. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
