import { QrcodeOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './contact.module.css';
import { PhoneNumbers } from './phone-numbers.tsx';

/** The number on the step whose purpose is to ring: large, to copy, and one tap from its code. `numbers`: fields of the order or the form. */
export function RingPanel({ numbers }: { readonly numbers: readonly string[] }): ReactNode {
  const { t } = useTranslation('station');
  const [isOpen, setOpen] = useState(false);
  const fields = numbers.map((field, n) => ({
    label: t(n === 0 ? 'contact.number' : 'contact.alternate'),
    field,
  }));
  return (
    <section className={css.ring} aria-label={t('contact.ringTitle')} data-testid="ring-panel">
      <div className={css.ringBody}>
        <PhoneNumbers fields={fields} withCodes={false} />
      </div>
      {numbers.length === 0 ? null : (
        <Button icon={<QrcodeOutlined />} onClick={() => setOpen(true)} data-testid="ring-code">
          {t('contact.more')}
        </Button>
      )}
      {isOpen ? (
        <Modal
          open
          centered
          width={720}
          title={t('contact.ringTitle')}
          onCancel={() => setOpen(false)}
          styles={{ body: { maxHeight: '68vh', overflow: 'auto', padding: 4 } }}
          footer={<Button onClick={() => setOpen(false)}>{t('contact.close')}</Button>}
        >
          <PhoneNumbers fields={fields} withCodes />
        </Modal>
      ) : null}
    </section>
  );
}
