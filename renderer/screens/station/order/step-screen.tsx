import { LeftOutlined, LockOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sideOfStage } from '../../../../forms/engine/performers.ts';
import { stepAccess } from '../../../../forms/engine/step-access.ts';
import { evaluateStep } from '../../../../forms/engine/step-form.ts';
import { placeOf } from '../../../../forms/engine/steps-of.ts';
import type { StepForm, StepView } from '../../../../forms/engine/types.ts';
import { AnswersList } from '../../../components/answers-list.tsx';
import { DraftDiffers, DraftDiffersGo } from '../../../form/draft-differs.tsx';
import formCss from '../../../form/form.module.css';
import { FormField } from '../../../form/form-field.tsx';
import { goToNextBox } from '../../../form/next-box.ts';
import { RecalledAnswersContext } from '../../../form/recalled-answers.ts';
import { SaveIndicator } from '../../../form/save-indicator.tsx';
import { type Fields, useStepDraft } from '../../../form/use-step-draft.ts';
import { useStation } from '../../../hooks/station-context.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { RingPanel } from '../contact/ring-panel.tsx';
import photoCss from '../form/form.module.css';
import { PhotoSlots } from '../form/photo-slots.tsx';
import { ReportByStation } from '../form/report-by-station.tsx';
import { ReportStep } from '../sign-off/report-step.tsx';
import { SignOffStep } from '../sign-off/sign-off-step.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { GatePanel } from './gate-panel.tsx';
import { mainAction, walkable } from './main-action.ts';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';
import { OrderBrief } from './order-brief.tsx';
import { OtherDraft } from './other-draft.tsx';
import { type OrderRefusal, useStepRefusal } from './refusal/use-order-refusal.tsx';
import { BegunNote, begunAt } from './state-notes.tsx';
import { StepActions } from './step-actions.tsx';
import { RefusalBeside, StepFooter, StepScroll } from './step-layout.tsx';

type Props = {
  readonly order: OpenedOrder;
  readonly step: StepView;
  readonly deviceId: string | null;
  readonly refusal: OrderRefusal;
  readonly onOpen: (step: string) => void;
};

const nothing: Fields = {};

