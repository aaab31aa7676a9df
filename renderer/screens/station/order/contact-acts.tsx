import { CompassOutlined, CopyOutlined, PhoneOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, Place } from '../../../../domain/documents/work-order.ts';
import css from './order.module.css';

type Props = { readonly customer: Pick<Customer, 'phone'>; readonly place: Place };

/** Ring the customer, be led there, copy the address. */
export function ContactActs({ customer, place }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(place.address);
    void message.success(t('order.addressCopied'));
  };
  return (
    <div className={css.contact}>
      <Button
        icon={<PhoneOutlined />}
        href={`tel:${customer.phone.replace(/[^\d+]/g, '')}`}
        data-testid="call-customer"
        title={customer.phone}
      >
        {t('order.call')}
      </Button>
      <Button
        icon={<CompassOutlined />}
        href={mapLink(place)}
        target="_blank"
        rel="noopener noreferrer"
        data-testid="navigate"
      >
        {t('order.navigate')}
      </Button>
      <Button
        icon={<CopyOutlined />}
        aria-label={t('order.copyAddress')}
        title={t('order.copyAddress')}
        onClick={() => void copy()}
        data-testid="copy-address"
      />
    </div>
  );
}

/** `geo:` opens whatever map the device has; it takes WGS-84 as stored, and the address where dispatch knows no position. */
function mapLink(place: {
  readonly address: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}): string {
  const at =
    place.latitude === undefined || place.longitude === undefined ? '0,0' : `${place.latitude},${place.longitude}`;
  return `geo:${at}?q=${at === '0,0' ? '' : `${at} `}${encodeURIComponent(place.address)}`.replace(/ /g, '%20');
}
