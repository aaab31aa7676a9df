import type { EventPayload } from '../../domain/documents/event.ts';
import type { StageJudgement } from '../../forms/engine/types.ts';

/** What a passing keeps of its judgement. */
export const passing = ({ stage, submissions, evidence, verdicts }: StageJudgement): EventPayload<'stagePassed'> => ({
  stage,
  submissions: [...submissions],
  evidence: [...evidence],
  verdicts: [...verdicts],
});
