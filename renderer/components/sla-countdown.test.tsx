import { cleanup, render } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../domain/problem.ts';
import type { ClockTimes } from '../../domain/sla/sla-clock.ts';
import { settings } from '../../test/builders/install-story.ts';
import { makeTexts } from '../app/i18n.ts';
import { SlaCountdown } from './sla-countdown.tsx';

const texts = { 'zh-CN': makeTexts('zh-CN'), en: makeTexts('en') };
/** China's time. */
const at = (local: string): string => new Date(`2026-${local.replace(' ', 'T')}:00+08:00`).toISOString();
// Three working days from the last one before National Day.
const clock: ClockTimes = {
  breachAt: at('10-10 10:00'),
  warnAt: at('10-09 11:45'),
  pausedSince: null,
  stoppedAt: null,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

type More = Partial<Parameters<typeof SlaCountdown>[0]> & { readonly times?: Partial<ClockTimes> };
function said(now: string, { times, ...more }: More = {}, language: Language = 'zh-CN'): string {
  vi.setSystemTime(now);
  const { container } = render(
    <I18nextProvider i18n={texts[language]}>
      <SlaCountdown clock={{ clock: 'working', ...clock, ...times }} settings={settings} {...more} />
    </I18nextProvider>,
  );
  return (container.textContent ?? '').replaceAll('\u00a0', ' ');
}

describe('a countdown in working time', () => {
  it.each([
    ['09-30 10:00', '剩余 3 个工作日', '3 working d left'],
    ['09-30 15:00', '剩余 2 个工作日 4 小时', '2 working d 4 h left'],
    // The holiday: nothing counts.
    ['10-03 12:00', '剩余 2 个工作日 1 小时', '2 working d 1 h left'],
    ['10-09 17:30', '剩余 1 小时 30 分工时', '1 h 30 min of working time left'],
    ['10-10 09:50', '剩余 10 分钟工时', '10 min of working time left'],
    ['10-10 11:00', '已超时 1 小时 0 分工时', 'Overdue by 1 h 0 min of working time'],
  ])('%s', (now, zh, en) => {
    expect(said(at(now))).toBe(zh);
    cleanup();
    expect(said(at(now), {}, 'en')).toBe(en);
  });

  it('says which clock it is, that it stands, and that it is not certain', () => {
    expect(said(at('09-30 10:00'), { name: '勘察回复' })).toBe('勘察回复 剩余 3 个工作日');
    cleanup();
    expect(said(at('10-20 10:00'), { times: { pausedSince: at('10-09 09:00') } })).toBe('已暂停计时');
    cleanup();
    expect(said(at('10-10 11:00'), { provisional: true })).toBe('已超时 1 小时 0 分工时（待设备确认）');
    cleanup();
    expect(said(at('11-10 11:00'), { times: { stoppedAt: at('10-10 10:00') } })).toBe('');
    cleanup();
    expect(said(at('11-10 11:00'), { times: { stoppedAt: at('10-10 10:01') } })).toBe('已超时限');
  });

  it('says that it was in time where that is asked, and from when it counts where that lies ahead', () => {
    const stopped = { times: { stoppedAt: at('10-10 10:00') } };
    expect(said(at('11-10 11:00'), { ...stopped, saysInTime: true })).toBe('时限内完成');
    cleanup();
    expect(said(at('11-10 11:00'), { times: { stoppedAt: at('10-10 10:01') }, saysInTime: true })).toBe('已超时限');
    cleanup();
    expect(said(at('09-20 10:00'), { times: { startedAt: at('09-30 10:00') } })).toMatch(/^9月30日.* 起计时$/);
    cleanup();
    expect(said(at('09-30 10:00'), { times: { startedAt: at('09-30 10:00') } })).toBe('剩余 3 个工作日');
  });

  it('without a calendar it says until when, and counts nothing', () => {
    expect(said(at('09-30 10:00'), { settings: {} })).toMatch(/^至 10月10日/);
  });

  it('goes by the office’s time on a device whose clock is off', () => {
    expect(said(at('10-03 10:00'), { offsetMs: -3 * 86_400_000 })).toBe('剩余 3 个工作日');
  });
});
