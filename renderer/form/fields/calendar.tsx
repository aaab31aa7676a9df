import { DoubleLeftOutlined, DoubleRightOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addedDay } from '../../../forms/engine/days.ts';
import { useLanguage } from '../../hooks/use-language.ts';
import css from './calendar.module.css';
import { addMonths, isWithin, monthOf, weeksOf } from './calendar-days.ts';

type Props = {
  readonly day: string | null;
  readonly today: string;
  readonly earliest: string | undefined;
  readonly latest: string | undefined;
  readonly testId: string;
  readonly onPick: (day: string) => void;
};

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month of large days, by finger and by arrow keys; what lies outside the bounds cannot be picked, and the bounds are said. */
export function Calendar({ day, today, earliest, latest, testId, onPick }: Props): ReactNode {
  const { t } = useTranslation('form');
  const language = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(day ?? nearest(today, earliest, latest));
  const [moved, setMoved] = useState(false);
  const month = monthOf(at);
  const go = (count: number) => setAt(`${addMonths(month, count)}-01`);
  useEffect(() => {
    if (moved) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus();
  }, [moved, at]);
  // On a small tablet it opens below the window's edge; `?.`: a test's document cannot scroll.
  useEffect(() => {
    // Its answer is a promise in new browsers, which is no end of an effect.
    frame.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const onKey = (event: KeyboardEvent) => {
    const count = steps[event.key];
    if (count === undefined) return;
    event.preventDefault();
    setMoved(true);
    setAt(addedDay(at, count));
  };
  const said = boundsSaid(earliest, latest);
  const title = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
  const step = (name: 'previousYear' | 'previousMonth' | 'nextMonth' | 'nextYear', icon: ReactNode, count: number) => (
    <Button
      type="text"
      className={css.step ?? ''}
      icon={icon}
      aria-label={t(`days.${name}`)}
      data-testid={`${testId}-${name}`}
      onClick={() => go(count)}
    />
  );
  return (
    <div ref={frame} className={css.calendar} data-testid={`${testId}-calendar`}>
      <div className={css.head}>
        {step('previousYear', <DoubleLeftOutlined />, -12)}
        {step('previousMonth', <LeftOutlined />, -1)}
        <strong aria-live="polite">{title}</strong>
        {step('nextMonth', <RightOutlined />, 1)}
        {step('nextYear', <DoubleRightOutlined />, 12)}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move among the buttons inside */}
      <div ref={grid} className={css.grid} onKeyDown={onKey}>
        {weekdays(language).map((name) => (
          <span key={name} className={css.weekday} aria-hidden>
            {name}
          </span>
        ))}
        {weeksOf(month)
          .flat()
          .map((one) => (
            <button
              key={one}
              type="button"
              className={css.day}
              data-day={one}
              data-other={monthOf(one) !== month}
              data-today={one === today}
              aria-current={one === today ? 'date' : undefined}
              aria-pressed={one === day}
              aria-label={one}
              aria-disabled={!isWithin(one, earliest, latest)}
              tabIndex={one === at ? 0 : -1}
              data-testid={`${testId}-pick-${one}`}
              onClick={() => isWithin(one, earliest, latest) && onPick(one)}
            >
              {Number(one.slice(8))}
            </button>
          ))}
      </div>
      {said === null ? null : (
        <p className={css.bounds} data-testid={`${testId}-bounds`}>
          {t(`days.${said}`, { from: earliest ?? '', to: latest ?? '' })}
        </p>
      )}
    </div>
  );
}

function nearest(today: string, earliest: string | undefined, latest: string | undefined): string {
  if (earliest !== undefined && today < earliest) return earliest;
  return latest !== undefined && today > latest ? latest : today;
}

function boundsSaid(
  earliest: string | undefined,
  latest: string | undefined,
): 'between' | 'earliest' | 'latest' | null {
  if (earliest !== undefined) return latest === undefined ? 'earliest' : 'between';
  return latest === undefined ? null : 'latest';
}

/** Monday to Sunday, as short as the language has them. 1 January 2024 was a Monday. */
function weekdays(language: string): readonly string[] {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    weekday: language === 'en' ? 'short' : 'narrow',
    timeZone: 'UTC',
  });
  return Array.from({ length: 7 }, (_, n) => format.format(new Date(Date.UTC(2024, 0, 1 + n))));
}
