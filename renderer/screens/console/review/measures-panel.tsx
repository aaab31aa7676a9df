import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { settledFields } from '../../../../forms/engine/settled.ts';
import { LimitLine, VerdictTag } from '../../../components/measure-row.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useFormat } from '../../../hooks/use-format.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

/**
 * Every measure of an order in one table: value, limit, verdict. Judged ones first, the worst on top. A limit that was kept is said without its
 * source, which stands with the step.
 */
export function MeasuresPanel({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t, tw } = useWords();
  const format = useFormat();
  const words = useDefinitionWords(order.definition);
  const settled = settledFields(order.view.settled);
  const rank = { fail: 0, warn: 1, pass: 2, none: 3 } as const;
  const measures = order.view.stages
    .flatMap((stage) => stage.steps.flatMap((step) => step.measures.map((measure) => ({ step: step.key, measure }))))
    .toSorted((a, b) => rank[a.measure.verdict] - rank[b.measure.verdict]);
  if (measures.length === 0) return null;
  return (
    <section className="console-panel" aria-label={t('review.measures')} data-testid="measures">
      <h2>{t('review.measures')}</h2>
      <table className="console-measures">
        <thead>
          <tr>
            <th scope="col">{t('review.measure')}</th>
            <th scope="col">{tw('measure.value')}</th>
            <th scope="col">{`${tw('measure.limit')} · ${tw('measure.source')}`}</th>
            <th scope="col">{t('review.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ step, measure }) => (
            <tr key={`${step}-${measure.field}`}>
              <th scope="row">
                {words.field(step, measure.field)}{' '}
                {settled.has(`${step}/${measure.field}`) && <ToneTag tone="violet">{t('order.settled.tag')}</ToneTag>}
                <small>{words.step(step)}</small>
              </th>
              <td className="console-number">{`${format.number(measure.value)} ${measure.unit}`}</td>
              <td>
                {measure.limit === undefined ? (
                  '—'
                ) : (
                  <LimitLine
                    limit={measure.limit}
                    unit={measure.unit}
                    settings={measure.verdict !== 'pass'}
                    brief={measure.verdict === 'pass'}
                  />
                )}
              </td>
              <td>
                <VerdictTag verdict={measure.verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
