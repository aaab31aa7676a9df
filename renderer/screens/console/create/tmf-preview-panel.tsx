import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { definitionWords } from '../../../texts/definition-words.ts';
import { anyWords } from '../words/any-words.ts';
import { pathWords } from '../words/path-words.ts';
import { useWords } from '../words/use-words.ts';
import type { TmfPreview } from './tmf-preview.ts';

export function TmfPreviewPanel({
  preview,
  definition,
}: {
  readonly preview: TmfPreview;
  readonly definition: OrderTypeDefinition | null;
}): ReactNode {
  const { t, language } = useWords();
  const words = definition === null ? null : definitionWords(definition, language);
  return (
    <>
      {preview.orderType === null && (
        <Alert
          type="warning"
          showIcon
          title={t('create.tmf.unknownType', { name: preview.named === '' ? '—' : preview.named })}
        />
      )}
      {preview.missing.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('create.willLack', {
            what: preview.missing.map((path) => pathWords(path, words, t)).join(t('join')),
          })}
        />
      )}
      <dl className="console-facts">
        <dt>{t('create.type')}</dt>
        <dd>{words?.type() ?? '—'}</dd>
        <dt>{t('create.externalId')}</dt>
        <dd>{preview.externalId ?? '—'}</dd>
        <dt>{t('create.customer')}</dt>
        <dd>
          {preview.parties.map(({ role, name }) => (role === '' ? name : `${name}（${role}）`)).join(t('join')) || '—'}
        </dd>
        <dt>{t('create.place')}</dt>
        <dd>{preview.places.join('；') || '—'}</dd>
        {preview.recognised.map(({ group, key, value }) => (
          <Pair key={`${group}.${key}`} label={pathWords(`${group}.${key}`, words, t)} value={anyWords(value)} />
        ))}
      </dl>
      {preview.unknown.length > 0 && (
        <details>
          <summary>{t('create.tmf.unknown', { n: preview.unknown.length })}</summary>
          <dl className="console-facts">
            {preview.unknown.map(({ name, value }) => (
              <Pair key={name} label={name} value={anyWords(value)} />
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function Pair({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
