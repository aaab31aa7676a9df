/** One measured figure. `baseline`: the alternative in the same run; `ratio` = value / baseline. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
  readonly baseline?: number;
  readonly [more: string]: unknown;
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

export type Report = (figure: Figure) => void;

/** One JSON object a line on stdout. */
export const printFigure: Report = ({ name, value, unit, n, baseline, ...more }) => {
  const compared = baseline === undefined ? null : rounded(baseline);
  const ratio = baseline === undefined || baseline === 0 ? null : rounded(value / baseline);
  process.stdout.write(
    `${JSON.stringify({ name, value: rounded(value), unit, baseline: compared, ratio, n, ...more })}\n`,
  );
};

export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The smallest value that at least `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
