import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignOff } from '../../../../domain/documents/event.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { SignaturePicture } from '../../../components/signature-picture.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import css from './sign-off.module.css';

/** The sign-off that stands: the signature with its signer, or the refusal with its witness. */
export function SignedCard({
  order,
  signOff,
  at,
}: {
  readonly order: OpenedOrder;
  readonly signOff: SignOff;
  readonly at: string;
}): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const when = useFormat().dateTime(at);
  return (
    <section className={css.done} data-testid="signed-off">
      <div className={css.doneHead} data-outcome={signOff.outcome}>
        {signOff.outcome === 'signed' ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />}
        {signOff.outcome === 'signed' ? t('station:signOff.signed') : t('words:signature.refused')}
      </div>
      {signOff.outcome === 'signed' ? (
        <>
          <SignaturePicture strokes={signOff.strokes} padHeight={signOff.padHeight} />
          <p>
            {t('station:signOff.signedBy', {
              name: fromPrivateUse(signOff.printedName),
              relation: t(`words:relation.${signOff.relation}`),
              when,
            })}
          </p>
        </>
      ) : (
        <p>
          {t('station:signOff.refused', {
            reason: order.words.reason('signRefused', signOff.reasonCode),
            witness: signOff.witness,
            when,
          })}
          {signOff.note === '' ? '' : ` ${signOff.note}`}
        </p>
      )}
    </section>
  );
}
