import { CompassOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, Place } from '../../../../domain/documents/work-order.ts';
import { ContactDialog } from '../contact/contact-dialog.tsx';
import css from './header.module.css';

type Props = { readonly customer: Pick<Customer, 'phone' | 'alternatePhone'>; readonly place: Place };

/** Ring the customer, be led there: each shows what is needed for it, whatever programs this machine has. */
export function ContactActs({ customer, place }: Props): ReactNode {
  const { t } = useTranslation('station');
  const [about, setAbout] = useState<'call' | 'navigate' | null>(null);
  return (
    <div className={css.contact}>
      <Button
        icon={<PhoneOutlined />}
        onClick={() => setAbout('call')}
        aria-label={t('contact.call')}
        data-testid="contact-call"
      >
        <span className={css.contactWord}>{t('contact.call')}</span>
      </Button>
      <Button
        icon={<CompassOutlined />}
        onClick={() => setAbout('navigate')}
        aria-label={t('contact.navigate')}
        data-testid="contact-navigate"
      >
        <span className={css.contactWord}>{t('contact.navigate')}</span>
      </Button>
      {about === null ? null : (
        <ContactDialog about={about} customer={customer} place={place} onClose={() => setAbout(null)} />
      )}
    </div>
  );
}
