import { Alert, App, Button, Input } from 'antd';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { Labelled } from '../dialogs/labelled.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { go } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { keep, readKept } from './kept-draft.ts';
import { emptyDraft } from './order-draft.ts';
import { exampleBody, readTmf } from './tmf-preview.ts';
import { TmfPreviewPanel } from './tmf-preview-panel.tsx';

/** Pasted as another system wrote it; beside it stands what it will become. */
export function CreateFromTmf({ definitions }: { readonly definitions: readonly OrderTypeDefinition[] }): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const move = useOfficeMove('workOrder.createFromTmf');
  const kept = useState(readKept)[0];
  const [text, setText] = useState(kept?.pasted ?? '');
  const shown = useDeferredValue(text);
  const reading = useMemo(() => readTmf(shown, definitions), [shown, definitions]);
  const first = definitions[0];
  // The office reads more than the page does; until it has answered, what the page sees stands there.
  const judged = useOfficeRead('workOrder.previewTmf', { body: reading.ok ? reading.preview.body : {} }, reading.ok);
  const lacking = judged.data?.missing ?? null;

  const fault =
    reading.ok || reading.problem === 'empty'
      ? t('create.tmf.problem.empty')
      : t(`create.tmf.problem.${reading.problem}`, { line: reading.line ?? 1, column: reading.column ?? 1 });
  const asking = useMissing(reading.ok ? [] : [{ place: 'tmf-body', label: t('refused.paste'), said: fault }]);

  const change = (pasted: string) => {
    setText(pasted);
    keep({ orderType: kept?.orderType ?? '', draft: kept?.draft ?? emptyDraft, pasted });
  };
  const submit = async () => {
    if (!reading.ok) return;
    // The key follows the body: a body that was mended after a refusal is another request.
    const answer = await move.make({ body: reading.preview.body, requestKey: `${requestKey}-${hashOf(text)}` });
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

  return (
    <div className="console-tmf">
      <div className="console-tmf-text">
        <Labelled id="tmf-body" label={t('create.tmf.label')} hint={t('create.tmf.hint')}>
          <Input.TextArea
            id="tmf-body"
            data-testid="tmf-body"
            className="console-code"
            spellCheck={false}
            rows={24}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        </Labelled>
        {first !== undefined && text.trim() === '' && (
          <Button onClick={() => change(exampleBody(first))}>{t('create.tmf.example')}</Button>
        )}
      </div>
      <div className="console-tmf-preview" aria-live="polite">
        <h2>{t('create.tmf.preview')}</h2>
        {reading.ok ? (
          <TmfPreviewPanel
            preview={lacking === null ? reading.preview : { ...reading.preview, missing: lacking }}
            definition={definitions.find(({ key }) => key === reading.preview.orderType) ?? null}
          />
        ) : reading.problem === 'empty' ? (
          <p className="console-hint">{t('create.tmf.problem.empty')}</p>
        ) : (
          <Alert type="error" showIcon role="alert" data-testid="tmf-problem" title={fault} />
        )}
        {asking.bar}
        <ProblemAlert problem={move.problem ?? (reading.ok ? judged.problem : null)} sought={move.problem !== null} />
        <Button
          type="primary"
          size="large"
          loading={move.busy}
          onClick={() => asking.press(() => void submit())}
          data-testid="create-submit"
        >
          {t('create.submit')}
        </Button>
      </div>
    </div>
  );
}

/** A short fingerprint (FNV-1a, 32 bit) that tells one pasted text from another; nothing rests on it but the request key. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16);
}
