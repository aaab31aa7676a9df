import type { ASTNode } from '@marcbachmann/cel-js';
import { exhausted, spend } from './budget.ts';
import { limits } from './limits.ts';
import { matchesGiven, matchesKnown, patternError } from './pattern.ts';

/**
 * The interpreter of the language counts nothing. Its checked tree has in every node the function that runs it, so that what can multiply
 * work is counted there: a round of a loop by the size of its body, an operator or a call by the size of what it is given.
 */
type Node = ASTNode & {
  /** set by the type check: what an operator or call does with the values of its parts */
  handle?: (...given: unknown[]) => unknown;
  evaluate?: (evaluator: unknown, node: unknown, context: unknown) => unknown;
  readonly meta: {
    readonly alternate?: Node;
    readonly macro?: Readonly<Record<string, unknown>>;
    readonly evaluate?: unknown;
  };
};

type Walk = { nodes: number; readonly problem: (text: string) => void };

/**
 * Makes a checked tree count its steps. Returns what one run costs before any data is known: the steps with every branch taken, and every
 * loop's body once for each element that stands in the text. `problem` is told what no budget would ever allow: loops too deep, a literal
 * pattern that cannot be run.
 */
export function countSteps(ast: ASTNode, problem: (text: string) => void): number {
  const walk: Walk = { nodes: 0, problem };
  const steps = visit(ast as Node, walk, 0);
  if (walk.nodes > limits.expressionNodes)
    problem(`the expression has ${walk.nodes} parts, ${limits.expressionNodes} are allowed`);
  if (steps > limits.expressionSteps) problem(`needs at least ${steps} steps, ${limits.expressionSteps} are allowed`);
  return steps;
}

