import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../domain/documents/base.ts';
import { splitPath } from '../../forms/engine/upgrade.ts';
import { useFormat } from '../hooks/use-format.ts';
import { plain } from '../texts/answer-words.ts';
import type { DefinitionWords } from '../texts/definition-words.ts';
import css from './older-answers.module.css';

export type OlderAnswer = {
  /** `stage.step.field` as the older version named it */
  readonly path: string;
  readonly value: Json;
  readonly at: string;
  /** who, where it is known */
  readonly by?: string | undefined;
  /** typed and never submitted */
  readonly draft?: boolean;
};

type Props = {
  readonly answers: readonly OlderAnswer[];
  readonly words: DefinitionWords;
  /** stands alone between full-width bands */
  readonly inset?: boolean;
};

/** Answers of an older version of the form that have no place in this one: out of the way, but there. Nothing where there is none. */
export function OlderAnswers({ answers, words, inset = false }: Props): ReactNode {
  const { t } = useTranslation('words');
  if (answers.length === 0) return null;
  return (
    <details className={css.panel} data-inset={inset} data-testid="older-answers">
      <summary>
        {t('older.title')} <span className={css.count}>{answers.length}</span>
      </summary>
      <p className={css.hint}>{t('older.hint')}</p>
      <OlderAnswerList answers={answers} words={words} />
    </details>
  );
}

/** The same without a frame. */
export function OlderAnswerList({ answers, words }: Omit<Props, 'inset'>): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  return (
    <dl className={css.list}>
      {answers.map(({ path, value, at, by, draft }) => {
        const { step, key } = splitPath(path);
        const said = value === true ? t('yes') : value === false ? t('no') : plain(value);
        return (
          <div key={`${path} ${at} ${said}`}>
            <dt>{`${words.step(step)} · ${words.field(step, key)}`}</dt>
            <dd>
              <b>{said === '' ? '–' : said}</b>
              <small>
                {[by, format.dateTime(at), draft === true ? t('older.draft') : undefined].filter(Boolean).join(' · ')}
              </small>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
