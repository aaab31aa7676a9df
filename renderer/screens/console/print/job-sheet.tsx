import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { fullTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { customerPairs, orderedPairs, planPairs, resourcePairs } from './order-pairs.ts';
import { Pairs } from './pairs.tsx';

/** What a technician takes along on paper: whom, where, when, on which line, what was said, the steps to tick and lines to sign on. */
export function JobSheet({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const tools = { words, t, tw };
  const { view, definition, people } = order;
  const relevant = new Set(
    view.stages.flatMap(({ steps }) => steps.filter((step) => step.relevant).map(({ key }) => key)),
  );
  return (
    <>
      <Pairs title={t('create.customer')} pairs={customerPairs(order, tools)} />
      <Pairs title={t('order.plan')} pairs={planPairs(order, tools)} />
      <Pairs title={words.products() ?? t('create.products')} pairs={orderedPairs(order, tools)} />
      <Pairs title={t('create.resources')} pairs={resourcePairs(order, tools)} />
      <Pairs
        title={t('print.notes')}
        pairs={view.fold.notes.map(({ eventId, text, at, by }) => ({
          key: eventId,
          label: `${people[by] ?? ''} ${fullTime(at)}`,
          value: text,
        }))}
      />
      <section className="print-group">
        <h2>{t('print.toDo')}</h2>
        <table className="print-table print-ticks">
          <thead>
            <tr>
              <th scope="col">{t('print.stage')}</th>
              <th scope="col">{t('print.step')}</th>
              <th scope="col">{t('print.photosWanted')}</th>
              <th scope="col">{t('print.done')}</th>
            </tr>
          </thead>
          <tbody>
            {definition.stages.flatMap((stage) =>
              stage.steps
                .map((step) => ({ step, key: `${stage.key}.${step.key}` }))
                .filter(({ key }) => relevant.has(key))
                .map(({ step, key }, at) => (
                  <tr key={key}>
                    <th scope="row">{at === 0 ? words.stage(stage.key) : ''}</th>
                    <td>{words.step(key)}</td>
                    <td>{step.photos.map((photo) => words.photo(`${key}.${photo.key}`)).join(t('join'))}</td>
                    <td>
                      <span className="print-box" />
                    </td>
                  </tr>
                )),
            )}
          </tbody>
        </table>
      </section>
      <section className="print-group print-sign">
        <p>
          {t('print.technicianSigns')}
          <span />
        </p>
        <p>
          {t('print.customerSigns')}
          <span />
        </p>
      </section>
    </>
  );
}
