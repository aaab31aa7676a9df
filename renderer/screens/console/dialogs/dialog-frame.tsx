import { App, Button, Modal } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Overtaken } from '../../../../bridge/basis.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import refusalCss from '../../../form/refusal/refusal.module.css';
import { type Missing, useMissing } from '../../../form/refusal/use-missing.tsx';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { overtakenIn, useEditBase } from '../office/edit-base.ts';
import { useWords } from '../words/use-words.ts';
import { modalInView } from './modal-in-view.ts';
import { OvertakenPanel } from './overtaken-panel.tsx';
import { useFocusBack } from './use-focus-back.ts';

type Props = {
  readonly title: ReactNode;
  readonly submitText: string;
  readonly submit: () => Promise<void>;
  readonly close: () => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly words?: DefinitionWords;
  readonly danger?: boolean;
  readonly width?: number;
  /** what has to be given first, each where it stands in the dialog; sent too early, it is named beside the button and gone to */
  readonly missing?: readonly Missing[];
  /** there is nothing here that could be sent, and the dialog says so */
  readonly disabled?: boolean;
  /** something was typed or chosen: leaving asks first, so that a stray Escape loses nothing */
  readonly touched?: boolean;
  /** he gives way to what somebody else did meanwhile; absent: the dialog closes */
  readonly takeTheirs?: (overtaken: readonly Overtaken[]) => void;
  readonly children: ReactNode;
};

const nothing: readonly Missing[] = [];

/** Every dialog of the console: a form, its refusal above the buttons, Enter sends, and a second click does nothing. */
export function DialogFrame({
  title,
  submitText,
  submit,
  close,
  busy,
  problem,
  words,
  danger = false,
  width = 560,
  missing = nothing,
  disabled = false,
  touched = false,
  takeTheirs,
  children,
}: Props): ReactNode {
  const { t, tw } = useWords();
  const { modal, message } = App.useApp();
  const base = useEditBase();
  const told = overtakenIn(problem);
  const [settled, setSettled] = useState<Problem | null>(null);
  const overtaken = base !== null && problem !== settled ? told : [];
  const form = useId();
  const asking = useMissing(missing);
  useFocusBack();
  const leave = () => {
    if (busy) return;
    if (!touched) return close();
    void modal.confirm({
      title: t('dialog.leave'),
      content: t('dialog.leaveHint'),
      okText: t('dialog.discard'),
      okButtonProps: { danger: true },
      cancelText: t('dialog.stay'),
      onOk: close,
    });
  };
  const keepMine = () => {
    base?.accept(overtaken);
    void submit();
  };
  const giveWay = () => {
    base?.accept(overtaken);
    setSettled(problem);
    void message.info(t('overtaken.took'));
    if (takeTheirs === undefined) close();
    else takeTheirs(overtaken);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !disabled && overtaken.length === 0) asking.press(() => void submit());
  };
  return (
    <Modal
      open
      title={title}
      width={width}
      // The tallest of them stands whole on a screen of 768 px.
      style={{ top: '5vh' }}
      // A longer one keeps its buttons, and what is missing beside them, in view.
      styles={modalInView}
      onCancel={leave}
      mask={{ closable: false }}
      footer={[
        <div key="refusal" className={refusalCss.above}>
          {asking.bar}
          {overtaken.length === 0 && problem !== settled && <ProblemAlert problem={problem} words={words} sought />}
        </div>,
        <Button key="cancel" onClick={leave} disabled={busy}>
          {tw('act.back')}
        </Button>,
        <Button
          key="submit"
          type="primary"
          danger={danger}
          htmlType="submit"
          form={form}
          loading={busy}
          disabled={disabled || overtaken.length > 0}
          data-testid="dialog-submit"
        >
          {submitText}
        </Button>,
      ]}
    >
      <form id={form} onSubmit={onSubmit} noValidate>
        <div className="console-dialog" ref={asking.ref}>
          {children}
          {base !== null && overtaken.length > 0 && (
            <OvertakenPanel
              overtaken={overtaken}
              base={base}
              doing={submitText}
              keepMine={keepMine}
              takeTheirs={giveWay}
              busy={busy}
            />
          )}
        </div>
      </form>
    </Modal>
  );
}
