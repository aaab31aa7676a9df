import type { Environment } from '@marcbachmann/cel-js';
import { type Filled, isEmpty } from './empty.ts';
import { timeFunctions } from './expression-time.ts';

/** A decimal computed in binary carries noise around the 16th digit; a limit of 98.1 must not refuse 98.1. */
export const withoutNoise = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(12));

function toNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) return Number(value);
  throw new Error('not a number');
}

const numbers = (list: unknown): readonly number[] => {
  if (!Array.isArray(list)) throw new Error('not a list');
  return list.map(toNumber);
};

const keysOf = (keys: unknown): readonly string[] => (Array.isArray(keys) ? keys.map(String) : []);
const isTicked = (map: unknown, key: string): boolean =>
  typeof map === 'object' && map !== null && Object.hasOwn(map, key) && (map as Filled)[key] === true;

const roundTo = (value: number, digits: number): number => {
  const factor = 10 ** digits;
  return Math.round(withoutNoise(value * factor)) / factor;
};

/** The functions of Linework's expressions beside CEL's own; README.md is their reference. Every one answers at once and changes nothing. */
export const functions: readonly {
  readonly signature: string;
  readonly run: (...given: readonly unknown[]) => unknown;
}[] = [
  { signature: 'num(dyn): double', run: toNumber },
  { signature: 'present(dyn): bool', run: (value) => !isEmpty(value) },
  { signature: 'orElse(dyn, dyn): dyn', run: (value, otherwise) => (isEmpty(value) ? otherwise : value) },
  { signature: 'count(dyn): double', run: count },
  { signature: 'allTrue(dyn, list): bool', run: (map, keys) => keysOf(keys).every((key) => isTicked(map, key)) },
  { signature: 'missingOf(dyn, list): list', run: (map, keys) => keysOf(keys).filter((key) => !isTicked(map, key)) },
  {
    signature: 'sum(dyn): double',
    run: (list) => withoutNoise(numbers(list).reduce((total, value) => total + value, 0)),
  },
  { signature: 'least(dyn, dyn): double', run: (a, b) => Math.min(toNumber(a), toNumber(b)) },
  { signature: 'most(dyn, dyn): double', run: (a, b) => Math.max(toNumber(a), toNumber(b)) },
  { signature: 'abs(dyn): double', run: (value) => Math.abs(toNumber(value)) },
  { signature: 'round(dyn, int): double', run: (value, digits) => roundTo(toNumber(value), toNumber(digits)) },
  { signature: 'round1(dyn): double', run: (value) => roundTo(toNumber(value), 1) },
  { signature: 'round2(dyn): double', run: (value) => roundTo(toNumber(value), 2) },
  { signature: 'within(dyn, dyn, dyn): bool', run: (value, min, max) => atLeast(value, min) && atLeast(max, value) },
  { signature: 'atLeast(dyn, dyn): bool', run: atLeast },
  { signature: 'atMost(dyn, dyn): bool', run: (value, max) => atLeast(max, value) },
  ...timeFunctions,
];

function atLeast(value: unknown, min: unknown): boolean {
  return withoutNoise(toNumber(value)) >= withoutNoise(toNumber(min));
}

/** Of a list its length; of a map how many entries are neither false nor empty. */
function count(value: unknown): number {
  if (isEmpty(value)) return 0;
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null)
    return Object.values(value).filter((item) => item !== false && !isEmpty(item)).length;
  throw new Error('neither list nor map');
}

const arithmetic: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
];

/** Numbers that come from JSON are doubles and literals like `90` are ints; CEL refuses to mix them, people do not. */
export function registerAll(environment: Environment): Environment {
  for (const { signature, run } of functions) environment.registerFunction(signature, run);
  for (const [operator, run] of arithmetic) {
    const mixed = (a: unknown, b: unknown): number => run(Number(a), Number(b));
    environment.registerOperator(`double ${operator} int`, mixed);
    environment.registerOperator(`int ${operator} double`, mixed);
  }
  environment.registerOperator('double % double', (a: number, b: number) => a % b);
  return environment;
}
