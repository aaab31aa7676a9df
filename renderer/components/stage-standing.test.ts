import { expect, it } from 'vitest';
import type { GateView } from '../../forms/engine/types.ts';
import { standingOf } from './stage-standing.ts';

const gate = (state: GateView['state']): GateView => ({
  key: 'power',
  state,
  code: 'gate.notMet',
  details: {},
  overridable: true,
  asked: true,
});

it('a stage that was left with its gate open says so until the gate is overridden or holds', () => {
  expect(standingOf({ state: 'gateOpen', gates: [gate('holds'), gate('refused')] })).toBe('gateOpen');
  expect(standingOf({ state: 'gateOpen', gates: [gate('holds'), gate('overridden')] })).toBe('overridden');
  expect(standingOf({ state: 'current', gates: [gate('overridden')] })).toBe('current');
  expect(standingOf({ state: 'passed', gates: [gate('overridden')] })).toBe('passed');
});
