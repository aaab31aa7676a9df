/** A window of power, dBm; both bounds belong to it (NORMS §2). Below `warnBelow` and inside the window the verdict is a warning. */
export type PowerWindow = {
  readonly min: number | null;
  readonly max: number | null;
  readonly warnBelow?: number | null;
};

export type Verdict = 'pass' | 'warn' | 'fail' | 'none';

/** −27.0 and −8.0 pass on GPON B+, −27.1 and −7.9 fail. Without any bound there is no verdict. */
export function verdictIn(window: PowerWindow, value: number): Verdict {
  if (window.min === null && window.max === null) return 'none';
  if (window.min !== null && value < window.min) return 'fail';
  if (window.max !== null && value > window.max) return 'fail';
  return window.warnBelow != null && value < window.warnBelow ? 'warn' : 'pass';
}
