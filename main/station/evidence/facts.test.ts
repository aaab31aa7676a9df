import { describe, expect, it } from 'vitest';
import { type AddArgument, factsOf } from './facts.ts';

const heardAt = Date.parse('2026-03-02T02:00:00.000Z');
const base: AddArgument = { orderId: '0'.repeat(26), slot: 'a.b.c', bytes: '', source: 'live' };
const silent = { takenAt: null, place: null, label: null };
const phone = { ...silent, takenAt: '2026-03-02T01:31:11.000Z' };

describe('when a picture was taken', () => {
  const taken = (given: Partial<AddArgument>, camera: Parameters<typeof factsOf>[1] = silent) =>
    factsOf({ ...base, ...given }, camera, heardAt).takenAt;

  it('live: when the shutter was pressed, by the station’s clock, however long the saving took', () => {
    expect(taken({})).toBe('2026-03-02T02:00:00.000Z');
    expect(taken({ takenAgoMs: 90_000 })).toBe('2026-03-02T01:58:30.000Z');
    expect(taken({ takenAgoMs: 90_000, takenAt: '2020-01-01T00:00:00.000Z' })).toBe('2026-03-02T01:58:30.000Z');
    expect(taken({ takenAt: '2026-03-02T01:59:00.000Z' })).toBe('2026-03-02T01:59:00.000Z');
  });
  it('a file: what its EXIF says; then the file’s own time; never by a shutter it had not', () => {
    expect(taken({ source: 'file', takenAt: '2026-03-02T01:59:00.000Z' }, phone)).toBe('2026-03-02T01:31:11.000Z');
    expect(taken({ source: 'file', takenAt: '2026-03-02T01:59:00.000Z' })).toBe('2026-03-02T01:59:00.000Z');
    expect(taken({ source: 'file', takenAgoMs: 5_000 })).toBe('2026-03-02T02:00:00.000Z');
    expect(taken({ source: 'file', takenAt: '2026-02-30T01:59:00.000Z' })).toBe('2026-03-02T02:00:00.000Z');
  });
});
