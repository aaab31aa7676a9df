import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { EditBaseProvider } from '../office/edit-base-provider.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { DecideCancelDialog } from './decide-cancel-dialog.tsx';
import type { DialogProps, OpenDialog } from './dialog-props.ts';
import { NoteDialog } from './note-dialog.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { RescheduleDialog } from './reschedule-dialog.tsx';
import { UpgradeDialog } from './upgrade-dialog.tsx';
import { useFocusBack } from './use-focus-back.ts';

/** Opens a dialog for an order from wherever it is asked; reads the order first where it is not read yet. */
export function DialogHost({ dialog, close }: { readonly dialog: OpenDialog; readonly close: () => void }): ReactNode {
  const { t } = useWords();
  useFocusBack();
  const read = useOfficeRead('workOrder.open', { orderId: dialog.orderId });
  if (read.data === undefined) {
    return (
      <Modal open footer={null} onCancel={close} title={t(`dialog.${dialog.kind}.title`)}>
        <Shown read={read} rows={4}>
          {() => null}
        </Shown>
      </Modal>
    );
  }
  return (
    <EditBaseProvider key={`${dialog.kind}-${dialog.orderId}`} order={read.data}>
      <Dialog order={read.data} dialog={dialog} close={close} />
    </EditBaseProvider>
  );
}

function Dialog(props: DialogProps): ReactNode {
  switch (props.dialog.kind) {
    case 'completeIntake':
    case 'amend':
      return <AmendDialog {...props} />;
    case 'assign':
    case 'reassign':
      return <AssignDialog {...props} />;
    case 'unassign':
    case 'fail':
    case 'completePartially':
    case 'hold':
    case 'cancel':
    case 'reject':
      return <ReasonDialog {...props} kind={props.dialog.kind} />;
    case 'resume':
    case 'note':
      return <NoteDialog {...props} kind={props.dialog.kind} />;
    case 'answer':
      return <AnswerDialog {...props} />;
    case 'reschedule':
      return <RescheduleDialog {...props} />;
    case 'decideCancel':
      return <DecideCancelDialog {...props} />;
    case 'override':
      return <OverrideDialog {...props} />;
    case 'upgrade':
      return <UpgradeDialog {...props} />;
  }
}
