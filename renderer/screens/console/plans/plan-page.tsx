import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OpenPlan, PlanRun } from '../../../../bridge/plans.ts';
import type { WorkCalendar } from '../../../../domain/plan/working-day.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { type Tone, ToneTag } from '../../../components/tone-tag.tsx';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { type ConsoleT, useWords } from '../words/use-words.ts';
import { planDraftOf } from './plan-draft.ts';
import { PlanForm } from './plan-form.tsx';
import { dayText, useCalendar } from './plan-words.ts';
import { PlannedDays } from './planned-days.tsx';

const tone: { readonly [S in PlanRun['state']]: Tone } = { made: 'good', missed: 'bad', skipped: 'neutral' };

/** One plan: what comes next, what became of each day, and the form to change it. */
export function PlanPage({ planId }: { readonly planId: string }): ReactNode {
  const { t } = useWords();
  const read = useOfficeRead('plans.open', { planId });
  return (
    <div className="console-page console-page-narrow">
      <a className="console-back" href={hrefOf({ page: 'plans' })}>
        ← {t('plans.title')}
      </a>
      <Shown read={read}>{(open) => <PlanBody open={open} />}</Shown>
    </div>
  );
}

function PlanBody({ open: { plan, runs, next } }: { readonly open: OpenPlan }): ReactNode {
  const { t, tw } = useWords();
  const { modal } = App.useApp();
  const calendar = useCalendar();
  const definitions = useDefinitions();
  const people = useOfficeRead('people.list', {});
  const pause = useOfficeMove('plans.pause');
  const [changing, setChanging] = useState(false);
  const { planId } = plan;
  const askPause = () =>
    plan.active
      ? void modal.confirm({
          title: t('plans.pauseAsk'),
          content: t('plans.pauseHint'),
          okText: t('plans.pause'),
          cancelText: tw('act.cancel'),
          onOk: async () => void (await pause.make({ planId, paused: true })),
        })
      : void pause.make({ planId, paused: false });
  if (changing && definitions.all.length > 0)
    return (
      <>
        <h1>{plan.title}</h1>
        <PlanForm
          definitions={definitions.all}
          start={planDraftOf(plan)}
          plan={plan}
          close={() => setChanging(false)}
        />
      </>
    );
  const technician = people.data?.technicians.find(({ accountId }) => accountId === plan.technicianId);
  return (
    <>
      <div className="console-head">
        <h1 data-testid="plan-name">{plan.title}</h1>
        <span className="console-buttons console-head-action">
          <Button onClick={askPause} loading={pause.busy} data-testid="plan-pause">
            {t(plan.active ? 'plans.pause' : 'plans.resume')}
          </Button>
          <Button type="primary" onClick={() => setChanging(true)} data-testid="plan-change">
            {t('plans.change')}
          </Button>
        </span>
      </div>
      <ProblemAlert problem={pause.problem} />
      <div className="console-plan-columns">
        <section className="console-panel">
          <h2>{t('plans.runs')}</h2>
          {runs.length === 0 && <p className="console-hint">{t('plans.noRuns')}</p>}
          <ul className="console-plan-runs" data-testid="plan-runs">
            {runs.map((run) => (
              <Run key={run.occurrence} run={run} calendar={calendar} />
            ))}
          </ul>
        </section>
        <section className="console-panel">
          <h2>{t('plans.coming')}</h2>
          {!plan.active && <ToneTag tone="warn">{t('plans.paused')}</ToneTag>}
          {plan.active && next.length === 0 && <p className="console-hint">{t('plans.ended')}</p>}
          <PlannedDays days={next} calendar={calendar} />
          <dl className="console-facts console-plan-facts">
            <dt>{t('create.type')}</dt>
            <dd>{definitions.wordsOf(plan.orderType)?.type() ?? plan.orderType}</dd>
            <dt>{t('path.place.address')}</dt>
            <dd>{plan.template.place.address}</dd>
            <dt>{t('plans.form.technician')}</dt>
            <dd>{technician?.name ?? t('orders.nobody')}</dd>
            <dt>{t('plans.form.lead')}</dt>
            <dd>{plan.leadMinutes / 60}</dd>
            <dt>{t('plans.form.own')}</dt>
            <dd>
              <code>{plan.rule}</code>
            </dd>
          </dl>
        </section>
      </div>
    </>
  );
}

function Run({ run, calendar }: { readonly run: PlanRun; readonly calendar: WorkCalendar }): ReactNode {
  const { t } = useWords();
  const answer = useOfficeMove('plans.answerMissed');
  const { planId, occurrence } = run;
  const open = run.state === 'missed' && run.answered === undefined;
  return (
    <li data-testid={`run-${occurrence}`} data-state={run.state} data-open={open}>
      <span>{dayText(run.scheduledFor, calendar, t)}</span>
      <ToneTag tone={open ? 'bad' : run.state === 'missed' ? 'neutral' : tone[run.state]}>
        {t(`plans.state.${run.state}`)}
      </ToneTag>
      <span>
        {run.orderId !== undefined && (
          <a href={hrefOf({ page: 'order', orderId: run.orderId })}>{run.number ?? run.orderId.slice(-8)}</a>
        )}
      </span>
      {open && (
        <span className="console-buttons">
          <Button
            size="small"
            disabled={answer.busy}
            onClick={() => void answer.make({ planId, occurrence, how: 'left' })}
            data-testid={`run-leave-${occurrence}`}
          >
            {t('plans.leave')}
          </Button>
          <Button
            size="small"
            type="primary"
            loading={answer.busy}
            onClick={() => void answer.make({ planId, occurrence, how: 'made' })}
            data-testid={`run-make-${occurrence}`}
          >
            {t('plans.make')}
          </Button>
        </span>
      )}
      <small>{reasonWords(run, t)}</small>
      <ProblemAlert problem={answer.problem} />
    </li>
  );
}

function reasonWords({ reason, answered }: PlanRun, t: ConsoleT): string {
  const why = reason === null ? '' : t(`plans.reason.${reason}`);
  return answered === undefined
    ? why
    : [why, t(`plans.answered.${answered.how}`)].filter((one) => one !== '').join(' · ');
}
