import { type ASTNode, Environment, EvaluationError, ParseError, type ParseResult } from '@marcbachmann/cel-js';
import type { Json } from '../../domain/documents/base.ts';
import { BudgetExceeded, enter, isExhausted, leave, spend, uncounted } from './budget.ts';
import { registerAll, withoutNoise } from './expression-functions.ts';
import { countSteps } from './expression-steps.ts';
import { limits } from './limits.ts';

/** What an expression may name at its root; see the head of types.ts. `row` is the row at hand in the columns of a `rows` field. */
export const roots = [
  'order',
  'settings',
  'fields',
  'steps',
  'evidence',
  'children',
  'facts',
  'value',
  'row',
  'item',
  'now',
] as const;
export type Scope = { readonly [K in (typeof roots)[number]]?: unknown };

/** `known: false`: something it needs is not there yet, or the expression does not fit the values. The caller has the policy. */
export type Outcome = { readonly known: true; readonly value: Json } | { readonly known: false };

const unknown: Outcome = { known: false };
/** How deep stacks are taken is the host's word, of V8; the engine has no host's types. */
const errors = Error as unknown as { stackTraceLimit: number };

/** Roots that are no maps: a value, an item of a list, the moment at which an answer is given (in bounds only). */
const open: ReadonlySet<string> = new Set(['value', 'item', 'now']);

const environment = registerAll(
  roots.reduce(
    (made, name) => made.registerVariable(name, open.has(name) ? 'dyn' : 'map'),
    new Environment({
      enableOptionalTypes: true,
      homogeneousAggregateLiterals: false,
      limits: { maxAstNodes: limits.expressionNodes, maxDepth: limits.expressionDepth },
    }),
  ),
);

type Compiled = { readonly run: ParseResult; readonly steps: number } | { readonly error: string };

/** Expressions come from definitions, so there are some hundreds of them; each is parsed once. The workbench brings one a keystroke. */
const cache = new Map<string, Compiled>();

const tooLong: Compiled = { error: `longer than ${limits.expressionLength} characters` };

function compile(text: string): Compiled {
  if (text.length > limits.expressionLength) return tooLong;
  const found = cache.get(text);
  if (found !== undefined) return found;
  const made = uncounted(() => compileFresh(text));
  if (cache.size >= limits.expressionsKept) cache.clear();
  cache.set(text, made);
  return made;
}

function compileFresh(text: string): Compiled {
  try {
    const run = environment.parse(text);
    const checked = run.check();
    if (!checked.valid) return { error: sentence(checked.error) };
    let error: string | null = null;
    const steps = countSteps(run.ast, (found) => {
      error ??= found;
    });
    return error === null ? { run, steps } : { error };
  } catch (error) {
    return { error: sentence(error) };
  }
}

/** The first line of an error of the language, with the position (1-based character) where it has one. */
function sentence(error: unknown): string {
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const position =
    error instanceof ParseError || error instanceof EvaluationError
      ? error.node?.pos
      : (error as { node?: { pos?: number } } | undefined)?.node?.pos;
  return position === undefined ? text : `${text} (at character ${position + 1})`;
}

/** Null when the expression is well formed, else what is wrong and where. */
export function expressionError(text: string): string | null {
  // Parsing goes by the text's length.
  spend(Math.min(text.length, limits.expressionLength));
  const compiled = compile(text);
  return 'error' in compiled ? compiled.error : null;
}

/**
 * Evaluates. Whole numbers of the language come back as JSON numbers, decimals without binary noise. Throws `BudgetExceeded` when it takes
 * more steps than an expression may, or than are left of the call it belongs to; nothing else makes it throw.
 */
export function evaluate(text: string, scope: Scope): Outcome {
  // Only a definition that was stored before there was this limit has one.
  if (text.length > limits.expressionLength) throw new BudgetExceeded({ expression: text });
  const outer = enter(limits.expressionSteps);
  const traced = errors.stackTraceLimit;
  // The language throws when something is not known yet, in loops once a row; making the stack traces would be most of the work.
  errors.stackTraceLimit = 0;
  let outcome = unknown;
  try {
    const compiled = compile(text);
    if (!('error' in compiled)) {
      spend(compiled.steps);
      const value = toJson(compiled.run(scope));
      if (value !== undefined) outcome = { known: true, value };
    }
  } catch {
    // Not known yet (a missing key, a comparison with null): an expected outcome, see the policy in types.ts.
  }
  errors.stackTraceLimit = traced;
  const exceeded = isExhausted();
  leave(outer, limits.expressionSteps);
  if (exceeded) throw new BudgetExceeded({ expression: text });
  return outcome;
}

