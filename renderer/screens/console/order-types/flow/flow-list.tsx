import type { ReactNode } from 'react';
import type { OrderTypeDefinition } from '../../../../../forms/engine/types.ts';
import { useWords } from '../../words/use-words.ts';
import css from './flow.module.css';
import type { FlowWords } from './use-flow-words.ts';

type Props = { readonly id: string; readonly definition: OrderTypeDefinition; readonly words: FlowWords };

/** The same flow in words: for screen readers, and for whoever reads a list more easily than a picture. */
export function FlowList({ id, definition, words }: Props): ReactNode {
  const { t } = useWords();
  const { stages, raises = [], sla } = definition;
  return (
    <section className={css.list} id={id} aria-label={t('types.flow.list')} data-testid="flow-list">
      <h2>{t('types.flow.list')}</h2>
      <ol>
        {stages.map((stage) => (
          <li key={stage.key}>
            <b>{words.stage(stage.key)}</b> · {t('types.flow.performer', { name: words.performer(stage.performer) })}
            <ul>
              <li>
                {t('types.flow.steps')}:{' '}
                {stage.steps.map(({ key }) => words.step(`${stage.key}.${key}`)).join(t('join'))}
              </li>
              {stage.gates.map(({ key, overridable }) => (
                <li key={key}>
                  {t('types.flow.gate')}: {words.gate(stage.key, key)}
                  {overridable ? ` (${t('types.flow.overridable')})` : ''}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <ul>
        {raises.map((raise) => (
          <li key={raise.key}>
            {t('types.flow.raises', {
              name: words.raiseKey(raise.key),
              type: words.raisedType(raise.orderType),
              on: words.on(raise),
            })}
          </li>
        ))}
        {sla.map((clock) => (
          <li key={clock.key}>
            {words.clock(clock)}: {words.clockFrom(clock)} → {words.clockTo(clock)}
            {clock.escalations === undefined ? null : (
              <ul>
                {clock.escalations.map((one) => (
                  <li key={one.key}>{words.told(clock, one)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
