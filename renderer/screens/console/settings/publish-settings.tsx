import { App, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { SettingsVersions } from '../../../../bridge/order-types.ts';
import type { Json } from '../../../../domain/documents/base.ts';
import { layOut } from '../../../../forms/engine/json-text.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';
import { settingsChanges } from './settings-rows.ts';

type Values = Readonly<Record<string, Json>>;

/** The next version of some numbers, as text; what will change stands below it, and nothing is published that an order type could not run with. */
export function PublishSettings({
  settings,
  close,
}: {
  readonly settings: SettingsVersions;
  readonly close: () => void;
}): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const publish = useOfficeMove('settings.publish');
  const [newest] = useState(settings.versions[0]);
  const before: Values = newest?.values ?? {};
  const [start] = useState(() => layOut(before));
  const [text, setText] = useState(start);
  const values = valuesOf(text);
  const changes = values === null ? [] : settingsChanges(before, values);
  const place = { place: 'settings-text', label: t('settings.publish') };
  const missing =
    values === null
      ? [{ ...place, said: t('refused.notJson') }]
      : changes.length === 0
        ? [{ ...place, label: t('refused.noChange'), said: t('refused.nothingChanged') }]
        : [];
  const submit = async () => {
    if (values === null) return;
    const seen = newest?.version ?? 0;
    const answer = await publish.make({ key: settings.key, values: { ...values }, seen, requestKey });
    if (answer === null) return;
    void message.success(t('settings.done', { n: answer.version }));
    close();
  };
  return (
    <DialogFrame
      title={t('settings.editTitle', { key: settings.key, n: (newest?.version ?? 0) + 1 })}
      submitText={t('settings.publish')}
      submit={submit}
      close={close}
      busy={publish.busy}
      problem={publish.problem}
      width={760}
      missing={missing}
      touched={text !== start}
    >
      <p className="console-hint">{t('settings.effect')}</p>
      <Input.TextArea
        data-place="settings-text"
        className="console-code"
        aria-label={settings.key}
        autoSize={{ minRows: 10, maxRows: 18 }}
        spellCheck={false}
        value={text}
        status={values === null ? 'error' : ''}
        onChange={(event) => setText(event.target.value)}
        data-testid="settings-text"
      />
      {values === null && (
        <p className="console-field-problem" role="alert">
          {t('settings.notJson')}
        </p>
      )}
      {changes.length > 0 && (
        <ul data-testid="settings-changes">
          {changes.map(({ path, before: from, after: to }) => (
            <li key={path}>
              <code>{path}</code> <del>{JSON.stringify(from)}</del> → <ins>{JSON.stringify(to)}</ins>
            </li>
          ))}
        </ul>
      )}
    </DialogFrame>
  );
}

function valuesOf(text: string): Values | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Values) : null;
  } catch {
    return null;
  }
}
