import { Button, ConfigProvider, Switch } from 'antd';
import { type ReactNode, useId, useMemo, useState } from 'react';
import type { Json } from '../../../../../domain/documents/base.ts';
import { evaluateStep } from '../../../../../forms/engine/step-form.ts';
import { placeOf, stepsOf, stepViewOf } from '../../../../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey, StepForm } from '../../../../../forms/engine/types.ts';
import { stationTheme } from '../../../../app/theme.ts';
import { ToneTag } from '../../../../components/tone-tag.tsx';
import formCss from '../../../../form/form.module.css';
import { FormField } from '../../../../form/form-field.tsx';
import { useDefinitionWords, useWords } from '../../words/use-words.ts';
import css from '../workbench.module.css';
import { madeUpView, type Supposed, sampled } from './made-up-order.ts';
import { TrialGates } from './trial-gates.tsx';
import { TrialPhotos } from './trial-photos.tsx';

type Props = { readonly definition: OrderTypeDefinition; readonly settings: SettingsByKey };

/** A step as the technician sees it, on an order that nobody has: fields, verdicts and gates are the engine's, live. */
export function Trial({ definition, settings }: Props): ReactNode {
  const { t } = useWords();
  const [chosen, setStep] = useState<string | null>(null);
  const [supposed, setSupposed] = useState(() => sampled(definition));
  const [showAll, setShowAll] = useState(false);
  const step = placeOf(definition, chosen ?? '')?.key ?? stepsOf(definition)[0]?.key ?? '';
  const view = useMemo(() => madeUpView(definition, settings, supposed), [definition, settings, supposed]);
  const form = evaluateStep({
    view,
    definition,
    settings,
    step,
    fields: supposed.answers[step] ?? {},
    now: new Date().toISOString(),
  });

  const answer = (field: string, value: Json) =>
    setSupposed((now) => ({ ...now, answers: { ...now.answers, [step]: { ...now.answers[step], [field]: value } } }));
  const photograph = (slot: string, count: number) =>
    setSupposed((now) => ({ ...now, photos: { ...now.photos, [slot]: count } }));
  const empty = () =>
    setSupposed((now) => ({
      ...now,
      answers: Object.fromEntries(Object.entries(now.answers).filter(([key]) => key !== step)),
      photos: { ...now.photos, ...Object.fromEntries(form.photos.map(({ slot }) => [slot, 0])) },
    }));
  const again = () => {
    const { answers, photos } = sampled(definition);
    setSupposed((now) => ({
      ...now,
      answers: { ...now.answers, [step]: answers[step] ?? {} },
      photos: { ...now.photos, ...Object.fromEntries(form.photos.map(({ slot }) => [slot, photos[slot] ?? 0])) },
    }));
  };
  return (
    <div className={css.trial}>
      <StepList definition={definition} view={view} step={step} onPick={setStep} />
      <div className={css.trialForm}>
        <div className={css.trialActs}>
          <Button onClick={again} data-testid="trial-samples">
            {t('types.trial.samples')}
          </Button>
          <Button onClick={empty} data-testid="trial-empty">
            {t('types.trial.empty')}
          </Button>
          <Labelled label={t('types.trial.showAll')} checked={showAll} onChange={setShowAll} testId="trial-show-all" />
        </div>
        <ConfigProvider theme={stationTheme('normal')}>
          <TriedStep
            key={step}
            definition={definition}
            view={view}
            form={form}
            showAll={showAll}
            onAnswer={answer}
            onPhotos={photograph}
          />
        </ConfigProvider>
      </div>
      <aside className={css.trialSide}>
        <TrialGates definition={definition} settings={settings} view={view} step={step} />
        <Suppositions supposed={supposed} onChange={setSupposed} />
        <p className="console-hint">{t('types.trial.madeUp')}</p>
      </aside>
    </div>
  );
}

