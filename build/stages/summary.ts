import type { Outcome } from './stage.ts';

/** The table of a run; its last line is the one that scripts read: `N passed, N failed[, N skipped]`. */
export function summary(outcomes: readonly Outcome[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const rows = outcomes.map(({ name, passed, failed, skipped, seconds }) =>
    [
      name.padEnd(10),
      ...[passed, failed, skipped].map((n) => String(n).padStart(8)),
      `${seconds.toFixed(0)} s`.padStart(8),
    ].join(''),
  );
  const head = ['stage'.padEnd(10), ...['passed', 'failed', 'skipped', 'time'].map((word) => word.padStart(8))].join(
    '',
  );
  const notes = outcomes.flatMap(({ name, notes: said }) => said.map((note) => `  ${name}: ${note}`));
  const skipped = sum('skipped');
  const last = `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return ['', head, ...rows, '', ...(notes.length > 0 ? [...notes, ''] : []), last, ''].join('\n');
}
