import { describe, expect, it } from 'vitest';
import { emptyWindow, readWindow, typedWindow } from './window-field.tsx';

describe('a typed time window', () => {
  it('is read as it was stored', () => {
    const window = {
      start: new Date('2026-11-20T09:00:00').toISOString(),
      end: new Date('2026-11-20T11:30:00').toISOString(),
    };
    expect(typedWindow(window)).toEqual({ day: '2026-11-20', from: '09:00', to: '11:30' });
    expect(readWindow(typedWindow(window))).toEqual(window);
  });

  it('is none while it is incomplete, and wrong when it ends before it starts', () => {
    expect(readWindow(emptyWindow)).toBeNull();
    expect(readWindow({ day: '2026-11-20', from: '09:00', to: '' })).toBeNull();
    expect(readWindow({ day: '2026-11-20', from: '11:00', to: '11:00' })).toBe('wrong');
  });

  it('until 00:00 is until the end of the day; one over midnight that nobody touched stays what it is', () => {
    const late = {
      start: new Date('2026-11-20T22:00:00').toISOString(),
      end: new Date('2026-11-21T00:00:00').toISOString(),
    };
    expect(readWindow(typedWindow(late))).toEqual(late);
    const night = { ...late, end: new Date('2026-11-21T02:00:00').toISOString() };
    expect(readWindow(typedWindow(night))).toEqual(night);
    expect(readWindow(typedWindow(night), night)).toEqual(night);
  });

  it('an end before the start is the next day’s where that makes a night, else a slip', () => {
    const iso = (text: string) => new Date(text).toISOString();
    expect(readWindow({ day: '2026-12-31', from: '23:00', to: '05:00' })).toEqual({
      start: iso('2026-12-31T23:00:00'),
      end: iso('2027-01-01T05:00:00'),
    });
    expect(readWindow({ day: '2026-12-31', from: '14:00', to: '12:00' })).toBe('wrong');
    expect(readWindow({ day: '2026-12-31', from: '14:00', to: '14:00' })).toBe('wrong');
  });
});