type ListProps = {
  readonly definition: OrderTypeDefinition;
  readonly view: OrderView;
  readonly step: string;
  readonly onPick: (step: string) => void;
};

function StepList({ definition, view, step, onPick }: ListProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(definition);
  return (
    <nav className={css.steps} aria-label={t('types.trial.pick')}>
      {definition.stages.map((stage, index) => (
        <section key={stage.key}>
          <h2>{`${index + 1}  ${words.stage(stage.key)}`}</h2>
          {stage.steps.map(({ key }) => {
            const path = `${stage.key}.${key}`;
            return (
              <button
                key={path}
                type="button"
                aria-current={path === step ? 'step' : undefined}
                data-relevant={stepViewOf(view, path)?.relevant ?? true}
                data-testid={`trial-step-${path}`}
                onClick={() => onPick(path)}
              >
                {words.step(path)}
              </button>
            );
          })}
        </section>
      ))}
    </nav>
  );
}

type StepProps = {
  readonly definition: OrderTypeDefinition;
  readonly view: OrderView;
  readonly form: StepForm;
  readonly showAll: boolean;
  readonly onAnswer: (field: string, value: Json) => void;
  readonly onPhotos: (slot: string, count: number) => void;
};

function TriedStep({ definition, view, form, showAll, onAnswer, onPhotos }: StepProps): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(definition);
  const kind = placeOf(definition, form.step)?.step.kind ?? 'form';
  const fields = form.fields.filter(({ relevant }) => relevant);
  const photos = form.photos.filter(({ relevant }) => relevant);
  const open =
    fields.reduce((sum, { problems }) => sum + problems.length, 0) +
    photos.filter(({ required, count }) => required && count === 0).length;
  return (
    <section aria-label={words.step(form.step)} data-testid="trial-form" data-complete={form.complete}>
      <div className={css.trialHead}>
        <h2>{words.step(form.step)}</h2>
        <ToneTag tone={form.complete ? 'good' : 'warn'} testId="trial-state">
          {form.complete ? t('types.trial.complete') : t('types.trial.openN', { n: open })}
        </ToneTag>
      </div>
      {stepViewOf(view, form.step)?.relevant === false ? (
        <p className={css.note}>{t('types.trial.notRelevant')}</p>
      ) : null}
      {kind === 'signOff' ? <p className={css.note}>{t('types.trial.signOffHere')}</p> : null}
      {kind === 'report' ? <p className={css.note}>{t('types.trial.reportHere')}</p> : null}
      {kind === 'form' && fields.length + photos.length === 0 ? (
        <p className={css.note}>{t('types.trial.nothing')}</p>
      ) : null}
      <div className={formCss.form}>
        {fields.map((state) => (
          <FormField
            key={state.key}
            step={form.step}
            state={state}
            words={words}
            view={view}
            disabled={false}
            rework={false}
            showAll={showAll}
            onChange={(value) => onAnswer(state.key, value)}
            onBlur={() => undefined}
          />
        ))}
      </div>
      <TrialPhotos photos={photos} words={words} onChange={onPhotos} />
    </section>
  );
}

function Suppositions({
  supposed,
  onChange,
}: {
  readonly supposed: Supposed;
  readonly onChange: (next: Supposed) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <section className="console-panel">
      <h2>{t('types.trial.facts')}</h2>
      {(['accepted', 'signed', 'reported'] as const).map((fact) => (
        <Labelled
          key={fact}
          label={t(`types.trial.${fact}`)}
          checked={supposed[fact]}
          onChange={(holds) => onChange({ ...supposed, [fact]: holds })}
          testId={`trial-${fact}`}
        />
      ))}
    </section>
  );
}

function Labelled({
  label,
  checked,
  onChange,
  testId,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly testId: string;
}): ReactNode {
  const id = useId();
  return (
    <label className={css.switch} htmlFor={id}>
      <Switch id={id} checked={checked} onChange={onChange} data-testid={testId} />
      <span>{label}</span>
    </label>
  );
}
