import { Button } from 'antd';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { factNow } from '../../../../forms/engine/basis.ts';
import { placesOfForm } from '../../../../forms/engine/refused-places.ts';
import { evaluateStep } from '../../../../forms/engine/step-form.ts';
import { needsSubmission, placeOf } from '../../../../forms/engine/steps-of.ts';
import type { StepView } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { DraftDiffers } from '../../../form/draft-differs.tsx';
import { fieldProblemWords } from '../../../form/field-problems.ts';
import { FormField } from '../../../form/form-field.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { SaveIndicator } from '../../../form/save-indicator.tsx';
import { type Fields, useStepDraft } from '../../../form/use-step-draft.ts';
import { PageRefusal } from '../dialogs/page-refusal.tsx';
import { useOffice } from '../office/office-context.tsx';
import { useOfficeMove } from '../office/use-office-call.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { AttachSlot } from './attach-slot.tsx';

/** One step of an office stage, filled in here. Mount it with a key of order and step. */
export function StepWork({ order, step }: { readonly order: OfficeOrder; readonly step: StepView }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const office = useOffice();
  const [requestKey, setRequestKey] = useState(newRequestKey);
  const submit = useOfficeMove('step.submit');
  const { view, definition, settings } = order;
  const { orderId } = view;
  const held = order.drafts[step.key];
  const keep = useCallback(
    async (fields: Fields, basedOn: Fields) => {
      const answer = await office.call('step.saveDraft', { orderId, step: step.key, fields, basedOn });
      return answer.ok ? { at: answer.value.savedAt, merged: answer.value.merged } : null;
    },
    [office, orderId, step.key],
  );
  const draft = useStepDraft({
    place: `${orderId}.${step.key}`,
    keep,
    held: held?.fields ?? nothing,
    heldAt: held?.savedAt ?? null,
    submitted: step.values,
  });
  const [showAll, setShowAll] = useState(false);
  const formOf = useCallback(
    (fields: Fields) =>
      evaluateStep({ view, definition, settings, step: step.key, fields, now: new Date().toISOString() }),
    [view, definition, settings, step.key],
  );
  const form = useMemo(() => formOf(draft.fields), [formOf, draft.fields]);
  const place = placeOf(definition, step.key);
  // What stood there when this person began to type; a colleague's submission that arrives meanwhile is not taken for known.
  const fact = `step:${step.key}`;
  const seen = useRef(factNow(view, fact));
  if (!draft.touched) seen.current = factNow(view, fact);
  const unsaved = draft.touched || held !== undefined || step.heads.length === 0;

  const asking = useMissing(
    placesOfForm(form).flatMap((place) =>
      place.kind === 'field'
        ? [
            {
              place: `field:${place.field}`,
              label: words.field(step.key, place.field.split('/')[0] ?? place.field),
              ...(place.problem === undefined ? {} : { said: fieldProblemWords(place.problem, words, tw) }),
            },
          ]
        : [],
    ),
  );

  // Sent back, what needs no change is confirmed by submitting it anew.
  const isDue = unsaved || step.anew === 'asked';
  const press = async () => {
    setShowAll(true);
    // What was typed is safe first, whatever becomes of the submission.
    if (!(await draft.mayGo())) return;
    asking.press(() => void send());
  };
  const send = async () => {
    const basedOn = { [fact]: seen.current };
    const made = await submit.make({
      orderId,
      step: step.key,
      fields: formOf(draft.now()).values,
      basedOn,
      requestKey,
    });
    if (made === null) return;
    draft.settled();
    setShowAll(false);
    setRequestKey(newRequestKey());
  };

  return (
    <section
      ref={asking.ref}
      className="console-panel console-work-step"
      data-testid={`work-${step.key}`}
      data-state={step.state}
    >
      <h2>{words.step(step.key)}</h2>
      <PageRefusal
        problem={submit.problem}
        words={words}
        doing={t('work.submit')}
        busy={submit.busy}
        again={() => void send()}
        accept={(overtaken) => {
          seen.current = overtaken[0]?.theirs ?? null;
        }}
        takeTheirs={() => draft.replace(step.values)}
      />
      <DraftDiffers definition={definition} step={step.key} draft={draft} />
      {form.fields
        .filter(({ relevant }) => relevant)
        .map((state) => (
          <FormField
            key={state.key}
            step={step.key}
            state={state}
            words={words}
            view={view}
            disabled={false}
            rework={false}
            showAll={showAll}
            onChange={(value) => draft.set(state.key, value)}
            onBlur={() => void draft.flush()}
          />
        ))}
      {form.photos
        .filter(({ relevant }) => relevant)
        .map((slot) => (
          <AttachSlot key={slot.key} order={order} slot={slot} />
        ))}
      {place !== undefined && needsSubmission(place.step) ? (
        <>
          {asking.bar}
          <div className="console-work-foot" data-place="submit">
            <Button
              type={isDue ? 'primary' : 'default'}
              disabled={!isDue}
              loading={submit.busy}
              onClick={() => void press()}
              data-testid={`submit-${step.key}`}
            >
              {unsaved ? t('work.submit') : isDue ? t('sendBack.submitAnew') : t('work.submitted')}
            </Button>
            <SaveIndicator state={draft.save} />
          </div>
        </>
      ) : null}
    </section>
  );
}

const nothing: Fields = {};
