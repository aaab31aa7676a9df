import { type ReactNode, useMemo } from 'react';
import type { GateVerdict } from '../../../../../domain/documents/event.ts';
import { type ProblemCode, problem } from '../../../../../domain/problem.ts';
import { judgeStage } from '../../../../../forms/engine/judge.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../../../../../forms/engine/types.ts';
import { ToneTag } from '../../../../components/tone-tag.tsx';
import type { DefinitionWords } from '../../../../texts/definition-words.ts';
import { problemSentence } from '../../../../texts/problem-words.ts';
import { useDefinitionWords, useWords } from '../../words/use-words.ts';
import css from '../workbench.module.css';

type Props = {
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  readonly view: OrderView;
  readonly step: string;
};

const implied = ['stepsMissing', 'photoMissing', 'conflictOpen'] as const;

/** The gates of the stage at hand, judged on what is filled in now, with the sentence that a refusal would say. */
export function TrialGates({ definition, settings, view, step }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(definition);
  const [stage = ''] = step.split('.');
  const { verdicts, passes } = useMemo(
    () => judgeStage({ view, definition, settings, stage }),
    [view, definition, settings, stage],
  );
  return (
    <section className="console-panel" data-testid="trial-gates" data-passes={passes}>
      <h2>{t('types.trial.gates')}</h2>
      <ul className={css.gateList} aria-live="polite">
        {verdicts.map((verdict) => (
          <li key={verdict.gate} data-testid={`trial-gate-${verdict.gate}`} data-passed={verdict.passed}>
            <ToneTag tone={verdict.passed ? 'good' : 'bad'}>
              {t(verdict.passed ? 'types.trial.holds' : 'types.trial.refused')}
            </ToneTag>
            <GateName stage={stage} verdict={verdict} words={words} />
          </li>
        ))}
        {verdicts.length === 0 ? <li>{t('types.trial.noGates')}</li> : null}
      </ul>
    </section>
  );
}

function GateName({
  stage,
  verdict,
  words,
}: {
  readonly stage: string;
  readonly verdict: GateVerdict;
  readonly words: DefinitionWords;
}): ReactNode {
  const { t, tw, language } = useWords();
  const own = implied.find((one) => one === verdict.gate);
  const refusal = verdict.passed ? null : words.raw(`refusal.${stage}.${verdict.gate}`);
  const said =
    refusal?.replace(/\{(\w+)\}/g, (_, name: string) => String(verdict.details[name] ?? '–')) ??
    problemSentence(problem((verdict.code ?? 'gate.refused') as ProblemCode, verdict.details), language, tw, words);
  return (
    <span>
      {own === undefined ? words.gate(stage, verdict.gate) : t(`types.trial.implied.${own}`)}
      {verdict.passed ? null : <small>{said}</small>}
    </span>
  );
}
