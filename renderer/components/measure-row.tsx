import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../domain/documents/submission.ts';
import { sourceWords } from '../../domain/source-text.ts';
import { useFormat } from '../hooks/use-format.ts';
import { useLanguage } from '../hooks/use-language.ts';
import css from './measure-row.module.css';
import { type Tone, ToneTag } from './tone-tag.tsx';

type Verdict = Measure['verdict'];
type Limit = NonNullable<Measure['limit']>;

const toneOf: Readonly<Record<Verdict, Tone>> = { pass: 'good', warn: 'warn', fail: 'bad', none: 'neutral' };
const iconOf: Readonly<Record<Verdict, ReactNode>> = {
  pass: <CheckCircleFilled aria-hidden />,
  warn: <ExclamationCircleFilled aria-hidden />,
  fail: <CloseCircleFilled aria-hidden />,
  none: <MinusCircleOutlined aria-hidden />,
};

export function VerdictTag({ verdict, testId }: { readonly verdict: Verdict; readonly testId?: string }): ReactNode {
  const { t } = useTranslation('words');
  return (
    <ToneTag tone={toneOf[verdict]} icon={iconOf[verdict]} {...(testId ? { testId } : {})}>
      {t(`verdict.${verdict}`)}
    </ToneTag>
  );
}

/** `−27 to −8 dBm · ITU-T G.984.2 (2019/08)`; limits are inclusive. */
type LimitProps = {
  readonly limit: Limit;
  readonly unit: string;
  readonly settings?: boolean;
  readonly brief?: boolean;
};

export function LimitLine({ limit, unit, settings = false, brief = false }: LimitProps): ReactNode {
  const { t } = useTranslation('words');
  const { number } = useFormat();
  const source = sourceWords(limit.source, useLanguage());
  if (limit.min === undefined && limit.max === undefined) return null;
  return (
    <span className={css.limit}>
      {t('measure.limit')} <b>{limitWords(limit, unit, number, t)}</b>
      {brief || source === '' ? '' : ` · ${t('measure.source')} ${source}`}
      {settings ? ` · ${t('measure.settings')} ${limit.settings}` : ''}
    </span>
  );
}

function limitWords(
  limit: Limit,
  unit: string,
  number: (value: number) => string,
  t: ReturnType<typeof useTranslation<'words'>>['t'],
): string {
  const { min, max } = limit;
  const tail = unit === '' ? '' : ` ${unit}`;
  if (min !== undefined && max !== undefined)
    return t('measure.between', { min: number(min), max: number(max) }) + tail;
  if (min !== undefined) return t('measure.above', { min: number(min) }) + tail;
  return max === undefined ? '–' : t('measure.below', { max: number(max) }) + tail;
}

type Props = {
  readonly label: string;
  readonly measure: Measure;
  /** how it was measured, in words; without it the measure's own text */
  readonly method?: string | undefined;
  readonly settings?: boolean;
  /** for a customer: the limit without its source, method and instrument */
  readonly brief?: boolean;
  /** what else is to be said of it, below */
  readonly note?: ReactNode;
};

/** One measured value with its verdict, limit and the source of the limit. */
export function MeasureRow({ label, measure, method, settings = false, brief = false, note }: Props): ReactNode {
  const format = useFormat();
  const facts = [
    method ?? measure.method,
    measure.instrument,
    measure.takenAt ? format.dateTime(measure.takenAt) : undefined,
  ].filter((fact) => fact !== undefined && fact !== '');
  const limit = measure.limit ? (
    <LimitLine limit={measure.limit} unit={measure.unit} settings={settings} brief={brief} />
  ) : null;
  return (
    <div className={css.row} data-testid={`measure-${measure.field}`} data-brief={brief}>
      <div className={css.head}>
        <span className={css.label}>
          {label} {brief ? limit : null}
        </span>
        <span className={css.value}>
          {format.number(measure.value)} <small>{measure.unit}</small>
        </span>
        {measure.verdict === 'none' ? null : <VerdictTag verdict={measure.verdict} />}
      </div>
      {brief ? null : limit}
      {facts.length > 0 && !brief ? <span className={css.limit}>{facts.join(' · ')}</span> : null}
      {note}
    </div>
  );
}
