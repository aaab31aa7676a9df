import { TabletOutlined } from '@ant-design/icons';
import { App, Button, Table } from 'antd';
import type { ReactNode } from 'react';
import type { Device } from '../../../../bridge/office.ts';
import { workCalendar } from '../../../../domain/plan/working-day.ts';
import { offsetText } from '../../../../domain/text/offset-text.ts';
import { clockToleranceMs } from '../../../../forms/engine/clock-tolerance.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { heardToday } from '../dialogs/heard-today.ts';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { usePageNumber } from '../place/use-page-number.ts';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { AdminHead } from './admin-head.tsx';

export function DevicesPage(): ReactNode {
  const { t, tw } = useWords();
  const { modal } = App.useApp();
  const format = useFormat();
  const now = useNow();
  const { settings } = useDefinitions();
  const clockOffMs = clockToleranceMs(settings);
  const homeMinutes = workCalendar(settings.calendar?.values ?? {}).utcOffsetMinutes;
  const read = useOfficeRead('devices.list', {});
  const pagination = usePageNumber(read.data?.devices.length ?? 0);
  const accounts = useOfficeRead('accounts.list', {});
  const revoke = useOfficeMove('devices.revoke');
  const nameOf = (accountId: string) =>
    accounts.data?.accounts.find((account) => account.accountId === accountId)?.name ?? accountId.slice(-6);
  const ask = (device: Device) =>
    void modal.confirm({
      title: t('admin.devices.revokeAsk', { label: device.label }),
      content:
        device.unconfirmed === null || device.unconfirmed === 0
          ? t('admin.devices.revokeHint')
          : `${t('admin.devices.revokeUnsent', { n: device.unconfirmed })} ${t('admin.devices.revokeHint')}`,
      okText: t('admin.devices.revoke'),
      okButtonProps: { danger: true },
      cancelText: tw('act.cancel'),
      onOk: async () => void (await revoke.make({ deviceId: device.deviceId })),
    });

  return (
    <div className="console-page console-page-narrow">
      <AdminHead page="devices" />
      <ProblemAlert problem={revoke.problem} />
      <Shown read={read}>
        {({ devices }) =>
          devices.length === 0 ? (
            <QuietState icon={<TabletOutlined />} title={t('admin.devices.none')} hint={t('admin.devices.noneHint')} />
          ) : (
            <Table<Device>
              rowKey="deviceId"
              size="middle"
              pagination={pagination}
              scroll={{ x: 'max-content' }}
              dataSource={[...devices]}
              onRow={(device) => ({ 'data-testid': `device-${device.deviceId}` }) as object}
              columns={[
                {
                  title: t('admin.devices.device'),
                  key: 'label',
                  render: (_, device) => (
                    <>
                      <b>{device.label}</b>
                      <br />
                      <small className="console-faint">
                        {device.deviceId.slice(-8)}
                        {device.appVersion === null ? '' : ` · v${device.appVersion}`}
                      </small>
                    </>
                  ),
                },
                { title: t('admin.devices.person'), dataIndex: 'accountId', render: nameOf },
                {
                  title: t('admin.devices.seen'),
                  dataIndex: 'lastSeenAt',
                  render: (at: string | null) => (
                    <span className={heardToday(at, now) ? '' : 'console-silent'}>
                      {at === null ? t('dialog.assign.never') : shortTime(at, now)}
                    </span>
                  ),
                },
                {
                  title: t('admin.devices.unsent'),
                  dataIndex: 'unconfirmed',
                  align: 'right',
                  render: (n: number | null) => n ?? '—',
                },
                {
                  title: t('admin.devices.clock'),
                  dataIndex: 'clockOffsetMs',
                  align: 'right',
                  render: (ms: number | null, { timeZone }) => (
                    <>
                      {ms === null ? (
                        '—'
                      ) : Math.abs(ms) > clockOffMs ? (
                        <ToneTag tone="warn">{clockWords(ms)}</ToneTag>
                      ) : (
                        clockWords(ms)
                      )}
                      {timeZone !== null && (timeZone.assumed || timeZone.offsetMinutes !== homeMinutes) ? (
                        <small className="console-silent console-device-zone" data-testid="device-zone">
                          {t(timeZone.assumed ? 'admin.devices.zoneAssumed' : 'admin.devices.zone', {
                            zone: offsetText(timeZone.offsetMinutes),
                            name: timeZone.name,
                          })}
                        </small>
                      ) : null}
                    </>
                  ),
                },
                {
                  title: t('admin.devices.free'),
                  dataIndex: 'freeBytes',
                  align: 'right',
                  render: (bytes: number | null) => (bytes === null ? '—' : format.bytes(bytes)),
                },
                {
                  title: t('admin.devices.battery'),
                  dataIndex: 'batteryPercent',
                  align: 'right',
                  render: (percent: number | null) => (percent === null ? '—' : `${percent} %`),
                },
                {
                  title: <span className="visually-hidden">{t('admin.actions')}</span>,
                  key: 'actions',
                  align: 'right',
                  render: (_, device) =>
                    device.revokedAt === null ? (
                      <Button danger onClick={() => ask(device)} data-testid={`device-revoke-${device.deviceId}`}>
                        {t('admin.devices.revoke')}
                      </Button>
                    ) : (
                      <ToneTag tone="neutral">{`${t('admin.devices.revoked')} ${shortTime(device.revokedAt, now)}`}</ToneTag>
                    ),
                },
              ]}
            />
          )
        }
      </Shown>
    </div>
  );
}

/** Seconds or minutes that a device's clock lies behind (+) or ahead (−) of the office. */
function clockWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const sign = seconds > 0 ? '+' : seconds < 0 ? '−' : '±';
  return Math.abs(seconds) < 120 ? `${sign}${Math.abs(seconds)} s` : `${sign}${Math.round(Math.abs(seconds) / 60)} min`;
}
