import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import css from '../../../form/form.module.css';
import refusalCss from '../../../form/refusal/refusal.module.css';
import { type Missing, useMissing } from '../../../form/refusal/use-missing.tsx';
import { useAwake } from '../../../hooks/use-awake.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';

type Props = {
  readonly title: string;
  readonly confirm: {
    readonly text: string;
    readonly act: () => void;
    readonly testId: string;
    /** what has to be given first, each where it stands in the dialog (`data-place`); pressed too early, it is named and gone to */
    readonly missing: readonly Missing[];
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

/** However long what is asked is: the buttons, and above them what is missing, stay on the smallest screen. */
const longBody = { body: { maxHeight: 'min(68vh, calc(100dvh - 16rem))', overflow: 'auto', padding: 4 } } as const;

/** Every dialog of the station: what is asked, its refusal below, and two buttons: leave it, or do it. */
export function DialogFrame(given: Props): ReactNode {
  const { t } = useTranslation('words');
  const { title, confirm, leave = t('act.cancel'), onClose, problem, words, isLong = false, width, children } = given;
  const asking = useMissing(confirm.missing);
  // A dialog has no draft: what was begun in it is neither lost to the lock that comes by itself.
  const [begun, setBegun] = useState(false);
  useAwake(begun);
  return (
    <Modal
      open
      centered
      onCancel={onClose}
      title={title}
      {...(isLong ? { styles: longBody } : {})}
      {...(width === undefined ? {} : { width })}
      footer={[
        <div key="refusal" className={refusalCss.above}>
          {asking.bar}
          <ProblemAlert problem={problem} words={words} sought />
        </div>,
        <Button key="leave" onClick={onClose}>
          {leave}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger={confirm.danger ?? false}
          icon={confirm.icon}
          loading={confirm.busy}
          onClick={() => asking.press(confirm.act)}
          data-testid={confirm.testId}
        >
          {confirm.text}
        </Button>,
      ]}
    >
      <div className={css.form} ref={asking.ref} onInput={() => setBegun(true)}>
        {children}
      </div>
    </Modal>
  );
}
