import { HistoryOutlined } from '@ant-design/icons';
import { type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { RecalledAnswersContext } from '../recalled-answers.ts';
import css from './recalled-chips.module.css';

type Props = {
  readonly step: string;
  readonly field: string;
  readonly onTake: (answer: string) => void;
};

/** The last answers to this field, each taken by one press. They stand beside an empty field: nothing is answered until a person takes one. */
export function RecalledChips({ step, field, onTake }: Props): ReactNode {
  const { t } = useTranslation('form');
  const answers = useContext(RecalledAnswersContext)(step, field);
  if (answers.length === 0) return null;
  return (
    <div className={css.recalled} role="group" aria-label={t('recalled')}>
      {answers.map((answer, i) => (
        <button
          key={answer}
          type="button"
          className={css.chip}
          onClick={() => onTake(answer)}
          data-testid={`recalled-${field}-${i}`}
        >
          <HistoryOutlined aria-hidden />
          <span>{answer}</span>
        </button>
      ))}
    </div>
  );
}
