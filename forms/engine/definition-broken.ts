import type { Json } from '../../domain/documents/base.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { BudgetExceeded, type Spender, tooMuchWork } from './budget.ts';
import { expressionsOf } from './definition-expressions.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { schemasOf } from './definition-schemas.ts';
import { offsetOfPath } from './json-path.ts';
import { layOut, lineAt, readJsonText } from './json-text.ts';
import type { OrderTypeDefinition } from './types.ts';

/** Where the budget ended, as a problem of the definition. */
export function problemOfSpender(definition: OrderTypeDefinition, spender: Spender): DefinitionProblem {
  const path =
    'expression' in spender
      ? expressionsOf(definition).find(({ text }) => text === spender.expression)?.path
      : 'schema' in spender
        ? schemasOf(definition).find(({ schema }) => schema === spender.schema)?.path
        : undefined;
  return { path: path ?? '', fault: 'tooMuchWork', reason: tooMuchWork };
}

/** The problem of an order whose definition cannot be run, with the place in the definition. */
export function definitionBroken(
  definition: Pick<OrderTypeDefinition, 'key' | 'version'>,
  { path, fault, reason }: DefinitionProblem,
): Problem {
  const { key: orderType, version } = definition;
  const where = [path, reason].filter(Boolean).join(': ');
  return problem('order.definitionBroken', { orderType, version, line: lineOf(definition, path), where, fault });
}

/**
 * The problem of an order that threw while it was evaluated: its definition asked for too much, its events are too tangled, or it holds
 * data that this release cannot read. Unreadable data is a fault of ours or damage; the caller logs it.
 */
export function orderBroken(error: unknown): Problem {
  if (error instanceof BudgetExceeded && 'events' in error.spender)
    return problem('order.tangled', { events: error.spender.events });
  if (!(error instanceof BudgetExceeded) || error.definition === null) return problem('order.unreadable');
  const definition = error.definition as OrderTypeDefinition;
  return definitionBroken(definition, problemOfSpender(definition, error.spender));
}

/** Runs a call of the engine; that it asked for too much comes back as the problem to show. */
export function tried<T>(run: () => T): Result<T> {
  try {
    return ok(run());
  } catch (error) {
    if (error instanceof BudgetExceeded) return refused(orderBroken(error));
    throw error;
  }
}

const lines = new WeakMap<object, Map<string, number>>();

/** The line of a path in the text as the workbench shows it. */
function lineOf(definition: object, path: string): number {
  const known = lines.get(definition) ?? new Map<string, number>();
  lines.set(definition, known);
  const found = known.get(path);
  if (found !== undefined) return found;
  const text = layOut(definition as unknown as Json);
  const read = readJsonText(text);
  const line = read.ok ? lineAt(text, offsetOfPath(read.node, path)) : 1;
  known.set(path, line);
  return line;
}
