import { expect, it } from 'vitest';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { BudgetExceeded, bounded, stepsOfCall } from './budget.ts';
import { limits } from './limits.ts';
import { mergeStep } from './merge.ts';

const idOf = (n: number): string => `s${String(n).padStart(6, '0')}`;
const submission = (n: number, supersedes: readonly string[], fields: Readonly<Record<string, number>>) =>
  ({
    _id: idOf(n),
    type: 'submission',
    step: 'a.b',
    createdBy: 'a',
    supersedes,
    fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }])),
    time: { at: '2026-11-01T00:00:00.000Z', uptimeMs: 1, bootId: 'b' },
  }) as unknown as SubmissionDocument;

const many = (count: number, make: (n: number) => SubmissionDocument) =>
  Array.from({ length: count }, (_, n) => make(n));

it.each([
  [
    'thousands that know of ten, each with fields of its own',
    many(3_000, (n) => submission(n, n < 10 ? [] : [idOf(n % 10)], { [`f${n}`]: n, [`g${n}`]: 1 })),
  ],
  [
    'heads on a long chain',
    many(3_000, (n) => submission(n, n === 0 ? [] : [idOf(Math.min(n, 1_500) - 1)], { f: n, g: 1 })),
  ],
  [
    'lists that name everything',
    many(3_000, (n) =>
      submission(
        n,
        Array.from({ length: Math.min(n, 1_000) }, (_, k) => idOf(n - 1 - k)),
        { f: n },
      ),
    ),
  ],
])('a merge is bounded: %s', (_what, given) => {
  expect(() => bounded(null, () => mergeStep('a.b', given, {}))).toThrow(BudgetExceeded);
});

it('costs what people submit nearly nothing', () => {
  const life = many(60, (n) => submission(n, n === 0 ? [] : [idOf(n - 1)], { f: n, g: 1 }));
  const two = [...life, submission(100, [idOf(40)], { f: 1 }), submission(101, [idOf(40)], { g: 2 })];
  expect(stepsOfCall(() => mergeStep('a.b', two, {}))).toBeLessThan(limits.callSteps / 1_000);
});
