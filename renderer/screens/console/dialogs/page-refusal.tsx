import { type ReactNode, useState } from 'react';
import type { Overtaken } from '../../../../bridge/basis.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { overtakenIn, useEditBase } from '../office/edit-base.ts';
import { OvertakenPanel } from './overtaken-panel.tsx';

type Props = {
  readonly problem: Problem | null;
  readonly words: DefinitionWords;
  readonly doing: string;
  readonly busy: boolean;
  /** makes the call again */
  readonly again: () => void;
  /** told first what was accepted, by whoever keeps a base of his own */
  readonly accept?: (overtaken: readonly Overtaken[]) => void;
  readonly takeTheirs?: () => void;
};

/** A refusal on a page, as `DialogFrame` shows it in a dialog: where somebody was overtaken he is asked which is to stand. */
export function PageRefusal({ problem, words, doing, busy, again, accept, takeTheirs }: Props): ReactNode {
  const base = useEditBase();
  const [settled, setSettled] = useState<Problem | null>(null);
  const overtaken = overtakenIn(problem);
  if (problem === settled) return null;
  if (base === null || overtaken.length === 0) return <ProblemAlert problem={problem} words={words} />;
  const accepted = () => {
    base.accept(overtaken);
    accept?.(overtaken);
  };
  return (
    <OvertakenPanel
      overtaken={overtaken}
      base={base}
      doing={doing}
      busy={busy}
      keepMine={() => {
        accepted();
        again();
      }}
      takeTheirs={() => {
        accepted();
        setSettled(problem);
        takeTheirs?.();
      }}
    />
  );
}
