import { Select } from 'antd';
import type { ReactNode } from 'react';
import { type AuditAction, type AuditFilter, auditActions } from '../../../../bridge/audit.ts';
import { DayBox } from '../dialogs/clock-boxes.tsx';
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

/** The members of the address that say what is asked for, and where each page shown so far begins. */
export const auditNames = ['action', 'outcome', 'account', 'from', 'to', 'pages'] as const;

export type AuditPlace = {
  readonly asked: AuditAsked;
  /** where each page begins: the last one is shown */
  readonly begins: readonly (string | null)[];
};

const day = (text: string | null): string => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

/** What an address asks for; what it says that cannot be asked, it does not say. */
export function auditOf(place: URLSearchParams): AuditPlace {
  const pages = (place.get('pages') ?? '').split('.').filter((begin) => /^[\w:-]{1,80}$/.test(begin));
  return {
    asked: {
      action: auditActions.find((action) => action === place.get('action')) ?? '',
      outcome: (['done', 'refused'] as const).find((outcome) => outcome === place.get('outcome')) ?? '',
      accountId: /^[0-9a-z]{26}$/.test(place.get('account') ?? '') ? (place.get('account') ?? '') : '',
      fromDay: day(place.get('from')),
      toDay: day(place.get('to')),
    },
    begins: [null, ...pages],
  };
}

export const placeOfAudit = ({ asked, begins }: AuditPlace): Readonly<Record<(typeof auditNames)[number], string>> => ({
  action: asked.action,
  outcome: asked.outcome,
  account: asked.accountId,
  from: asked.fromDay,
  to: asked.toDay,
  pages: begins.filter((begin) => begin !== null).join('.'),
});

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
      <span className="console-audit-days">
        <span>{t('admin.audit.fromDay')}</span>
        <DayBox
          label={t('admin.audit.fromDay')}
          testId="audit-from"
          value={asked.fromDay}
          onChange={(fromDay) => change({ ...asked, fromDay })}
        />
        <span>{t('admin.audit.toDay')}</span>
        <DayBox
          label={t('admin.audit.toDay')}
          testId="audit-to"
          value={asked.toDay}
          onChange={(toDay) => change({ ...asked, toDay })}
        />
      </span>
    </fieldset>
  );
}
