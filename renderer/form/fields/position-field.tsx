import { AimOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noPositionReasons } from '../../../domain/documents/base.ts';
import { useNow } from '../../hooks/use-now.ts';
import { isRecord } from '../../texts/answer-words.ts';
import type { FieldProps } from '../field-props.ts';
import css from './fields.module.css';
import { locate } from './locate.ts';

/** Where one stands. At most 15 s, never in the way of the rest of the form: the last fix with its age, or none. */
export function PositionField({ id, labelId, state, disabled, describedBy, onChange, onBlur }: FieldProps): ReactNode {
  const { t } = useTranslation(['form', 'words']);
  const [busy, setBusy] = useState(false);
  const value = isRecord(state.value) ? state.value : null;
  const find = async () => {
    setBusy(true);
    onChange(await locate(navigator.geolocation, Date.now()));
    setBusy(false);
    onBlur();
  };
  return (
    <div
      className={css.position}
      id={id}
      role="group"
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      data-testid={`field-${state.key}`}
      data-source={value ? String(value.source) : ''}
    >
      <Button
        icon={<AimOutlined />}
        type={value ? 'default' : 'primary'}
        loading={busy}
        disabled={disabled}
        onClick={() => void find()}
        data-testid={`locate-${state.key}`}
      >
        {busy ? t('form:gettingPosition') : value ? t('form:positionAgain') : t('form:getPosition')}
      </Button>
      {value ? <Fix value={value} /> : null}
      {value?.source === 'none' ? (
        <label className={css.selectLabel}>
          {t('form:positionReason')}
          <select
            className={css.select}
            value={String(value.reason ?? 'other')}
            disabled={disabled}
            data-testid={`reason-${state.key}`}
            onChange={(event) => onChange({ ...value, reason: event.target.value })}
            onBlur={onBlur}
          >
            {noPositionReasons.map((reason) => (
              <option key={reason} value={reason}>
                {t(`words:position.none.${reason}`)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}

function Fix({ value }: { readonly value: Readonly<Record<string, unknown>> }): ReactNode {
  const { t } = useTranslation(['form', 'words']);
  const now = useNow();
  const source =
    value.source === 'gnss' || value.source === 'lastFix' || value.source === 'map' ? value.source : 'none';
  if (source === 'none')
    return (
      <span className={css.fix}>
        {t('words:position.source.none')}
        <small>{t('form:noPosition')}</small>
      </span>
    );
  const minutes = Math.round((now - Date.parse(String(value.fixAt))) / 60_000);
  const ago =
    minutes < 1
      ? t('form:ago.now')
      : minutes < 60
        ? t('form:ago.minutes', { m: minutes })
        : t('form:ago.hours', { h: Math.round(minutes / 60) });
  return (
    <span className={css.fix}>
      <span>
        <EnvironmentOutlined aria-hidden /> {Number(value.latitude).toFixed(5)}, {Number(value.longitude).toFixed(5)}{' '}
        {t('form:metres', { m: Math.round(Number(value.accuracyM)) })}
      </span>
      <small>
        {t(`words:position.source.${source}`)} · {ago}
      </small>
    </span>
  );
}