/** Steps of one run of the node, as far as its own text says; everything that counts is wrapped on the way. */
function visit(node: Node, walk: Walk, loops: number): number {
  walk.nodes += 1;
  if (node.op === 'value') return 0;
  const { alternate, macro } = node.meta;
  if (alternate !== undefined) return visit(alternate, walk, loops);
  if (macro !== undefined) return 1 + sum(Object.values(macro).filter(isOtherNode(node)), walk, loops);
  switch (node.op as string) {
    case 'comprehension':
      return visitLoop(node, walk, loops);
    case '||':
    case '&&': {
      const parts = node.args as unknown as readonly Node[];
      const steps = 1 + sum(parts, walk, loops);
      if (loops > 0 && parts[0] !== undefined) meterErrors(parts[0], 0);
      return steps;
    }
    case '==':
    case '!=':
    case 'in':
    case '+':
      meter(node, operatorCost[node.op as keyof typeof operatorCost]);
      return 1 + sum(node.args as unknown as readonly Node[], walk, loops);
    case 'call': {
      const [, given] = node.args as unknown as readonly [string, readonly Node[]];
      if (given.length > 0) meterCall(node);
      return 1 + sum(given, walk, loops);
    }
    case 'rcall': {
      const [method, receiver, given] = node.args as unknown as readonly [string, Node, readonly Node[]];
      if (method === 'matches') meterMatches(node, walk, given[0]);
      else meterCall(node);
      return 1 + sum([receiver, ...given], walk, loops);
    }
    default:
      return 1 + sum(partsOf(node.args), walk, loops);
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value;
const isOtherNode =
  (self: Node) =>
  (value: unknown): value is Node =>
    isNode(value) && value !== self;

function partsOf(args: unknown): readonly Node[] {
  if (Array.isArray(args)) return args.flatMap(partsOf);
  return isNode(args) ? [args] : [];
}

const sum = (nodes: readonly Node[], walk: Walk, loops: number): number =>
  nodes.reduce((total, node) => total + visit(node, walk, loops), 0);

type Loop = { readonly iterable: Node; readonly init: Node; step: Node };

function visitLoop(node: Node, walk: Walk, loops: number): number {
  const { iterable, init, step } = node.args as unknown as Loop;
  if (loops === limits.nestedLoops) walk.problem(`loops stand more than ${limits.nestedLoops} deep inside one another`);
  const before = visit(iterable, walk, loops) + visit(init, walk, loops);
  const body = visit(step, walk, loops + 1);
  meterErrors(step, body);
  return before + body * (iterable.op === 'list' ? iterable.args.length : 1);
}

/**
 * Counts each run of a node, and what it throws: the language swallows errors in loops and in front of `||` and `&&`, and puts the
 * expression's text into each.
 */
function meterErrors(node: Node, steps: number): void {
  const run = runnerOf(node);
  const whenThrown = 100 + (node.input.length >> 2);
  node.evaluate = (evaluator, _, context) => {
    spend(steps);
    try {
      return run(evaluator, node, context);
    } catch (error) {
      spend(whenThrown);
      throw error;
    }
  };
}

/** The function that runs a node; the node's own function would take the place of ours at its first run. */
function runnerOf(node: Node): NonNullable<Node['evaluate']> {
  if (Object.hasOwn(node, 'evaluate')) return node.evaluate as NonNullable<Node['evaluate']>;
  const { alternate, macro, evaluate } = node.meta;
  const target = (alternate ?? macro) as { evaluate: NonNullable<Node['evaluate']> } | undefined;
  if (target !== undefined) return (evaluator, _, context) => target.evaluate(evaluator, target, context);
  return evaluate as NonNullable<Node['evaluate']>;
}

type Cost = (left: unknown, right: unknown) => void;

/** Values are compared as deep as they go; adding makes a new text or list of both. */
const operatorCost = {
  '==': (left, right) => {
    if (typeof left === 'object' && typeof right === 'object') spendDeep(left);
    else if (typeof left === 'string') spend(left.length >> 6);
  },
  '!=': (left, right) => {
    if (typeof left === 'object' && typeof right === 'object') spendDeep(left);
    else if (typeof left === 'string') spend(left.length >> 6);
  },
  in: (left, list) => {
    if (!Array.isArray(list)) return;
    spend(list.length);
    if (typeof left === 'object') spendDeep(list);
  },
  '+': (left, right) => {
    if (typeof left === 'string' && typeof right === 'string') {
      if (left.length + right.length > limits.madeText) overMuch();
      spend((left.length + right.length) >> 6);
    } else if (Array.isArray(left) && Array.isArray(right)) spend((left.length + right.length) >> 2);
    else if (isBytes(left) && isBytes(right)) spend((left.length + right.length) >> 4);
  },
} satisfies Record<string, Cost>;

function overMuch(): never {
  spend(Number.MAX_SAFE_INTEGER);
  throw exhausted;
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

function meter(node: Node, cost: Cost): void {
  const { handle } = node;
  if (handle === undefined) return;
  // A number or word written out is never large, and nothing is compared deeper than it.
  const [left, right] = node.args as unknown as readonly [Node, Node];
  if (node.op !== 'in' && [left, right].some((one) => one.op === 'value' && typeof one.args !== 'string')) return;
  node.handle = (a, b, ...rest) => {
    if (typeof a === 'object' || typeof a === 'string' || typeof b === 'object') cost(a, b);
    return handle(a, b, ...rest);
  };
}

/** 0.1 to 0.2 ms: twenty of these fill a screen's frame. */
const zonedSteps = 4_000;
/** Finding which function of a name fits the values. */
const callSteps = 3;
/** Calls that cost more than a node: making and reading texts of times and spans. */
const dearCalls: Readonly<Record<string, number | undefined>> = {
  __proto__: null as never,
  addMonths: 40,
  addDays: 40,
  startOfMonth: 40,
  localDate: 40,
  dayOfMonth: 10,
  monthOf: 10,
  daysBetween: 10,
  isBefore: 10,
  timestamp: 10,
  duration: 50,
  json: 20,
};

/** Functions whose work goes by the size of what they are given, and how far they look into it. */
function meterCall(node: Node): void {
  const { handle } = node;
  if (handle === undefined) return;
  const [name] = node.args as unknown as readonly [string];
  const dear = dearCalls[name] ?? callSteps;
  node.handle = (given, ...rest) => {
    // A part of a time in a named zone is read out of a text that the host makes anew each time.
    spend(name.startsWith('get') && (given as readonly unknown[]).length > 1 ? zonedSteps : dear);
    for (const one of given as readonly unknown[])
      if (typeof one === 'object' || typeof one === 'string') spendFor(one);
    const made = handle(given, ...rest);
    if (typeof made === 'string' && made.length > limits.madeText) overMuch();
    return made;
  };
}

function spendFor(value: unknown): void {
  if (typeof value === 'string') spend(value.length >> 3);
  else if (Array.isArray(value)) {
    spend(value.length);
    for (const one of value) if (typeof one === 'string') spend(one.length >> 3);
  } else if (isBytes(value)) spend(value.length >> 3);
  else if (value !== null) spend(sizeOf(value as object));
}

function sizeOf(map: object): number {
  let size = 1;
  for (const _ in map) size += 1;
  return size;
}

/** Walks over a value as comparing does, a step an element; parts that stand in it many times count as often. */
function spendDeep(value: unknown): void {
  spend(typeof value === 'string' ? 1 + (value.length >> 6) : 1);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const one of value) spendDeep(one);
  else for (const key in value) spendDeep((value as Readonly<Record<string, unknown>>)[key]);
}

/** The language says RE2; the library would run a pattern of its host, which goes back. */
function meterMatches(node: Node, walk: Walk, pattern: Node | undefined): void {
  const written = pattern?.op === 'value' && typeof pattern.args === 'string';
  const error = written ? patternError(pattern.args as string) : null;
  if (error !== null) walk.problem(error);
  const matches = written ? matchesKnown : matchesGiven;
  node.handle = (given) => {
    const [text, wanted] = given as readonly unknown[];
    if (typeof text !== 'string' || typeof wanted !== 'string') throw new Error('matches() takes texts');
    return matches(wanted, text);
  };
}
