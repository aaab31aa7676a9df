import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeHealth } from '../../../../bridge/office-health.ts';
import { databaseNumber } from '../../../../domain/ids.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { AdminHead } from './admin-head.tsx';

/** How the office itself is: what should be zero is marked when it is not. */
export function HealthPage(): ReactNode {
  const { t } = useWords();
  const format = useFormat();
  const now = useNow();
  const read = useOfficeRead('office.health', {});
  const backupWords = (backup: OfficeHealth['backup']): Pick<FigureProps, 'value' | 'hint' | 'bad'> => {
    if (backup === null) return { value: t('admin.health.unknown') };
    if (backup.at === null)
      return { value: t('admin.health.noBackup'), hint: t('admin.health.noBackupHint'), bad: backup.late };
    return {
      value: t('admin.health.backupAge', { span: format.span(Math.max(0, now - Date.parse(backup.at))) }),
      hint: `${fullTime(backup.at)}${backup.late ? ` · ${t('admin.health.backupLate')}` : ''}`,
      bad: backup.late,
    };
  };
  return (
    <div className="console-page console-page-narrow">
      <AdminHead page="health">
        <Button onClick={read.again}>{t('admin.health.again')}</Button>
      </AdminHead>
      <Shown read={read}>
        {(health) => (
          <dl className="console-health">
            <Figure
              label={t('admin.health.store')}
              value={t(`admin.health.stores.${health.store}`)}
              {...(health.database.kind !== 'up' && {
                hint: t(`admin.health.storeStates.${health.database.kind}`, {
                  since: format.dateTime(new Date(health.database.since).toISOString()),
                }),
                bad: true,
              })}
            />
            <Figure
              label={t('admin.health.number')}
              value={databaseNumber(health.generation)}
              hint={t('admin.health.numberHint')}
              testId="database-number"
            />
            <Figure label={t('admin.health.orders')} value={String(health.orders)} />
            <Figure
              label={t('admin.health.mailboxes')}
              value={health.mailboxes === null ? t('admin.health.unknown') : String(health.mailboxes)}
            />
            <Figure
              label={t('admin.health.routerLag')}
              value={String(health.routerLag)}
              hint={t('admin.health.routerLagHint')}
              bad={health.routerLag > 100}
            />
            <Figure
              label={t('admin.health.quarantined')}
              value={String(health.quarantined)}
              hint={t('admin.health.quarantinedHint')}
              bad={health.quarantined > 0}
            />
            <Figure
              label={t('admin.health.conflicts')}
              value={String(health.conflictsFound)}
              hint={t('admin.health.conflictsHint')}
              bad={health.conflictsFound > 0}
            />
            <Figure
              label={t('admin.health.privacy')}
              value={t(`admin.health.privacies.${health.privacy}`)}
              {...(health.privacy !== 'private' && { hint: t(`admin.health.privacyHints.${health.privacy}`) })}
              bad={health.privacy === 'open'}
            />
            <Figure label={t('admin.health.backup')} {...backupWords(health.backup)} testId="backup-age" />
            <Figure
              label={t('admin.health.disk')}
              value={health.disk === null ? t('admin.health.unknown') : format.bytes(health.disk.free)}
              {...(health.disk !== null && {
                hint: t(health.disk.low ? 'admin.health.diskLow' : 'admin.health.diskOf', {
                  total: format.bytes(health.disk.total),
                }),
                bad: health.disk.low,
              })}
              testId="disk-free"
            />
            <Figure label={t('admin.health.memory')} value={`${Math.round(health.memoryMb)} MB`} />
            <Figure label={t('admin.health.uptime')} value={format.span(health.uptimeSeconds * 1000)} />
          </dl>
        )}
      </Shown>
    </div>
  );
}

type FigureProps = {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly bad?: boolean;
  readonly testId?: string;
};

function Figure({ label, value, hint, bad = false, testId }: FigureProps): ReactNode {
  return (
    <div className={bad ? 'console-figure console-figure-bad' : 'console-figure'}>
      <dt>{label}</dt>
      <dd data-testid={testId}>
        {value}
        {hint !== undefined && <small>{hint}</small>}
      </dd>
    </div>
  );
}
