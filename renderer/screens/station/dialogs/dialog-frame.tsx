import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import css from '../../../form/form.module.css';
import type { DefinitionWords } from '../../../texts/definition-words.ts';

type Props = {
  readonly title: string;
  readonly confirm: {
    readonly text: string;
    readonly act: () => void;
    readonly testId: string;
    readonly isReady: boolean;
    readonly busy: boolean;
    readonly danger?: boolean;
    readonly icon?: ReactNode;
  };
  /** the word for leaving without doing it, "cancel" by default: an order's moves say another one, to cancel is one of them */
  readonly leave?: string;
  readonly onClose: () => void;
  readonly problem: Problem | null;
  readonly words?: DefinitionWords;
  /** what is asked may be longer than the screen is high */
  readonly isLong?: boolean;
  readonly width?: number;
  readonly children: ReactNode;
};

const longBody = { body: { maxHeight: '68vh', overflow: 'auto', padding: 4 } } as const;

/** Every dialog of the station: what is asked, its refusal below, and two buttons: leave it, or do it when it is ready. */
export function DialogFrame(given: Props): ReactNode {
  const { t } = useTranslation('words');
  const { title, confirm, leave = t('act.cancel'), onClose, problem, words, isLong = false, width, children } = given;
  return (
    <Modal
      open
      centered
      onCancel={onClose}
      title={title}
      {...(isLong ? { styles: longBody } : {})}
      {...(width === undefined ? {} : { width })}
      footer={[
        <Button key="leave" onClick={onClose}>
          {leave}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger={confirm.danger ?? false}
          icon={confirm.icon}
          disabled={!confirm.isReady}
          loading={confirm.busy}
          onClick={confirm.act}
          data-testid={confirm.testId}
        >
          {confirm.text}
        </Button>,
      ]}
    >
      <div className={css.form}>
        {children}
        <ProblemAlert problem={problem} words={words} />
      </div>
    </Modal>
  );
}
