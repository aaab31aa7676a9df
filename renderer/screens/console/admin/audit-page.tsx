import { AuditOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { type AuditEntry, auditPath } from '../../../../bridge/audit.ts';
import { QuietState } from '../../../components/quiet-state.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { definitionWords } from '../../../texts/definition-words.ts';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import { usePlace } from '../place/use-place.ts';
import { hrefOf } from '../route.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { AdminHead } from './admin-head.tsx';
import {
  type AuditAsked,
  AuditFilters,
  type AuditPlace,
  auditNames,
  auditOf,
  everything,
  filterOf,
  placeOfAudit,
} from './audit-filters.tsx';
import { auditAbout, auditMore, auditWhy } from './audit-words.ts';

const pageLength = 50;

/** Shows who did what, when and from where; the newest first, a page at a time. */
export function AuditPage(): ReactNode {
  const { t } = useWords();
  const [place, setPlace] = usePlace(auditNames, auditOf, placeOfAudit);
  const { asked, begins } = place;
  const setBegins = (next: AuditPlace['begins']): void => setPlace({ asked, begins: next });
  const before = begins.at(-1) ?? null;
  const filter = filterOf(asked);
  const read = useOfficeRead('audit.list', { ...filter, limit: pageLength, ...(before !== null && { before }) });
  const change = (next: AuditAsked): void => setPlace({ asked: next, begins: [null] });
  const clear = <Button onClick={() => change(everything)}>{t('admin.audit.clear')}</Button>;

  return (
    <div className="console-page console-page-narrow">
      <AdminHead page="audit">
        <Button
          icon={<DownloadOutlined />}
          href={auditPath('csv', filter)}
          download
          title={t('admin.audit.exportHint')}
          data-testid="export-audit"
        >
          {t('admin.audit.exportCsv')}
        </Button>
      </AdminHead>
      {read.data !== undefined && <p className="console-hint">{t('admin.audit.lead', { days: read.data.keptDays })}</p>}
      <AuditFilters asked={asked} change={change} />
      <Shown read={read}>
        {({ entries, next }) => (
          <>
            {entries.length === 0 ? (
              <QuietState
                icon={<AuditOutlined />}
                title={t('admin.audit.none')}
                hint={t('admin.audit.noneHint')}
                action={JSON.stringify(asked) === JSON.stringify(everything) ? undefined : clear}
              />
            ) : (
              <EntriesTable entries={entries} />
            )}
            <nav className="console-buttons" aria-label={t('admin.audit.page', { n: begins.length })}>
              <Button disabled={begins.length === 1} onClick={() => setBegins(begins.slice(0, -1))}>
                {t('admin.audit.newer')}
              </Button>
              <span className="console-faint">{t('admin.audit.page', { n: begins.length })}</span>
              <Button disabled={next === null} onClick={() => setBegins([...begins, next])} data-testid="audit-older">
                {t('admin.audit.older')}
              </Button>
            </nav>
          </>
        )}
      </Shown>
    </div>
  );
}

function EntriesTable({ entries }: { readonly entries: readonly AuditEntry[] }): ReactNode {
  const { t, tw, language } = useWords();
  const { all } = useDefinitions();
  const known = useMemo(() => all.map((definition) => definitionWords(definition, language)), [all, language]);
  return (
    <Table<AuditEntry>
      rowKey="entryId"
      size="middle"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...entries]}
      data-testid="audit-entries"
      columns={[
        { title: t('admin.audit.at'), dataIndex: 'at', render: (at: string) => fullTime(at) },
        {
          title: t('admin.audit.who'),
          key: 'who',
          render: (_, { by, address }) =>
            by === null ? (
              <span className="console-faint">
                {t(address === null ? 'admin.audit.commandLine' : 'admin.audit.nobody')}
              </span>
            ) : (
              <>
                <code>{by.username}</code>
                <br />
                <small className="console-faint">{tw(`role.${by.role}` as 'role.technician')}</small>
              </>
            ),
        },
        {
          title: t('admin.audit.what'),
          key: 'what',
          render: (_, { action, outcome, code, times }) => (
            <>
              {t(`admin.audit.action.${action}`)}{' '}
              {outcome === 'refused' && action !== 'access.refused' && action !== 'access.refusedMore' && (
                <ToneTag tone="warn">{t('admin.audit.refused')}</ToneTag>
              )}
              <br />
              <small className="console-faint">
                {code !== null && <span title={code}>{auditWhy(code, t, language)}</span>}
                {code !== null && times > 1 && ' · '}
                {times > 1 && t('admin.audit.times', { n: times })}
              </small>
            </>
          ),
        },
        {
          title: t('admin.audit.about'),
          key: 'about',
          render: (_, entry) => {
            const about = auditAbout(entry, t);
            if (about === null) return null;
            if (about.kind === 'order')
              return <a href={hrefOf({ page: 'order', orderId: about.text })}>{t('admin.audit.order')}</a>;
            return about.kind === 'words' ? (
              <span title={entry.about ?? ''}>{about.text}</span>
            ) : (
              <code className="console-wrapping">{about.text}</code>
            );
          },
        },
        {
          title: t('admin.audit.from'),
          key: 'from',
          render: (_, { address, deviceId }) => (
            <>
              {address}
              {deviceId !== null && (
                <>
                  <br />
                  <small className="console-faint">{t('admin.audit.device', { id: deviceId.slice(-8) })}</small>
                </>
              )}
            </>
          ),
        },
        {
          title: t('admin.audit.more'),
          dataIndex: 'details',
          render: (details: AuditEntry['details']) => (
            <small className="console-faint console-wrapping">{auditMore(details, t, tw, known)}</small>
          ),
        },
      ]}
    />
  );
}
