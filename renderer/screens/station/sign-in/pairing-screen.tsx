import { LinkOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { QuietState } from '../../../components/quiet-state.tsx';

/** A page that lost its pairing (the cookie went, or the station started anew): says how to pair again. */
export function PairingScreen(): ReactNode {
  const { t } = useTranslation('station');
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100%' }}>
      <QuietState
        icon={<LinkOutlined />}
        title={t('pairing.title')}
        hint={`${t('pairing.body')} ${t('pairing.again')}`}
        testId="pairing"
      />
    </main>
  );
}
