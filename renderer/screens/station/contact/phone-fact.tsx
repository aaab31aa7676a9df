import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './contact.module.css';
import { PhoneNumbers } from './phone-numbers.tsx';

/** A number among other facts: pressed, it stands there large, to copy, to ring and as a code. */
export function PhoneFact({ label, field }: { readonly label: string; readonly field: string }): ReactNode {
  const { t } = useTranslation('station');
  const [isOpen, setOpen] = useState(false);
  if (field.trim() === '') return '–';
  return (
    <>
      <button type="button" className={css.fact} onClick={() => setOpen(true)}>
        {field}
      </button>
      {isOpen ? (
        <Modal
          open
          centered
          width={720}
          title={label}
          onCancel={() => setOpen(false)}
          styles={{ body: { maxHeight: '68vh', overflow: 'auto', padding: 4 } }}
          footer={null}
        >
          <PhoneNumbers withCodes fields={[{ label: t('contact.number'), field }]} />
        </Modal>
      ) : null}
    </>
  );
}
