import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { StepView } from '../../../../forms/engine/types.ts';
import { AnswersList } from '../../../components/answers-list.tsx';
import { standingOf } from '../../../components/stage-standing.ts';
import { stepOf } from '../order/field-of.ts';
import { History } from '../order/history.tsx';
import { fullTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { customerPairs, orderedPairs, planPairs, resourcePairs } from './order-pairs.ts';
import { Pairs } from './pairs.tsx';

/** All of an order: particulars, what was answered and measured in each stage, how many photos there are, and its history. */
export function PrintedOrder({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const tools = { words, t, tw };
  return (
    <>
      <Pairs title={t('create.customer')} pairs={customerPairs(order, tools)} />
      <Pairs title={t('order.plan')} pairs={planPairs(order, tools)} />
      <Pairs title={words.products() ?? t('create.products')} pairs={orderedPairs(order, tools)} />
      <Pairs title={t('create.resources')} pairs={resourcePairs(order, tools)} />
      {order.view.stages.map((stage, at) => (
        <section key={stage.key} className="print-group">
          <h2>
            {at + 1}. {words.stage(stage.key)} · {t(`order.stage.${standingOf(stage)}`)}
            {stage.passedAt === null ? '' : ` ${fullTime(stage.passedAt)}`}
          </h2>
          {stage.steps
            .filter(({ relevant, state }) => relevant && state !== 'empty')
            .map((step) => (
              <Step key={step.key} order={order} step={step} />
            ))}
        </section>
      ))}
      <section className="print-group print-history">
        <h2>{t('order.tab.history')}</h2>
        <History order={order} />
      </section>
    </>
  );
}

function Step({ order, step }: { readonly order: OfficeOrder; readonly step: StepView }): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  const definition = stepOf(order.definition, step.key);
  const last = step.submissions.at(-1);
  const photos = order.view.evidence.filter(
    ({ slot, withdrawn }) => withdrawn === null && slot.startsWith(`${step.key}.`),
  ).length;
  if (definition === undefined) return null;
  return (
    <div className="print-step">
      <h3>
        {words.step(step.key)}
        {last !== undefined && <small>{`${order.people[last.by] ?? ''} ${fullTime(last.at)}`}</small>}
      </h3>
      {definition.fields.length > 0 && (
        <AnswersList definition={order.definition} stepDefinition={definition} step={step} settings />
      )}
      {photos > 0 && <p>{t('print.photos', { n: photos })}</p>}
    </div>
  );
}
