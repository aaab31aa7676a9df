import { limits } from './limits.ts';

/** Where the work went that was too much: the expression or the schema at hand when the budget ended, or so many events of the order itself. */
export type Spender = { readonly expression: string } | { readonly schema: object } | { readonly events: number };

/** Thrown out of the engine when a definition asks for more work than it may; the order that asked is broken, no other is. */
export class BudgetExceeded extends Error {
  readonly spender: Spender;
  /** the order type that asked; set by the call of the engine that it was evaluated in */
  definition: object | null = null;
  constructor(spender: Spender) {
    super('more work than an order type may ask for');
    this.name = 'BudgetExceeded';
    this.spender = spender;
  }
}

/** The words for a part that asked for more than an evaluation may have. */
export const tooMuchWork = 'takes more work than an evaluation may';

/** Every throw uses this one object: making an error costs a stack trace, and a loop that swallows errors throws one a round. */
export const exhausted = new Error('no steps left');

/** Steps that are left of the innermost budget. The engine is synchronous: there is one at a time. */
let left = Number.POSITIVE_INFINITY;

/** Counts work; throws `exhausted` when none is left. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw exhausted;
}

/** Has the budget at hand ended? The language swallows errors in some places, so that what it answers is asked too. */
export const isExhausted = (): boolean => left < 0;

/** Begins a budget inside the one at hand, which it never exceeds; `leave` gets what this answers. */
export function enter(steps: number): number {
  const outer = left;
  left = Math.min(steps, outer);
  return outer;
}

/** Ends the budget begun by `enter`: what it spent is spent outside too. */
export function leave(outer: number, steps: number): void {
  const begun = Math.min(steps, outer);
  left = outer - (begun - left);
}

/** Runs one call of the engine on a budget of its own. Throws `BudgetExceeded`, which names the order type. */
export function bounded<T>(definition: object | null, run: () => T, steps: number = limits.callSteps): T {
  const outer = enter(steps);
  try {
    return run();
  } catch (error) {
    if (error instanceof BudgetExceeded) error.definition ??= definition;
    throw error;
  } finally {
    leave(outer, steps);
  }
}

/** Runs what happens once in a process, whoever comes first: it is in nobody's budget, so that counts are the same everywhere. */
export function uncounted<T>(run: () => T): T {
  const outer = left;
  left = Number.POSITIVE_INFINITY;
  try {
    return run();
  } finally {
    left = outer;
  }
}

/** Steps that a call takes; for tests and measurements. */
export function stepsOfCall(run: () => unknown): number {
  const most = Number.MAX_SAFE_INTEGER;
  const outer = enter(most);
  const begun = left;
  try {
    run();
    return begun - left;
  } finally {
    leave(outer, most);
  }
}
