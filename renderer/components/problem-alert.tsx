import { Alert } from 'antd';
import { type ComponentRef, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../domain/problem.ts';
import { useLanguage } from '../hooks/use-language.ts';
import type { DefinitionWords } from '../texts/definition-words.ts';
import { faultDetail, problemSentence } from '../texts/problem-words.ts';
import css from './problem-alert.module.css';

type Props = {
  readonly problem: Problem | null;
  readonly words?: DefinitionWords | undefined;
  readonly action?: ReactNode;
  readonly onClose?: () => void;
  /** brings it into view and gives it the focus: who pressed a button at the foot of a long page would not see it */
  readonly sought?: boolean;
};

/** A refusal in its reader's words, announced to screen readers. Nothing without a problem. */
export function ProblemAlert({ problem, words, action, onClose, sought = false }: Props): ReactNode {
  const { t } = useTranslation('words');
  const language = useLanguage();
  const alert = useRef<ComponentRef<typeof Alert>>(null);
  useEffect(() => {
    const element = alert.current?.nativeElement;
    if (!sought || problem === null || !element) return;
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }, [sought, problem]);
  if (!problem) return null;
  const detail = faultDetail(problem);
  return (
    <Alert
      ref={alert}
      type="error"
      showIcon
      role="alert"
      data-testid="problem"
      data-code={problem.code}
      title={problemSentence(problem, language, t, words)}
      description={
        detail === null ? undefined : (
          <details className={css.detail} data-testid="fault-detail">
            <summary>{t('faultDetail')}</summary>
            <code lang="en">{detail}</code>
          </details>
        )
      }
      action={action}
      {...(onClose ? { closable: { onClose, 'aria-label': t('act.close') } } : {})}
    />
  );
}
