import { App, Button, Input, Select } from 'antd';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Plan } from '../../../../bridge/plans.ts';
import { nonWorkingDayRules } from '../../../../domain/documents/plan.ts';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { NumberBox } from '../../../components/number-box.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { definitionWords } from '../../../texts/definition-words.ts';
import { draftPlaces } from '../create/draft-missing.ts';
import { draftProblems } from '../create/order-draft.ts';
import { OrderFields } from '../create/order-fields.tsx';
import { ClockBox, DayBox } from '../dialogs/clock-boxes.tsx';
import { Labelled } from '../dialogs/labelled.tsx';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { go } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { contentOf, type PlanDraft, unreadNumbers } from './plan-draft.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { RuleBuilder } from './rule-builder.tsx';

type Props = {
  readonly definitions: readonly OrderTypeDefinition[];
  readonly start: PlanDraft;
  /** the plan that is changed; null: a new one */
  readonly plan: Plan | null;
  readonly close: () => void;
};

/** The boxes that hold numbers, by their labels. */
const numberNames = {
  'plan-interval': 'plans.form.every',
  'plan-month-day': 'plans.form.monthDay',
  'plan-count': 'plans.form.ends',
  'plan-lead': 'plans.form.lead',
  'plan-grace': 'plans.form.grace',
} as const;

const onlyByButton = (event: KeyboardEvent) => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
};

/** A plan: how it repeats with the next days beside it, and what each of its orders is about. */
export function PlanForm(props: Props): ReactNode {
  const [first] = props.definitions;
  return first === undefined ? null : <Form {...props} first={first} />;
}

function Form({ definitions, first, start, plan, close }: Props & { readonly first: OrderTypeDefinition }): ReactNode {
  const { t, tw, language } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const create = useOfficeMove('plans.create');
  const change = useOfficeMove('plans.change');
  const people = useOfficeRead('people.list', {});
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const definition = definitions.find(({ key }) => key === draft.orderType) ?? first;
  const words = definitionWords(definition, language);
  const problems = draftProblems(draft.order, definition);
  const untitled = draft.title.trim() === '';
  const asking = useMissing([
    ...(untitled ? [{ place: 'plan-title', label: t('plans.form.title') }] : []),
    ...(draft.day === '' ? [{ place: 'plan-day', label: t('plans.form.day') }] : []),
    ...(draft.clock === '' ? [{ place: 'plan-clock', label: t('plans.form.clock') }] : []),
    ...unreadNumbers(draft).map((box) => ({ place: box, label: t(numberNames[box]), said: tw('field.type') })),
    ...draftPlaces(problems, draft.order.window, { words, t, tw }),
  ]);
  const set = (part: Partial<PlanDraft>) => setDraft({ ...draft, ...part });

  const send = async () => {
    const content = { ...contentOf({ ...draft, orderType: definition.key }), requestKey };
    const answer =
      plan === null
        ? await create.make(content)
        : await change.make({ ...content, planId: plan.planId, seen: plan.changedAt });
    if (answer === null) return;
    void message.success(t(plan === null ? 'plans.form.created' : 'plans.form.changed'));
    if (plan === null) go({ page: 'plan', planId: answer.planId });
    else close();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    asking.press(() => void send());
  };

  return (
    <form className="console-form" onSubmit={submit} noValidate onKeyDown={onlyByButton}>
      <div className="console-plan-columns">
        <fieldset className="console-group">
          <legend>{t('plans.form.plan')}</legend>
          <div className="console-fields">
            <div className="console-wide">
              <Labelled
                id="plan-title"
                label={t('plans.form.title')}
                required
                problem={tried && untitled ? tw('field.required') : null}
              >
                <Input
                  id="plan-title"
                  data-testid="plan-title"
                  maxLength={120}
                  value={draft.title}
                  onChange={(event) => set({ title: event.target.value })}
                />
              </Labelled>
            </div>
            <Labelled id="plan-type" label={t('create.type')} required>
              <Select
                id="plan-type"
                value={definition.key}
                onChange={(orderType) => set({ orderType })}
                options={definitions.map((one) => ({ value: one.key, label: definitionWords(one, language).type() }))}
              />
            </Labelled>
            <Labelled id="plan-technician" label={t('plans.form.technician')} hint={t('plans.form.technicianHint')}>
              <Select
                id="plan-technician"
                allowClear
                placeholder={t('orders.nobody')}
                value={draft.technicianId}
                onChange={(technicianId: string | undefined) => set({ technicianId: technicianId ?? null })}
                options={(people.data?.technicians ?? [])
                  .filter(({ disabled }) => !disabled)
                  .map(({ accountId, name }) => ({ value: accountId, label: name }))}
              />
            </Labelled>
            <Labelled id="plan-day" label={t('plans.form.day')} required>
              <DayBox
                id="plan-day"
                testId="plan-day"
                label={t('plans.form.day')}
                required
                value={draft.day}
                onChange={(day) => set({ day })}
              />
            </Labelled>
            <Labelled id="plan-clock" label={t('plans.form.clock')} required>
              <ClockBox
                id="plan-clock"
                testId="plan-clock"
                label={t('plans.form.clock')}
                required
                value={draft.clock}
                onChange={(clock) => set({ clock })}
              />
            </Labelled>
          </div>
          <RuleBuilder rule={draft.rule} change={(rule) => set({ rule })} />
          <div className="console-fields">
            <Labelled id="plan-off" label={t('plans.form.offDay')}>
              <Select
                id="plan-off"
                value={draft.onNonWorkingDay}
                onChange={(onNonWorkingDay) => set({ onNonWorkingDay })}
                options={nonWorkingDayRules.map((value) => ({ value, label: t(`plans.form.offDayWord.${value}`) }))}
              />
            </Labelled>
            <Labelled id="plan-lead" label={t('plans.form.lead')}>
              <NumberBox
                id="plan-lead"
                min={0}
                max={24 * 90}
                value={draft.leadHours}
                onChange={(leadHours) => set({ leadHours: leadHours ?? 0 })}
              />
            </Labelled>
            <Labelled id="plan-grace" label={t('plans.form.grace')} hint={t('plans.form.graceHint')}>
              <NumberBox
                id="plan-grace"
                min={1}
                max={24 * 365}
                value={draft.graceHours}
                onChange={(graceHours) => set({ graceHours })}
              />
            </Labelled>
          </div>
        </fieldset>
        <PreviewPanel draft={draft} />
      </div>
      <OrderFields
        definition={definition}
        draft={draft.order}
        change={(order) => set({ order })}
        problems={tried ? problems : {}}
        missing={[]}
      />
      <div className="console-form-foot">
        {asking.bar}
        <ProblemAlert problem={create.problem ?? change.problem} words={words} sought />
        <div className="console-buttons">
          <Button onClick={close}>{tw('act.cancel')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            loading={create.busy || change.busy}
            data-testid="plan-submit"
          >
            {t(plan === null ? 'plans.form.submit' : 'plans.form.submitChange')}
          </Button>
        </div>
      </div>
    </form>
  );
}
