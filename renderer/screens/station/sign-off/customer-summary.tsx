import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MeasureRow } from '../../../components/measure-row.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { productWords } from '../order/product-words.ts';
import css from './sign-off.module.css';

/** What the customer attests: the services, what was used, and what was measured. */
export function CustomerSummary({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const tools = useAnswerTools(order.definition);
  const { view, words, definition } = order;
  const steps = view.stages.flatMap((stage) => stage.steps);
  const measures = steps.flatMap((step) =>
    step.measures
      .filter((measure) => measure.limit !== undefined && measure.limit.source !== '')
      .map((measure) => ({ step: step.key, measure })),
  );
  const rows = definition.stages.flatMap((stage) =>
    stage.steps.flatMap((step) =>
      step.fields
        .filter((field) => field.kind === 'rows' && field.report !== 'hide')
        .map((field) => ({ step: `${stage.key}.${step.key}`, field })),
    ),
  );
  const used = rows.flatMap(({ step, field }) =>
    (answerWords(step, field.key, field, steps.find(({ key }) => key === step)?.values[field.key], tools) ?? '')
      .split('\n')
      .filter((line) => line !== ''),
  );
  return (
    <section className={css.seen}>
      <h3>{t('station:signOff.seen')}</h3>
      <div className={css.seenGrid}>
        <div>
          <h4>{words.products() ?? t('station:signOff.services')}</h4>
          <ul>
            {productWords(view.fold.products, words, tools.format.dateTime).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {used.length > 0 ? (
            <>
              <h4>{t('station:signOff.materials')}</h4>
              <ul>
                {used.map((line) => (
                  <li key={line}>{line.replace(/^\d+\. /, '')}</li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
        {measures.length > 0 ? (
          <div>
            <h4>{t('station:signOff.measures')}</h4>
            {measures.map(({ step, measure }) => (
              <MeasureRow
                key={`${step}.${measure.field}`}
                label={words.field(step, measure.field)}
                measure={measure}
                brief
              />
            ))}
          </div>
        ) : null}
      </div>
    </section>
  );
}
