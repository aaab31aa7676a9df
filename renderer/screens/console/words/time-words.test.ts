import { describe, expect, it } from 'vitest';
import { dayWords, shortTime, windowWords } from './time-words.ts';

const at = (text: string) => new Date(text).toISOString();
const now = new Date('2026-11-20T10:00:00').getTime();

describe('times in words', () => {
  it('names near days and gives the date of others', () => {
    expect(dayWords(at('2026-11-20T23:59:00'), now, 'zh-CN')).toBe('今天');
    expect(dayWords(at('2026-11-21T00:00:00'), now, 'en')).toBe('Tomorrow');
    expect(dayWords(at('2026-11-19T00:00:00'), now, 'zh-CN')).toBe('昨天');
    expect(dayWords(at('2026-11-22T00:00:00'), now, 'zh-CN')).toBe('11-22');
  });

  it('a window names its second day only when it has one', () => {
    expect(windowWords({ start: at('2026-11-20T09:00:00'), end: at('2026-11-20T11:30:00') }, now, 'zh-CN')).toBe(
      '今天 09:00–11:30',
    );
    expect(windowWords({ start: at('2026-11-20T22:00:00'), end: at('2026-11-21T01:00:00') }, now, 'en')).toBe(
      'Today 22:00–Tomorrow 01:00',
    );
  });

  it('gives the year when it is another one', () => {
    expect(shortTime(at('2025-12-31T08:05:00'), now)).toBe('2025-12-31 08:05');
    expect(shortTime(at('2026-11-20T08:05:00'), now)).toBe('08:05');
  });
});
