import { describe, expect, it } from 'vitest';
import { summary } from './summary.ts';
import { count } from './vitest.ts';

const report = (testResults: Parameters<typeof count>[0]['testResults'], numPassedTests = 1) => ({
  numPassedTests,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
});

describe('count', () => {
  it('counts failed tests by name', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a' },
      { status: 'failed', fullName: 'b' },
    ];
    expect(count(report([{ name: 'x.test.ts', status: 'failed', assertionResults }]), false)).toMatchObject({
      passed: 1,
      failed: 1,
      notes: ['b'],
    });
  });

  it('counts a file that could not be loaded', () => {
    expect(count(report([{ name: 'x.test.ts', status: 'failed', assertionResults: [] }]), false).failed).toBe(1);
  });

  it('counts an error outside any test', () => {
    expect(count(report([]), false).failed).toBe(1);
    expect(count(report([]), true).failed).toBe(0);
  });
});

describe('summary', () => {
  const outcome = { name: 'unit', passed: 3, failed: 1, skipped: 0, seconds: 2, notes: ['b'] };

  it('ends with the line that scripts read, alone', () => {
    expect(summary([outcome]).split('\n').slice(-2)).toEqual(['3 passed, 1 failed', '']);
  });

  it('adds what was skipped', () => {
    expect(
      summary([{ ...outcome, skipped: 2 }])
        .trimEnd()
        .split('\n')
        .at(-1),
    ).toBe('3 passed, 1 failed, 2 skipped');
  });
});