/** One step: its form with live verdicts, photos, what stands in the way, and one main action at the bottom right. */
export function StepScreen({ order, step, deviceId, refusal, onOpen }: Props): ReactNode {
  const { t } = useTranslation('station');
  const station = useStation();
  const language = useLanguage();
  const { view, definition, settings, local, words } = order;
  const held = local.drafts[step.key];
  const keep = useCallback(
    async (fields: Fields, basedOn: Fields) => {
      const answer = await station.call('step.saveDraft', {
        orderId: view.orderId,
        step: step.key,
        fields,
        basedOn,
        // What is typed into a form is read by its version, also when the order has moved on meanwhile.
        orderTypeVersion: view.orderTypeVersion,
      });
      return answer.ok ? { at: answer.value.savedAt, merged: answer.value.merged } : null;
    },
    [station, view.orderId, step.key, view.orderTypeVersion],
  );
  const draft = useStepDraft({
    place: `${view.orderId}.${step.key}`,
    keep,
    held: held?.unsaved === true ? held.fields : nothing,
    heldAt: held?.savedAt ?? null,
    submitted: step.values,
  });
  const differs = Object.keys(draft.differing).length;
  const { refused } = refusal;
  const [submitRefused, setShowAll] = useState(false);
  const isAsked = refused?.kind === 'gates' && refused.gates.some((one) => step.key.startsWith(`${one.stage}.`));
  // Whoever was led here by a gate sees what is wrong without pressing again.
  const showAll = submitRefused || isAsked;

  const drafts = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(local.drafts).flatMap(([key, one]) =>
          one.unsaved && key !== step.key ? [[key, one.fields]] : [],
        ),
      ),
    [local.drafts, step.key],
  );
  const form = useMemo(
    () =>
      evaluateStep({
        view,
        definition,
        settings,
        step: step.key,
        fields: draft.fields,
        drafts,
        now: new Date().toISOString(),
      }),
    [view, definition, settings, step.key, draft.fields, drafts],
  );
  const stepDefinition = placeOf(definition, step.key)?.step;
  const access = stepAccess(view, definition, step.key, 'field');
  const editable = access.ok && (!local.readOnly || view.fold.reviewState === 'returned');
  const rework = view.fold.rework.find((item) => item.step === step.key) ?? null;
  const mayChange = (key: string) =>
    editable && (rework === null || rework.fields.length === 0 || rework.fields.includes(key));
  const stage = view.stages.find(({ key }) => step.key.startsWith(`${key}.`));
  const firstInField = view.stages.find((one) => sideOfStage(definition, one) === 'field');
  // Nothing of the office's to read yet: its empty form is nobody's here.
  const waitsForOffice =
    stage !== undefined && sideOfStage(definition, stage) === 'office' && step.heads.length === 0 ? stage : null;
  const action = mainAction({ view, definition, local, step, touched: draft.touched });
  const { previous, next } = neighbours(order, step);
  const showGate =
    stage !== undefined &&
    (isAsked || stage.state === 'gateOpen' || stage.gates.some(({ turnedDown }) => turnedDown !== undefined)) &&
    stage.gates.some(({ state }) => state === 'refused');

  const begun = begunAt(order);

  const leaveTo = async (target: string) => {
    if (!editable || (await draft.mayGo())) onOpen(target);
  };
  const said = useStepRefusal({ order, refusal, form, drafts, onOpen: (target) => void leaveTo(target) });
  const head = (
    <>
      <StepHead order={order} step={step} />
      {begun === null ? null : <BegunNote order={order} at={begun} />}
      {rework ? <ReworkNote order={order} note={rework.note} reasonCode={rework.reasonCode} /> : null}
      {access.ok || (access.problem.code !== 'step.notYet' && view.fold.reviewState !== 'returned') ? null : (
        <p className={css.locked} data-testid="step-locked">
          <LockOutlined aria-hidden />{' '}
          {view.fold.reviewState === 'returned'
            ? t('step.reworkStepLocked')
            : problemSentence(access.problem, language, t as never, words)}
        </p>
      )}
      {form.rings === null ? null : <RingPanel numbers={form.rings} />}
      {stage !== undefined && stage === firstInField ? <OrderBrief order={order} /> : null}
      <ConflictPanel order={order} step={step} deviceId={deviceId} />
      {editable ? <DraftDiffers definition={definition} step={step.key} draft={draft} /> : null}
      {editable ? <OtherDraft order={order} step={step.key} onUse={draft.replace} /> : null}
      {showGate ? (
        <GatePanel
          order={order}
          stage={stage}
          shown={step.key}
          drafts={drafts}
          onSeek={said.seek}
          onOpen={(target) => void leaveTo(target)}
          onAsked={() => said.say(null)}
          goesOn={action.kind === 'go' && action.where === 'nextStage'}
        />
      ) : null}
    </>
  );
  const lead = (
    <>
      <Button
        icon={<LeftOutlined />}
        disabled={!previous}
        onClick={() => previous && void leaveTo(previous)}
        data-testid="previous-step"
        aria-label={t('step.previous')}
      />
      <Button
        icon={<RightOutlined />}
        iconPlacement="end"
        disabled={!next}
        onClick={() => next && void leaveTo(next)}
        data-testid="next-step"
        aria-label={t('step.next')}
      />
      {editable ? <DraftDiffersGo draft={draft} /> : null}
      {editable && differs === 0 ? <SaveIndicator state={draft.save} /> : null}
      {editable && differs === 0 && !form.complete && step.kind === 'form' ? (
        <span className={css.hint}>{openWords(form, t)}</span>
      ) : null}
    </>
  );
  const actions = (
    <StepActions
      order={order}
      step={step}
      action={action}
      draft={draft}
      onOpen={onOpen}
      onProblem={said.say}
      onShowAll={() => setShowAll(true)}
    />
  );

  if (step.kind === 'signOff')
    return (
      <section ref={said.ref} className={css.step} aria-label={words.step(step.key)} data-step={step.key}>
        <RefusalBeside value={said.bar}>
          <SignOffStep order={order} disabled={!editable} head={head} lead={lead} next={actions} />
        </RefusalBeside>
      </section>
    );
  if (step.kind === 'report')
    return (
      <section ref={said.ref} className={css.step} aria-label={words.step(step.key)} data-step={step.key}>
        <RefusalBeside value={said.bar}>
          <ReportStep order={order} disabled={!editable} head={head} lead={lead} next={actions} />
        </RefusalBeside>
      </section>
    );
  // What can no longer change is read, not shown as dead controls.
  const readable = !editable && stepDefinition && step.heads.length > 0 && form.fields.length > 0;
  const empty = form.fields.length === 0 && form.photos.length === 0;
  return (
    <section ref={said.ref} className={css.step} aria-label={words.step(step.key)} data-step={step.key}>
      <StepScroll head={head}>
        {waitsForOffice === null ? null : (
          <p className={css.hint} data-testid="step-by-office">
            {t('step.byOffice', { performer: words.performer(waitsForOffice.performer) })}
          </p>
        )}
        {empty && waitsForOffice === null ? <p className={css.hint}>{t('step.empty')}</p> : null}
        {readable ? (
          <div className={photoCss.slot} data-testid="answers">
            <AnswersList definition={definition} stepDefinition={stepDefinition} step={step} />
          </div>
        ) : null}
        <ReportByStation>
          <RecalledAnswersContext value={(at, field) => local.recalled[`${at}.${field}`] ?? []}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the boxes inside are what is operated; here Enter is heard for all of them */}
            <div className={formCss.form} onKeyDown={goToNextBox}>
              {(readable || waitsForOffice !== null ? [] : form.fields)
                .filter(({ relevant }) => relevant)
                .map((state) => (
                  <FormField
                    key={state.key}
                    step={step.key}
                    state={state}
                    words={words}
                    view={view}
                    disabled={!mayChange(state.key)}
                    rework={rework?.fields.includes(state.key) ?? false}
                    showAll={showAll}
                    onChange={(value) => draft.set(state.key, value)}
                    onBlur={() => void draft.flush()}
                  />
                ))}
            </div>
          </RecalledAnswersContext>
        </ReportByStation>
        {stepDefinition && stepDefinition.photos.length > 0 && waitsForOffice === null ? (
          <PhotoSlots
            order={order}
            slots={form.photos.filter(({ relevant }) => relevant)}
            mayChange={mayChange}
            inRework={(key) => rework?.fields.includes(key) ?? false}
            showAll={showAll}
          />
        ) : null}
      </StepScroll>
      <StepFooter lead={lead} refusal={said.bar}>
        {actions}
      </StepFooter>
    </section>
  );
}

