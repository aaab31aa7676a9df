import { useMemo } from 'react';
import type {
  EscalationDefinition,
  OrderTypeDefinition,
  RaiseDefinition,
  SlaDefinition,
} from '../../../../../forms/engine/types.ts';
import { useDefinitions } from '../../office/use-definitions.ts';
import { useDefinitionWords, useWords } from '../../words/use-words.ts';
import type { FlowNames } from './layout.ts';

/** Everything a flow says, in the reader's language. */
export type FlowWords = FlowNames & {
  readonly type: string;
  readonly performer: (key: string) => string;
  /** when an order is raised */
  readonly on: (raise: RaiseDefinition) => string;
  readonly raiseKey: (key: string) => string;
  readonly raisedType: (key: string) => string;
  readonly clockFrom: (clock: SlaDefinition) => string;
  readonly clockTo: (clock: SlaDefinition) => string;
  /** whom an escalation tells, and when */
  readonly told: (clock: SlaDefinition, one: EscalationDefinition) => string;
};

export function useFlowWords(definition: OrderTypeDefinition): FlowWords {
  const { t } = useWords();
  const words = useDefinitionWords(definition);
  const { wordsOf } = useDefinitions();
  return useMemo(() => {
    const stageOf = (at: string): string => words.stage(at.slice('stage:'.length));
    const clockName = ({ key, clock }: SlaDefinition): string =>
      `${words.raw(`sla.${key}`) ?? key} · ${t(`types.flow.${clock}`)}`;
    const raiseKey = (key: string): string => words.raw(`raise.${key}`) ?? key;
    const raisedType = (key: string): string => wordsOf(key)?.type() ?? key;
    return {
      type: words.type(),
      stage: words.stage,
      step: words.step,
      gate: words.gate,
      performer: (key) => words.raw(`performer.${key}`) ?? key,
      raiseKey,
      raisedType,
      raise: ({ key, orderType }) => `${raiseKey(key)} → ${raisedType(orderType)}`,
      clock: clockName,
      on: ({ on }) => {
        if (on === 'completed') return t('types.flow.onCompleted');
        if (on === 'partiallyCompleted') return t('types.flow.onPartial');
        return on === 'asked' ? t('types.flow.onAsked') : t('types.flow.onStage', { stage: stageOf(on) });
      },
      clockFrom: ({ startsAt }) => {
        if (startsAt === 'acceptedAt') return t('types.flow.atStart');
        return startsAt === 'createdAt'
          ? t('types.flow.atCreated')
          : t('types.flow.reached', { stage: stageOf(startsAt) });
      },
      clockTo: ({ stopsAt }) =>
        stopsAt === 'completed' ? t('types.flow.atEnd') : t('types.flow.passed', { stage: stageOf(stopsAt) }),
      told: ({ key: sla }, { key, atPercent, to }) =>
        t('types.flow.told', {
          n: atPercent,
          who: words.raw(`performer.${to}`) ?? to,
          name: words.escalation(sla, key),
        }),
    };
  }, [words, wordsOf, t]);
}
