import { Alert, App, Button, Input, Segmented, Select } from 'antd';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { definitionWords } from '../../../texts/definition-words.ts';
import { Labelled } from '../dialogs/labelled.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { WindowField } from '../dialogs/window-field.tsx';
import { useOfficeMove } from '../office/use-office-call.ts';
import { go } from '../route.ts';
import { pathWords } from '../words/path-words.ts';
import { useWords } from '../words/use-words.ts';
import { draftPlaces } from './draft-missing.ts';
import { keep, readKept } from './kept-draft.ts';
import { draftMissing, draftProblems, emptyDraft, newOrderOf, type OrderDraft } from './order-draft.ts';
import { OrderFields } from './order-fields.tsx';

/** A long form is sent by its button: an Enter in one of its boxes makes no half-filled order. */
const onlyByButton = (event: KeyboardEvent) => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
};

export function CreateByForm({ definitions }: { readonly definitions: readonly OrderTypeDefinition[] }): ReactNode {
  const [first] = definitions;
  return first === undefined ? null : <Form definitions={definitions} first={first} />;
}

type Props = { readonly definitions: readonly OrderTypeDefinition[]; readonly first: OrderTypeDefinition };

function Form({ definitions, first }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const move = useOfficeMove('workOrder.create');
  const kept = useState(readKept)[0];
  const [orderType, setOrderType] = useState(kept?.orderType ?? first.key);
  const [draft, setDraft] = useState<OrderDraft>(kept?.draft ?? emptyDraft);
  const [tried, setTried] = useState(false);
  const definition = definitions.find(({ key }) => key === orderType) ?? first;
  const words = definitionWords(definition, language);
  const problems = draftProblems(draft, definition);
  const missing = draftMissing(draft, definition);
  const places = draftPlaces(problems, draft.window, { words, t, tw });
  const asking = useMissing(places);

  const change = (next: OrderDraft) => {
    setDraft(next);
    keep({ orderType, draft: next, pasted: kept?.pasted ?? '' });
  };
  const send = async () => {
    const answer = await move.make(newOrderOf(draft, definition.key, requestKey));
    if (answer === null) return;
    keep(null);
    void message.success(
      answer.missing.length === 0
        ? t('create.done', { number: answer.number })
        : t('create.doneMissing', { number: answer.number, n: answer.missing.length }),
      6,
    );
    go({ page: 'order', orderId: answer.orderId });
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    asking.press(() => void send());
  };

  return (
    <form className="console-form" onSubmit={submit} noValidate onKeyDown={onlyByButton}>
      <fieldset className="console-group">
        <legend>{t('create.order')}</legend>
        <div className="console-fields">
          <Labelled id="order-type" label={t('create.type')} required>
            <Select
              id="order-type"
              value={definition.key}
              onChange={setOrderType}
              options={definitions.map((known) => ({
                value: known.key,
                label: definitionWords(known, language).type(),
              }))}
            />
          </Labelled>
          <Labelled id="order-externalId" label={t('create.externalId')}>
            <Input
              id="order-externalId"
              maxLength={120}
              value={draft.externalId}
              onChange={(event) => change({ ...draft, externalId: event.target.value })}
            />
          </Labelled>
          <Labelled id="order-priority" label={t('create.priority')}>
            <Segmented
              id="order-priority"
              aria-label={t('create.priority')}
              value={draft.priority}
              onChange={(priority) => change({ ...draft, priority })}
              options={(['normal', 'urgent'] as const).map((priority) => ({
                value: priority,
                label: tw(`priority.${priority}`),
              }))}
            />
          </Labelled>
          <WindowField value={draft.window} onChange={(window) => change({ ...draft, window })} />
        </div>
      </fieldset>
      <OrderFields
        definition={definition}
        draft={draft}
        change={change}
        problems={tried ? problems : {}}
        missing={[]}
      />
      <div className="console-form-foot">
        {asking.bar}
        {missing.length > 0 && places.length === 0 && (
          <Alert
            type="info"
            showIcon
            title={t('create.willLack', { what: missing.map((path) => pathWords(path, words, t)).join(t('join')) })}
          />
        )}
        <ProblemAlert problem={move.problem} words={words} sought />
        <div className="console-buttons">
          <Button
            onClick={() => {
              change(emptyDraft);
              setTried(false);
            }}
          >
            {t('create.empty')}
          </Button>
          <Button type="primary" htmlType="submit" size="large" loading={move.busy} data-testid="create-submit">
            {missing.length > 0 ? t('create.submitIntake') : t('create.submit')}
          </Button>
        </div>
      </div>
    </form>
  );
}
