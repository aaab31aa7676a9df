import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readWrittenNumber } from '../../domain/text/written-number.ts';
import css from './number-question.module.css';

type Props = {
  readonly text: string;
  readonly unit: string;
  readonly testId: string;
  readonly onPick: (value: number) => void;
};

/** A number that may be read in two ways, as `1,000`, is asked: one key for each number that may be meant. */
export function NumberQuestion({ text, unit, testId, onPick }: Props): ReactNode {
  const { t } = useTranslation('words');
  const read = readWrittenNumber(text, unit);
  if (read.kind !== 'unclear') return null;
  return (
    <div className={css.question} role="group" aria-label={t('field.pickNumber')} data-testid={testId}>
      {read.readings.map((value) => (
        <Button key={value} className={css.reading ?? ''} onClick={() => onPick(value)}>
          {String(value).replace('-', '−')}
          {unit === '' ? '' : ` ${unit}`}
        </Button>
      ))}
    </div>
  );
}
