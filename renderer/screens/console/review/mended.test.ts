import { describe, expect, it } from 'vitest';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { photoPairs } from './mended.ts';

const returnedAt = '2026-11-20T10:00:00.000Z';

function photo(
  unique: string,
  slot: string,
  takenAt: string,
  withdrawn: Partial<NonNullable<EvidenceItem['withdrawn']>> | null = null,
): EvidenceItem {
  return {
    id: `workOrder:o:evidence:${unique}`,
    slot,
    document: { takenAt } as EvidenceItem['document'],
    withdrawn:
      withdrawn === null
        ? null
        : { reasonCode: 'unclear', note: '', at: '2026-11-20T11:00:00.000Z', replacedBy: null, ...withdrawn },
    received: true,
  };
}
const before = '2026-11-20T09:00:00.000Z';
const after = '2026-11-20T11:00:00.000Z';
const ids = (pairs: ReturnType<typeof photoPairs>) =>
  pairs.map((pair) => [pair.before?.id.at(-1) ?? null, pair.after?.id.at(-1) ?? null]);

describe('photos side by side after rework', () => {
  it('shows the withdrawn one beside the one that replaced it', () => {
    const evidence = [
      photo('a', 'dropCable.laying.route', before, { replacedBy: 'workOrder:o:evidence:b' }),
      photo('b', 'dropCable.laying.route', after),
    ];
    expect(ids(photoPairs(evidence, 'dropCable.laying', returnedAt))).toEqual([['a', 'b']]);
  });

  it('pairs by slot where nobody named the replacement', () => {
    const evidence = [
      photo('a', 'dropCable.laying.route', before, {}),
      photo('b', 'dropCable.laying.entry', after),
      photo('c', 'dropCable.laying.route', after),
    ];
    expect(ids(photoPairs(evidence, 'dropCable.laying', returnedAt))).toEqual([
      ['a', 'c'],
      [null, 'b'],
    ]);
  });

  it('leaves out what was withdrawn before the return and what belongs to another step', () => {
    const evidence = [
      photo('a', 'dropCable.laying.route', before, { at: before }),
      photo('b', 'opticalTurnup.power.meter', after),
    ];
    expect(photoPairs(evidence, 'dropCable.laying', returnedAt)).toEqual([]);
  });

  it('a photo withdrawn without another stands alone', () => {
    expect(ids(photoPairs([photo('a', 'dropCable.laying.route', before, {})], 'dropCable.laying', returnedAt))).toEqual(
      [['a', null]],
    );
  });
});
