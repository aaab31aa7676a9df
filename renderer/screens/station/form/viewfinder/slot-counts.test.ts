import { describe, expect, it } from 'vitest';
import type { EvidenceItem, PhotoSlotState } from '../../../../../forms/engine/types.ts';
import { countSlots, isComplete, nextWanted } from './slot-counts.ts';

const slot = (key: string, required = true): PhotoSlotState => ({
  key,
  slot: `drop.photos.${key}`,
  definition: { key, max: 3, allowFile: true },
  relevant: true,
  required,
  count: 0,
});
const item = (id: string, key: string, isWithdrawn = false) =>
  ({ id, slot: `drop.photos.${key}`, withdrawn: isWithdrawn ? {} : null }) as EvidenceItem;

const slots = [slot('start'), slot('extra', false), slot('route'), slot('entry')];

describe('what a step still wants', () => {
  it('counts what stands, what was just added once, and not what was replaced', () => {
    const evidence = [item('a', 'start'), item('b', 'start', true), item('c', 'route')];
    const counted = countSlots(slots, evidence, [
      { evidenceId: 'c', slot: 'drop.photos.route', replaces: null },
      { evidenceId: 'd', slot: 'drop.photos.start', replaces: 'a' },
      { evidenceId: 'e', slot: 'drop.photos.entry', replaces: null },
      { evidenceId: 'f', slot: 'drop.photos.entry', replaces: 'e' },
    ]);
    expect(counted.map(({ count }) => count)).toEqual([1, 0, 1, 1]);
    expect(isComplete(counted)).toBe(true);
  });
  it('goes on to the next that is required and empty, and round', () => {
    const counted = countSlots(slots, [item('c', 'route')], []);
    expect(nextWanted(counted, 'drop.photos.start')?.key).toBe('entry');
    expect(nextWanted(counted, 'drop.photos.entry')?.key).toBe('start');
    expect(isComplete(counted)).toBe(false);
  });
  it('is content when all have one, and never goes on to the slot where it stands', () => {
    const all = countSlots(slots, [item('a', 'start'), item('c', 'route'), item('d', 'entry')], []);
    expect(nextWanted(all, 'drop.photos.route')).toBeNull();
    expect(nextWanted(countSlots([slot('start')], [], []), 'drop.photos.start')).toBeNull();
  });
});
