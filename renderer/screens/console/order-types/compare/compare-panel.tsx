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
  // What this release cannot read cannot be compared either; the newest stands first.
  const usable = type.versions.filter(({ problems }) => problems.length === 0).map((one) => one.version);
  const drafted = bench.changed && bench.shown !== null;
  const [begin] = useState(() => pairOf(usable, version, drafted));
  const [from, setFrom] = useState(begin.from);
  const [to, setTo] = useState(begin.to);
  const choices = usable.map((value) => ({ value, label: t('types.versionN', { n: value }) }));
  const draft = drafted ? [{ value: 0, label: t('types.compare.draft') }] : [];
  // The draft may be gone meanwhile: discarded, or edited into something that cannot be read.
  const target = to === 0 && !drafted ? from : to;
  if (usable.length === 0) return <p className={css.note}>{t('types.unreadable')}</p>;
  if (usable.length === 1 && !drafted) return <p className={css.note}>{t('types.compare.onlyOne')}</p>;
  return (
    <>
      <div className={css.pick}>
        <Choice label={t('types.compare.from')} value={from} onChange={setFrom} options={choices} />
        <span aria-hidden="true">→</span>
        <Choice label={t('types.compare.to')} value={target} onChange={setTo} options={[...draft, ...choices]} />
      </div>
      <Version typeKey={key} version={from}>
        {(before) =>
          target === 0 && bench.shown ? (
            <Changes before={before} after={bench.shown} />
          ) : (
            <Version typeKey={key} version={target}>
              {(after) => <Changes before={before} after={after} />}
            </Version>
          )
        }
      </Version>
    </>
  );
}

/** Which two to show first: what is being changed against its base, else the version at hand with the one before it or the newest. 0 is the draft. */
function pairOf(
  usable: readonly number[],
  version: number,
  drafted: boolean,
): { readonly from: number; readonly to: number } {
  const [newest = 1] = usable;
  const own = usable.includes(version) ? version : newest;
  if (drafted) return { from: own, to: 0 };
  return own < newest ? { from: own, to: newest } : { from: usable.find((one) => one < own) ?? own, to: own };
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
  const read = useOfficeRead('orderTypes.open', { key: typeKey, version });
  return (
    <Shown read={read}>
      {(one) =>
        // While one is read the one before it is still here.
        one.version === version ? children(JSON.parse(one.text) as OrderTypeDefinition) : null
      }
    </Shown>
  );
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
