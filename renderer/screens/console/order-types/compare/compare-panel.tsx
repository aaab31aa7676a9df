import { Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { OrderTypeVersions } from '../../../../../bridge/order-types.ts';
import type { Json } from '../../../../../domain/documents/base.ts';
import type { OrderTypeDefinition } from '../../../../../forms/engine/types.ts';
import { ToneTag } from '../../../../components/tone-tag.tsx';
import { Shown } from '../../office/states.tsx';
import { useOfficeRead } from '../../office/use-office-call.ts';
import { useWords } from '../../words/use-words.ts';
import type { Workbench } from '../use-workbench.ts';
import css from '../workbench.module.css';
import { type Change, diffDefinitions } from './diff.ts';

type Props = { readonly bench: Workbench; readonly type: OrderTypeVersions };

/** Two versions side by side; the unpublished text is one of them. */
export function ComparePanel({ bench, type }: Props): ReactNode {
  const { t } = useWords();
  const { key, version } = bench.opened;
  const newer = type.versions.some((one) => one.version > version);
  const [from, setFrom] = useState(bench.changed || newer ? version : Math.max(1, version - 1));
  const [to, setTo] = useState(bench.changed ? 0 : newer ? (type.versions[0]?.version ?? version) : version);
  const choices = type.versions.map((one) => ({ value: one.version, label: t('types.versionN', { n: one.version }) }));
  const draft = bench.changed && bench.shown !== null ? [{ value: 0, label: t('types.compare.draft') }] : [];
  return (
    <>
      <div className={css.pick}>
        <Choice label={t('types.compare.from')} value={from} onChange={setFrom} options={choices} />
        <span aria-hidden="true">→</span>
        <Choice label={t('types.compare.to')} value={to} onChange={setTo} options={[...draft, ...choices]} />
      </div>
      <Version typeKey={key} version={from}>
        {(before) =>
          to === 0 && bench.shown ? (
            <Changes before={before} after={bench.shown} />
          ) : (
            <Version typeKey={key} version={to}>
              {(after) => <Changes before={before} after={after} />}
            </Version>
          )
        }
      </Version>
    </>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly options: readonly { readonly value: number; readonly label: string }[];
};

function Choice({ label, value, onChange, options }: ChoiceProps): ReactNode {
  return (
    <span className={css.choice}>
      <span aria-hidden="true">{label}</span>
      <Select aria-label={label} value={value} onChange={onChange} options={[...options]} style={{ minWidth: 170 }} />
    </span>
  );
}

type VersionProps = {
  readonly typeKey: string;
  readonly version: number;
  readonly children: (definition: OrderTypeDefinition) => ReactNode;
};

function Version({ typeKey, version, children }: VersionProps): ReactNode {
  const read = useOfficeRead('orderTypes.open', { key: typeKey, version: Math.max(1, version) });
  return <Shown read={read}>{({ text }) => children(JSON.parse(text) as OrderTypeDefinition)}</Shown>;
}

/** The changes between two definitions, with old and new values. */
export function Changes({
  before,
  after,
}: {
  readonly before: OrderTypeDefinition;
  readonly after: OrderTypeDefinition;
}): ReactNode {
  const { t } = useWords();
  const changes = useMemo(() => diffDefinitions(before, after), [before, after]);
  if (changes.length === 0)
    return (
      <p className={css.note} data-testid="no-changes">
        {t('types.compare.same')}
      </p>
    );
  return (
    <ul className={css.changes} data-testid="changes">
      {changes.map((change) => (
        <OneChange
          key={`${change.part} ${change.path}`}
          change={change}
          texts={change.kind === 'removed' ? before.texts : after.texts}
        />
      ))}
    </ul>
  );
}

const tones = { added: 'good', removed: 'bad', changed: 'info' } as const;

function OneChange({
  change,
  texts,
}: {
  readonly change: Change;
  readonly texts: OrderTypeDefinition['texts'];
}): ReactNode {
  const { t, language } = useWords();
  const { part, path, kind, properties } = change;
  const words = texts[language];
  const added =
    part === 'text' && kind !== 'changed' ? `${texts['zh-CN'][path] ?? '—'} · ${texts.en[path] ?? '—'}` : undefined;
  const name = added ?? words[`${part === 'clock' ? 'sla' : part}.${path}`];
  return (
    <li data-testid={`change-${part}-${path}`} data-kind={kind}>
      <ToneTag tone={tones[kind]}>{t(`types.compare.${kind}`)}</ToneTag>
      <b>{t(`types.compare.part.${part}`)}</b>
      <code>{path}</code>
      {name === undefined ? null : <span>{name}</span>}
      {properties.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('types.compare.before')}</th>
              <th scope="col">{t('types.compare.after')}</th>
            </tr>
          </thead>
          <tbody>
            {properties.map(({ property, before, after }) => (
              <tr key={property}>
                <th scope="row">{property === 'order' ? t('types.compare.order') : property}</th>
                <td>{valueWords(before)}</td>
                <td>{valueWords(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  );
}

const valueWords = (value: Json): string => {
  if (value === null) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
