import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { type AuditAction, type AuditFilter, auditActions } from '../../../../bridge/audit.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';

/** The filters that are asked for; days as `YYYY-MM-DD`, empty: from the first, to the last. */
export type AuditAsked = {
  readonly action: AuditAction | '';
  readonly outcome: 'done' | 'refused' | '';
  readonly accountId: string;
  readonly fromDay: string;
  readonly toDay: string;
};
export const everything: AuditAsked = { action: '', outcome: '', accountId: '', fromDay: '', toDay: '' };

/** Keeps the year of the box to four digits while it is typed. */
const lastDay = '9999-12-30';

/** The midnight that begins the day; null: none is given, or one of a year with more than four digits, as the box lets be typed. */
function midnight(day: string): Date | null {
  const at = new Date(`${day}T00:00:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The filter of the call: a day is from its midnight to the next, in the viewer's zone. */
export function filterOf({ action, outcome, accountId, fromDay, toDay }: AuditAsked): AuditFilter {
  const begin = midnight(fromDay);
  const end = midnight(toDay);
  end?.setDate(end.getDate() + 1);
  return {
    ...(action !== '' && { action }),
    ...(outcome !== '' && { outcome }),
    ...(accountId !== '' && { accountId }),
    ...(begin !== null && { from: begin.toISOString() }),
    ...(end !== null && { to: end.toISOString() }),
  };
}

export function AuditFilters({
  asked,
  change,
}: {
  readonly asked: AuditAsked;
  readonly change: (next: AuditAsked) => void;
}): ReactNode {
  const { t } = useWords();
  const people = useOfficeRead('accounts.list', {});
  const accounts = people.data?.accounts ?? [];
  return (
    <fieldset className="console-audit-filters">
      <legend className="visually-hidden">{t('admin.audit.filters')}</legend>
      <Select
        aria-label={t('admin.audit.what')}
        data-testid="audit-action"
        value={asked.action}
        onChange={(action) => change({ ...asked, action })}
        options={[
          { value: '' as const, label: t('admin.audit.anyAction') },
          ...auditActions.map((action) => ({ value: action, label: t(`admin.audit.action.${action}`) })),
        ]}
      />
      <Select
        aria-label={t('admin.audit.who')}
        showSearch={{ optionFilterProp: 'label' }}
        value={asked.accountId}
        onChange={(accountId) => change({ ...asked, accountId })}
        options={[
          { value: '', label: t('admin.audit.anyAccount') },
          ...accounts.map(({ accountId, name, username }) => ({ value: accountId, label: `${name} · ${username}` })),
        ]}
      />
      <Select
        aria-label={t('admin.audit.refused')}
        data-testid="audit-outcome"
        value={asked.outcome}
        onChange={(outcome) => change({ ...asked, outcome })}
        options={[
          { value: '' as const, label: t('admin.audit.anyOutcome') },
          { value: 'refused' as const, label: t('admin.audit.onlyRefused') },
          { value: 'done' as const, label: t('admin.audit.onlyDone') },
        ]}
      />
      <Input
        type="date"
        max={lastDay}
        aria-label={t('admin.audit.fromDay')}
        prefix={t('admin.audit.fromDay')}
        value={asked.fromDay}
        onChange={(event) => change({ ...asked, fromDay: event.target.value })}
      />
      <Input
        type="date"
        max={lastDay}
        aria-label={t('admin.audit.toDay')}
        prefix={t('admin.audit.toDay')}
        value={asked.toDay}
        onChange={(event) => change({ ...asked, toDay: event.target.value })}
      />
    </fieldset>
  );
}