/** A condition; `otherwise` where it is not known or no boolean. */
export function isTrue(condition: string | boolean | undefined, scope: Scope, otherwise: boolean): boolean {
  if (typeof condition !== 'string') return condition ?? otherwise;
  const outcome = evaluate(condition, scope);
  return outcome.known && typeof outcome.value === 'boolean' ? outcome.value : otherwise;
}

/** A value, null where it is not known. */
export function resultOf(expression: string | undefined, scope: Scope): Json {
  if (expression === undefined) return null;
  const outcome = evaluate(expression, scope);
  return outcome.known ? outcome.value : null;
}

export function numberOf(expression: string | undefined, scope: Scope): number | null {
  const value = resultOf(expression, scope);
  return typeof value === 'number' ? value : null;
}

export function textOf(expression: string | undefined, scope: Scope): string | null {
  const value = resultOf(expression, scope);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Making an object again costs some microseconds, as much as these steps of an expression, and each of its members as much as those. */
const objectSteps = 8;
const memberSteps = 4;

function toJson(raw: unknown): Json | undefined {
  spend(1);
  if (raw === null || typeof raw === 'boolean' || typeof raw === 'string') return raw;
  if (typeof raw === 'bigint') return Number(raw);
  if (typeof raw === 'number') return Number.isFinite(raw) ? withoutNoise(raw) : undefined;
  if (raw instanceof Date) return raw.toISOString();
  if (Array.isArray(raw)) return whole(raw.map(toJson));
  if (typeof raw !== 'object' || raw === undefined) return undefined;
  const entries =
    raw instanceof Map
      ? [...raw.entries()]
      : Object.getPrototypeOf(raw) === Object.prototype || Object.getPrototypeOf(raw) === null
        ? Object.entries(raw)
        : null;
  if (entries === null) return undefined;
  spend(objectSteps + memberSteps * entries.length);
  const values = whole(entries.map(([, value]) => toJson(value)));
  return values === undefined
    ? undefined
    : Object.fromEntries(entries.map(([key], index) => [String(key), values[index] ?? null]));
}

const whole = (list: readonly (Json | undefined)[]): readonly Json[] | undefined =>
  list.includes(undefined) ? undefined : (list as readonly Json[]);

/**
 * The paths that an expression names, as far as they are written out: `steps.dropCable.laying.metres` → those four words. A computed
 * index (`order.resources[k]`) ends the path; a literal one is a word of it.
 */
export function pathsIn(text: string): readonly (readonly string[])[] {
  const tree = treeOf(text);
  return tree === null ? [] : pathsBelow(tree);
}

/** The parsed tree of an expression; null where it is not well formed. */
export function treeOf(text: string): ASTNode | null {
  const compiled = compile(text);
  return 'error' in compiled ? null : compiled.run.ast;
}

/** The paths that a part of an expression names, as `pathsIn` tells them. */
export function pathsBelow(node: ASTNode): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  collect(node, found);
  return found;
}

function collect(node: ASTNode, found: (readonly string[])[]): void {
  const path = pathOf(node);
  if (path !== null) {
    found.push(path);
    indices(node, found);
    return;
  }
  for (const child of childrenOf(node.args)) collect(child, found);
}

/** Inside a path only computed indices can name other paths. */
function indices(node: ASTNode, found: (readonly string[])[]): void {
  if (node.op === '[]' || node.op === '[?]') {
    if (node.args[1].op !== 'value') collect(node.args[1], found);
    indices(node.args[0], found);
  } else if (node.op === '.' || node.op === '.?') indices(node.args[0], found);
}

function pathOf(node: ASTNode): readonly string[] | null {
  if (node.op === 'id') return [node.args];
  if (node.op === '.' || node.op === '.?') {
    const before = pathOf(node.args[0]);
    return before === null ? null : before.at(-1) === '*' ? before : [...before, node.args[1]];
  }
  if (node.op === '[]' || node.op === '[?]') {
    const before = pathOf(node.args[0]);
    if (before === null) return null;
    const index = node.args[1];
    if (before.at(-1) === '*') return before;
    return [...before, index.op === 'value' && typeof index.args === 'string' ? index.args : '*'];
  }
  return null;
}

function childrenOf(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf);
  return typeof args === 'object' && args !== null && 'op' in args ? [args as ASTNode] : [];
}
