import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { SettingsVersions } from '../../../../bridge/order-types.ts';
import type { Json } from '../../../../domain/documents/base.ts';
import { AdminHead } from '../admin/admin-head.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { usePlace } from '../place/use-place.ts';
import { anyWords } from '../words/any-words.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { PublishSettings } from './publish-settings.tsx';
import { settingsChanges, settingsRows } from './settings-rows.ts';

const names = ['find'] as const;
const read = (place: URLSearchParams) => (place.get('find') ?? '').slice(0, 80);
const write = (find: string) => ({ find });

/** The numbers that orders are judged and counted by: value, source, who reads them, who changed what and when. */
export function SettingsPage(): ReactNode {
  const { t } = useWords();
  const settings = useOfficeRead('settings.versions', {});
  const published = useOfficeRead('audit.list', { action: 'settings.published', limit: 200 });
  const [find, setFind] = usePlace(names, read, write);
  const [editing, setEditing] = useState<SettingsVersions | null>(null);
  const when = new Map(published.data?.entries.map(({ about, at }) => [about, at]));
  const wanted = find.trim().toLowerCase();
  return (
    <div className="console-page console-page-narrow">
      <AdminHead page="settings" />
      <p className="console-hint">{t('settings.lead')}</p>
      <Input
        allowClear
        aria-label={t('settings.find')}
        placeholder={t('settings.find')}
        value={find}
        maxLength={80}
        onChange={(event) => setFind(event.target.value)}
        data-testid="settings-find"
      />
      <Shown read={settings}>
        {(data) =>
          data.settings
            .filter((one) => wanted === '' || JSON.stringify([one.key, one.versions[0]]).toLowerCase().includes(wanted))
            .map((one) => <OneSettings key={one.key} one={one} when={when} edit={() => setEditing(one)} />)
        }
      </Shown>
      {editing !== null && <PublishSettings settings={editing} close={() => setEditing(null)} />}
    </div>
  );
}

type Props = {
  readonly one: SettingsVersions;
  /** `<key>@<version>` → when it was published */
  readonly when: ReadonlyMap<string | null, string>;
  readonly edit: () => void;
};

function OneSettings({ one, when, edit }: Props): ReactNode {
  const { t, language } = useWords();
  const [newest] = one.versions;
  if (newest === undefined) return null;
  const name = (t as unknown as (key: string, other: object) => string)(`settings.name.${one.key}`, {
    defaultValue: one.key,
  });
  return (
    <details className="console-stage" data-testid={`settings-${one.key}`}>
      <summary>
        <h2 className="console-stage-name">
          {name} <code>{one.key}</code>
        </h2>
        <span className="console-faint">{t('settings.versionN', { n: newest.version })}</span>
      </summary>
      <div className="console-stage-body">
        <p>
          {one.usedBy.length === 0
            ? t('settings.usedByNone')
            : t('settings.usedBy', { types: one.usedBy.map((type) => type[language]).join(t('join')) })}
        </p>
        <table className="console-changes">
          <thead>
            <tr>
              <th scope="col">{t('settings.what')}</th>
              <th scope="col">{t('settings.value')}</th>
              <th scope="col">{t('settings.source')}</th>
            </tr>
          </thead>
          <tbody>
            {settingsRows(newest.values).map(({ path, value, source }) => (
              <tr key={path}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                <td>{valueText(value)}</td>
                <td>{sourceText(source, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h3>{t('settings.history')}</h3>
        <ol className="console-history">
          {one.versions.map((version, at) => {
            const before = one.versions[at + 1];
            const time = when.get(`${one.key}@${version.version}`);
            return (
              <li key={version.version}>
                <span>{t('settings.versionN', { n: version.version })}</span>
                <div>
                  <p>
                    {version.publishedBy ?? t('types.shipped')}
                    {time === undefined ? '' : ` · ${fullTime(time)}`}
                  </p>
                  {before !== undefined &&
                    settingsChanges(before.values, version.values).map((change) => (
                      <p key={change.path} className="console-quote">
                        <code>{change.path}</code> <del>{valueText(change.before)}</del> →{' '}
                        <ins>{valueText(change.after)}</ins>
                      </p>
                    ))}
                </div>
              </li>
            );
          })}
        </ol>
        <Button onClick={edit} data-testid={`settings-edit-${one.key}`}>
          {t('settings.edit')}
        </Button>
      </div>
    </details>
  );
}

/** Long lists, as the days of a calendar, by their first ones. */
const longest = 400;
const valueText = (value: Json): string => {
  const text = anyWords(value);
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
};

const sourceText = (source: Json, language: 'zh-CN' | 'en'): string => {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return anyWords(source);
  const said = (source as { readonly [key: string]: Json })[language];
  return anyWords(said ?? source);
};
