import { CopyOutlined, GlobalOutlined, PushpinOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, Place } from '../../../../domain/documents/work-order.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useCall } from '../../../hooks/station-context.ts';
import css from './contact.module.css';
import { PhoneNumbers } from './phone-numbers.tsx';
import { QrCode } from './qr-code.tsx';
import { useContact } from './use-contact.ts';
import { geoLink, webMapLink } from './web-map.ts';

type Props = {
  readonly about: 'call' | 'navigate';
  readonly customer: Pick<Customer, 'phone' | 'alternatePhone'>;
  readonly place: Place;
  readonly onClose: () => void;
};

/** Number or address large enough to read at arm's length, to copy, and as a code for the phone beside the tablet. */
export function ContactDialog({ about, customer, place, onClose }: Props): ReactNode {
  const { t } = useTranslation('station');
  return (
    <Modal
      open
      centered
      width={720}
      title={t(about === 'call' ? 'contact.callTitle' : 'contact.navigateTitle')}
      onCancel={onClose}
      styles={{ body: { maxHeight: '68vh', overflow: 'auto', padding: 4 } }}
      footer={
        <Button onClick={onClose} data-testid="contact-close">
          {t('contact.close')}
        </Button>
      }
    >
      {about === 'call' ? (
        <PhoneNumbers
          withCodes
          fields={[
            { label: t('contact.number'), field: customer.phone },
            { label: t('contact.alternate'), field: customer.alternatePhone ?? '' },
          ]}
        />
      ) : (
        <Way place={place} />
      )}
    </Modal>
  );
}

function Way({ place }: { readonly place: Place }): ReactNode {
  const { t } = useTranslation('station');
  const { copy, open, problem } = useContact();
  const { data: health } = useCall('device.health', {});
  const geo = geoLink(place);
  const web = webMapLink(health?.webMapUrl ?? null, place);
  const webMap = web === 'noPosition' ? null : web;
  return (
    <>
      <div className={css.number}>
        <div className={css.read}>
          <small>{t('contact.address')}</small>
          <b data-testid="contact-address">{place.address}</b>
          {place.access ? (
            <span>
              <small>{t('contact.access')}</small> {place.access}
            </span>
          ) : null}
          {geo === null ? (
            <span className={css.doubtful} data-testid="no-position">
              {t('contact.noPosition')}
            </span>
          ) : (
            <span>
              <small>{t('contact.position')}</small> {place.latitude}, {place.longitude}
            </span>
          )}
          {web === 'noPosition' ? <span className={css.doubtful}>{t('contact.noWebPosition')}</span> : null}
          <div className={css.acts}>
            {geo === null ? null : (
              <Button icon={<PushpinOutlined />} onClick={() => void open(geo)} data-testid="open-map">
                {t('contact.map')}
              </Button>
            )}
            {webMap === null ? null : (
              <Button icon={<GlobalOutlined />} onClick={() => void open(webMap)} data-testid="open-web-map">
                {t('contact.webMap')}
              </Button>
            )}
            <Button icon={<CopyOutlined />} onClick={() => void copy(place.address)} data-testid="copy-address">
              {t('contact.copyAddress')}
            </Button>
            {geo === null ? null : (
              <Button
                icon={<CopyOutlined />}
                onClick={() => void copy(`${place.latitude},${place.longitude}`)}
                data-testid="copy-position"
              >
                {t('contact.copyPosition')}
              </Button>
            )}
          </div>
        </div>
        {/* A web address opens on every phone; `geo:` on those with a map; the bare address can be pasted into any. */}
        <QrCode
          content={webMap ?? geo ?? place.address}
          caption={t(webMap !== null || geo !== null ? 'contact.scanMap' : 'contact.scanAddress')}
        />
      </div>
      {problem === 'unsure' ? (
        <p className={css.unsure} role="status" data-testid="contact-problem">
          {t('contact.unsureMap')}
        </p>
      ) : (
        <ProblemAlert problem={problem} />
      )}
    </>
  );
}
