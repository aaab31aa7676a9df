import { expect, it } from 'vitest';
import type { EventKind } from '../../domain/documents/event.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { reportOccasion } from './report-occasion.ts';

const told = (...kinds: readonly EventKind[]): Pick<OrderFold, 'history'> => ({
  history: kinds.map((kind, i) => ({ event: { _id: `${i}`, kind }, applied: true, late: false })) as never,
});

it.each([
  ['the first', ['assigned', 'started', 'signedOff'], 'first'],
  ['a second press', ['assigned', 'signedOff', 'reportMade'], 'again'],
  ['by another crew', ['assigned', 'signedOff', 'reportMade', 'handedOver', 'assigned'], 'handedOver'],
  ['by another crew, and again by it', ['reportMade', 'assigned', 'reportMade'], 'again'],
  ['for rework', ['assigned', 'signedOff', 'reportMade', 'completed'], 'rework'],
] as const)('a report made now is %s', (_, kinds, occasion) => {
  expect(reportOccasion(told(...kinds), null)).toBe(occasion);
});

it('of a report made before is told from what came before it, not after', () => {
  const fold = told('assigned', 'signedOff', 'reportMade', 'completed', 'reportMade');
  expect(reportOccasion(fold, '2')).toBe('first');
  expect(reportOccasion(fold, '4')).toBe('rework');
});
