import { Button, Input } from 'antd';
import { type ReactNode, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../domain/documents/base.ts';
import type { Problem } from '../../../domain/problem.ts';
import { newRequestKey } from '../../app/request-key.ts';
import { Labelled } from '../../components/labelled.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { isRecord } from '../../texts/answer-words.ts';
import type { FieldProps } from '../field-props.ts';
import { type ReportDiscrepancy, ReportDiscrepancyContext } from '../report-discrepancy.ts';
import css from './fields.module.css';

/** Each resource of the order against what is on site: as ordered, or different and reported to dispatch. */
export function ResourcesField({
  id,
  labelId,
  state,
  view,
  words,
  disabled,
  describedBy,
  onChange,
}: FieldProps): ReactNode {
  const { t } = useTranslation('form');
  const checked = isRecord(state.value) ? state.value : {};
  const resources = Object.entries(view.fold.resources).filter(([, value]) => value !== null && value !== '');
  const all = resources.every(([key]) => checked[key] !== undefined);
  const put = (key: string, verdict: 'confirmed' | 'discrepancy') => onChange({ ...checked, [key]: verdict });
  return (
    <div
      className={css.resources}
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      id={id}
      data-testid={`field-${state.key}`}
    >
      {disabled || all ? null : (
        <Button
          data-testid="confirm-all"
          onClick={() => onChange({ ...Object.fromEntries(resources.map(([key]) => [key, 'confirmed'])), ...checked })}
        >
          {t('confirmAll')}
        </Button>
      )}
      {resources.map(([key, value]) => (
        <Resource
          key={key}
          name={words.resource(key)}
          resource={key}
          expected={value}
          verdict={checked[key]}
          orderId={view.orderId}
          reported={view.fold.discrepancies.findLast((one) => one.resource === key) ?? null}
          disabled={disabled}
          onPick={(verdict) => put(key, verdict)}
        />
      ))}
    </div>
  );
}

type ResourceProps = {
  readonly name: string;
  readonly resource: string;
  readonly expected: Json;
  readonly verdict: Json | undefined;
  readonly orderId: string;
  readonly reported: { readonly found: Json; readonly note: string } | null;
  readonly disabled: boolean;
  readonly onPick: (verdict: 'confirmed' | 'discrepancy') => void;
};

function Resource({
  name,
  resource,
  expected,
  verdict,
  orderId,
  reported,
  disabled,
  onPick,
}: ResourceProps): ReactNode {
  const { t } = useTranslation(['form', 'words']);
  const report = useContext(ReportDiscrepancyContext);
  return (
    <div className={css.resource} data-state={typeof verdict === 'string' ? verdict : 'open'}>
      <div>
        <div className={css.resourceName}>{name}</div>
        <div className={css.resourceValue}>{String(expected)}</div>
      </div>
      <div className={css.resourceChoice} role="radiogroup" aria-label={name}>
        {(['confirmed', 'discrepancy'] as const).map((choice) => (
          <label key={choice} className={css.card} data-checked={verdict === choice} data-disabled={disabled}>
            <input
              type="radio"
              name={`resource-${resource}`}
              checked={verdict === choice}
              disabled={disabled}
              data-testid={`resource-${resource}-${choice}`}
              onChange={() => onPick(choice)}
            />
            <span className={css.dot} aria-hidden />
            <span>{t(`words:resource.${choice}`)}</span>
          </label>
        ))}
      </div>
      {verdict === 'discrepancy' ? (
        reported ? (
          <p className={css.resourceFound}>
            {t('form:found')}: <b>{String(reported.found)}</b> {reported.note}
          </p>
        ) : report ? (
          <DiscrepancyReport orderId={orderId} resource={resource} disabled={disabled} report={report} />
        ) : null
      ) : null}
    </div>
  );
}

/** What was found instead; dispatch sees it as soon as there is a link. */
function DiscrepancyReport({
  orderId,
  resource,
  disabled,
  report,
}: {
  readonly orderId: string;
  readonly resource: string;
  readonly disabled: boolean;
  readonly report: ReportDiscrepancy;
}): ReactNode {
  const { t } = useTranslation(['form', 'words']);
  const [found, setFound] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [requestKey] = useState(newRequestKey);
  const send = async () => {
    setBusy(true);
    setProblem(await report({ orderId, resource, found, note, requestKey }));
    setBusy(false);
  };
  return (
    <div className={css.resourceFound}>
      <Labelled label={t('form:found')}>
        {(id) => (
          <Input
            id={id}
            value={found}
            disabled={disabled}
            data-testid={`found-${resource}`}
            onChange={(event) => setFound(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={t('form:discrepancyNote')}>
        {(id) => <Input id={id} value={note} disabled={disabled} onChange={(event) => setNote(event.target.value)} />}
      </Labelled>
      <Button
        type="primary"
        disabled={disabled || found.trim() === ''}
        loading={busy}
        data-testid={`report-${resource}`}
        onClick={() => void send()}
      >
        {t('words:event.discrepancyReported')}
      </Button>
      <ProblemAlert problem={problem} />
    </div>
  );
}