function StepHead({ order, step }: { readonly order: OpenedOrder; readonly step: StepView }): ReactNode {
  const { t } = useTranslation('station');
  const stage = order.view.stages.find(({ key }) => step.key.startsWith(`${key}.`));
  const steps = stage?.steps.filter(({ relevant }) => relevant) ?? [];
  const n = steps.findIndex(({ key }) => key === step.key) + 1;
  return (
    <div className={css.stepHead}>
      <div>
        <p>
          {stage ? order.words.stage(stage.key) : ''} · {t('step.count', { n, total: steps.length })}
        </p>
        <h2 data-testid="step-title">{order.words.step(step.key)}</h2>
      </div>
    </div>
  );
}

function ReworkNote({
  order,
  note,
  reasonCode,
}: {
  readonly order: OpenedOrder;
  readonly note: string;
  readonly reasonCode: string;
}): ReactNode {
  return (
    <p className={css.rework} role="note" data-testid="rework-note">
      <b>{order.words.reason('rework', reasonCode)}</b>
      {note}
    </p>
  );
}

function neighbours(
  order: OpenedOrder,
  step: StepView,
): { readonly previous: string | null; readonly next: string | null } {
  const steps = walkable(order.view, step.key);
  const at = steps.findIndex(({ key }) => key === step.key);
  return { previous: steps[at - 1]?.key ?? null, next: steps[at + 1]?.key ?? null };
}

function openWords(form: StepForm, t: ReturnType<typeof useTranslation<'station'>>['t']): string {
  const problems = form.fields.flatMap((field) => field.problems);
  const missing =
    problems.filter(({ keyword }) => keyword === 'required').length +
    form.photos.filter((slot) => slot.required && slot.count === 0).length;
  const wrong = problems.length - problems.filter(({ keyword }) => keyword === 'required').length;
  if (wrong > 0) return t('step.attention', { n: wrong });
  return missing > 0 ? t('step.fill', { n: missing }) : '';
}
