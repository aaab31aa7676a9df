import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerCopy, type ToldAnswer } from '../../../../forms/engine/customer-copy.ts';
import { MeasureRow } from '../../../components/measure-row.tsx';
import { ServiceResults } from '../../../components/service-results.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { productWords } from '../order/product-words.ts';
import css from './sign-off.module.css';

/** What the customer attests: the same parts that the customer's copy of the report is made of (ADR 0029). */
export function CustomerSummary({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const { view, definition, words } = order;
  const copy = useMemo(() => customerCopy(view, definition), [view, definition]);
  return (
    <section className={css.seen} data-testid="customer-summary">
      <h3>{t('station:signOff.seen')}</h3>
      <div className={css.seenGrid}>
        <div>
          <Ordered order={order} hasResults={copy.services.length > 0} />
          {copy.services.length > 0 ? (
            <>
              <h4>{t('words:service.title')}</h4>
              <ServiceResults services={copy.services} definition={definition} />
            </>
          ) : null}
          <Exceptions order={order} />
        </div>
        {copy.measures.length + copy.told.length + copy.lists.length > 0 ? (
          <div>
            {copy.measures.length > 0 ? <h4>{t('station:signOff.measures')}</h4> : null}
            {copy.measures.map(({ step, field, measure }) =>
              measure ? (
                <MeasureRow key={`${step}.${field}`} label={words.field(step, field)} measure={measure} brief />
              ) : null,
            )}
            <Told order={order} told={copy.told} />
            {copy.lists.map((list) => (
              <List key={`${list.step}.${list.field}`} order={order} list={list} />
            ))}
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** Types that know no services name what was ordered, as ordered. */
function Ordered({ order, hasResults }: { readonly order: OpenedOrder; readonly hasResults: boolean }): ReactNode {
  const { t } = useTranslation('station');
  const { format } = useAnswerTools(order.definition);
  const lines = productWords(order.view.fold.products, order.words, format.dateTime);
  if (hasResults || lines.length === 0) return null;
  return (
    <>
      <h4>{order.words.products() ?? t('signOff.services')}</h4>
      <ul className={css.line}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** What dispatch let pass: which condition did not hold, and why it was let pass. */
function Exceptions({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation('station');
  const { overrides } = order.view.fold;
  if (overrides.length === 0) return null;
  return (
    <>
      <h4>{t('copy.exceptions')}</h4>
      <ul className={css.line}>
        {overrides.map(({ _id, payload: { stage, gate, reasonCode } }) => (
          <li key={_id}>
            {t('copy.notMet', {
              gate: order.words.gate(stage, gate),
              reason: order.words.reason('overridden', reasonCode),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Told({ order, told }: { readonly order: OpenedOrder; readonly told: readonly ToldAnswer[] }): ReactNode {
  const { t } = useTranslation('station');
  const tools = useAnswerTools(order.definition);
  if (told.length === 0) return null;
  return (
    <>
      <h4>{t('copy.told')}</h4>
      <ul className={css.line}>
        {told.map(({ step, field, value, definition }) => (
          <li key={`${step}.${field}`}>
            {order.words.field(step, field)} {answerWords(step, field, definition, value, tools)}
          </li>
        ))}
      </ul>
    </>
  );
}

function List({ order, list }: { readonly order: OpenedOrder; readonly list: ToldAnswer }): ReactNode {
  const tools = useAnswerTools(order.definition);
  const lines = (answerWords(list.step, list.field, list.definition, list.value, tools) ?? '')
    .split('\n')
    .filter((line) => line !== '');
  return (
    <>
      <h4>{order.words.field(list.step, list.field)}</h4>
      <ul className={css.rows}>
        {lines.map((line) => (
          <li key={line}>{line.replace(/^\d+\. /, '')}</li>
        ))}
      </ul>
    </>
  );
}
