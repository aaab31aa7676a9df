import { App, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { OrderTypeVersions } from '../../../../../bridge/order-types.ts';
import type { Json } from '../../../../../domain/documents/base.ts';
import { type PlacedProblem, problemsIn } from '../../../../../forms/engine/definition-text.ts';
import { layOut } from '../../../../../forms/engine/json-text.ts';
import type { OrderTypeDefinition } from '../../../../../forms/engine/types.ts';
import { DialogFrame } from '../../dialogs/dialog-frame.tsx';
import { useRequestKey } from '../../dialogs/use-request-key.ts';
import { useOfficeMove } from '../../office/use-office-call.ts';
import { go } from '../../route.ts';
import { useDefinitionWords, useWords } from '../../words/use-words.ts';
import { diffDefinitions } from '../compare/diff.ts';
import { ProblemList } from '../edit/problem-list.tsx';
import css from '../workbench.module.css';
import { firstVersion, newPaths, nextVersion, type Renames, vanishedPaths } from './next-version.ts';

type Props = {
  readonly types: readonly OrderTypeVersions[];
  /** what it was begun from; null when this release cannot read it, and where the draft has another key */
  readonly base: OrderTypeDefinition | null;
  readonly draft: OrderTypeDefinition;
  readonly published: () => void;
  readonly close: () => void;
};

/** Says what publishing does, asks where renamed answers went, and publishes the draft as the next version of its key; a key that nobody has is a new type. */
export function PublishDialog({ types, base, draft, published, close }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(draft);
  const { message } = App.useApp();
  const publish = useOfficeMove('orderTypes.publish');
  const requestKey = useRequestKey();
  const [renames, setRenames] = useState<Renames>({});
  const versions = types.find(({ key }) => key === draft.key)?.versions ?? [];
  const version = Math.max(0, ...versions.map((one) => one.version)) + 1;
  const open = versions.reduce((sum, one) => sum + one.openOrders, 0);
  const vanished = useMemo(() => (base === null ? [] : vanishedPaths(base, draft)), [base, draft]);
  const places = useMemo(() => (base === null ? [] : newPaths(base, draft)), [base, draft]);

  const submit = async () => {
    const followed = base === null ? { ...draft, version } : nextVersion(base, draft, version, renames);
    const next = versions.length === 0 ? firstVersion(draft) : followed;
    const answer = await publish.make({ text: layOut(next as unknown as Json), requestKey });
    if (answer === null) return;
    void message.success(t('types.publish.done', { n: answer.version }));
    published();
    close();
    go({ page: 'orderType', key: answer.key, version: answer.version, tab: 'flow' });
  };
  const refused = publish.problem?.code === 'orderType.invalid' ? publish.problem : null;
  return (
    <DialogFrame
      title={t('types.publish.title', { name: words.type(), n: version })}
      submitText={t('types.publish.submit')}
      submit={submit}
      close={close}
      busy={publish.busy}
      problem={publish.problem}
      width={680}
    >
      <ul className={css.says}>
        {versions.length === 0 ? <li>{t('types.publish.newType', { key: draft.key })}</li> : null}
        <li>{t('types.publish.newOnes', { n: version })}</li>
        <li>{open === 0 ? t('types.publish.none') : t('types.publish.running', { n: open })}</li>
        <li>{t('types.publish.devices')}</li>
        <li>{t('types.publish.immutable')}</li>
        {base === null ? null : <Counts base={base} draft={draft} />}
        {base !== null && base.version < version - 1 ? (
          <li className={css.wrong}>{t('types.publish.olderBase', { n: base.version })}</li>
        ) : null}
      </ul>
      {vanished.length === 0 ? null : (
        <fieldset className="console-field">
          <legend>{t('types.publish.vanished')}</legend>
          <p className="console-hint">{t('types.publish.vanishedHint')}</p>
          <ul className={css.renames}>
            {vanished.map((path) => (
              <li key={path}>
                <code>{path}</code>
                <Select
                  aria-label={path}
                  data-testid={`rename-${path}`}
                  value={renames[path] ?? ''}
                  onChange={(to) =>
                    setRenames(({ [path]: _, ...others }) => (to === '' ? others : { ...others, [path]: to }))
                  }
                  options={[
                    { value: '', label: t('types.publish.gone') },
                    ...places.map((place) => ({ value: place, label: place })),
                  ]}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {refused === null ? null : (
        <div data-testid="publish-problems">
          <ProblemList problems={problemsIn(refused.details) as readonly PlacedProblem[]} />
        </div>
      )}
    </DialogFrame>
  );
}

function Counts({
  base,
  draft,
}: {
  readonly base: OrderTypeDefinition;
  readonly draft: OrderTypeDefinition;
}): ReactNode {
  const { t } = useWords();
  const changes = useMemo(() => diffDefinitions(base, draft), [base, draft]);
  const count = (kind: 'added' | 'removed' | 'changed') => changes.filter((one) => one.kind === kind).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed') };
  return <li>{t('types.publish.changes', { n: base.version, ...counts })}</li>;
}
