import { Button, Popconfirm } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { databaseNumber } from '../../../../domain/ids.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useAct } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import css from './sync.module.css';

/** Another database behind the office's address: what happened, what either choice means, and the choice. */
export function NewOffice({ heard }: { readonly heard: NonNullable<SyncState['newOffice']> }): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const accept = useAct('sync.acceptOffice');
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const id = databaseNumber(heard.generation);
  async function decide(): Promise<void> {
    const answer = await accept.act({ generation: heard.generation });
    setRefusal(answer.ok ? null : answer.problem);
  }
  return (
    <section className={css.newOffice} role="alert" data-testid="new-office">
      <h2>{t('sync.newOffice.title')}</h2>
      <p>{t('sync.newOffice.what', { id, when: format.dateTime(heard.heardAt) })}</p>
      <p>
        <b>{t('sync.newOffice.first')}</b>
      </p>
      <p>{t('sync.newOffice.accept')}</p>
      <ul>
        <li>{t('sync.newOffice.acceptSends')}</li>
        <li>{t('sync.newOffice.acceptPulls')}</li>
        <li>{t('sync.newOffice.acceptLoses')}</li>
      </ul>
      <p>{t('sync.newOffice.wait')}</p>
      {refusal ? <ProblemAlert problem={refusal} /> : null}
      <Popconfirm
        // Beside the button: what the choice means stays readable.
        placement="right"
        title={t('sync.newOffice.sure', { id })}
        description={t('sync.newOffice.sureHint')}
        okText={t('sync.newOffice.yes')}
        cancelText={t('sync.newOffice.no')}
        okButtonProps={{ size: 'large', danger: true }}
        cancelButtonProps={{ size: 'large' }}
        onConfirm={() => void decide()}
      >
        <Button danger size="large" loading={accept.busy} data-testid="accept-office">
          {t('sync.newOffice.act')}
        </Button>
      </Popconfirm>
    </section>
  );
}
