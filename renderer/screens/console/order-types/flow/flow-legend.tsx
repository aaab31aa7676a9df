import type { ReactNode } from 'react';
import type { OrderTypeDefinition, RaiseDefinition } from '../../../../../forms/engine/types.ts';
import { useWords } from '../../words/use-words.ts';
import css from './flow.module.css';

type SignKey = 'legendGate' | 'legendOverridable' | 'legendChild' | 'legendFollow' | 'legendClock' | 'legendTick';
type Sign = {
  readonly key: SignKey;
  readonly shown: boolean;
  readonly path: string;
  readonly className: string | undefined;
  readonly overridable?: boolean;
  readonly relation?: RaiseDefinition['relation'];
};

const diamond = 'M12 2l9 9-9 9-9-9Z';
const stroke = 'M2 11H22';

function signsOf({ stages, raises = [], sla }: OrderTypeDefinition): readonly Sign[] {
  const gates = stages.flatMap((stage) => stage.gates);
  const raised = (relation: RaiseDefinition['relation']): boolean => raises.some((one) => one.relation === relation);
  const bar = 'M3 5v12M3 11H21M21 5v12';
  const ticks = sla.some(({ escalations }) => escalations !== undefined);
  return [
    { key: 'legendGate', shown: gates.some((gate) => !gate.overridable), path: diamond, className: css.gate },
    {
      key: 'legendOverridable',
      shown: gates.some((gate) => gate.overridable),
      path: diamond,
      className: css.gate,
      overridable: true,
    },
    { key: 'legendChild', shown: raised('child'), path: stroke, className: css.raiseLine, relation: 'child' },
    { key: 'legendFollow', shown: raised('follow'), path: stroke, className: css.raiseLine, relation: 'follow' },
    { key: 'legendClock', shown: sla.length > 0, path: bar, className: css.clock },
    { key: 'legendTick', shown: ticks, path: 'M12 6l-6 10h12Z', className: css.tick },
  ];
}

/** What the signs mean; only those that this flow has. */
export function FlowLegend({ definition }: { readonly definition: OrderTypeDefinition }): ReactNode {
  const { t } = useWords();
  return (
    <ul className={css.legend}>
      {signsOf(definition)
        .filter(({ shown }) => shown)
        .map(({ key, path, className, overridable = false, relation }) => (
          <li key={key}>
            <svg width={24} height={22} aria-hidden="true">
              <path d={path} className={className} data-overridable={overridable} data-relation={relation} />
            </svg>
            {t(`types.flow.${key}`)}
          </li>
        ))}
    </ul>
  );
}
