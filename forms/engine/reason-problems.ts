import type { DefinitionProblem } from './definition-problem.ts';
import { hasFieldStages } from './performers.ts';
import type { OrderTypeDefinition } from './types.ts';

const always = ['held', 'rescheduled', 'cancelled', 'rejected', 'failed', 'partiallyCompleted'] as const;
const inTheField = ['declined', 'returned', 'handedOver', 'cancelAsked', 'unassigned'] as const;
const known: ReadonlySet<string> = new Set([
  ...always,
  ...inTheField,
  'overridden',
  'evidenceWithdrawn',
  'rework',
  'sentBack',
  'signRefused',
]);

/** Moves that somebody will want to make on such an order and that need a reason: without one in the list nobody can make them. */
export function reasonProblems(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const { stages, reasons } = definition;
  const steps = stages.flatMap((stage) => stage.steps);
  const moves = [
    ...always,
    ...(hasFieldStages(definition) ? inTheField : []),
    ...(stages.some(({ gates }) => gates.some(({ overridable }) => overridable)) ? ['overridden'] : []),
    ...(steps.some(({ photos }) => photos.length > 0) ? ['evidenceWithdrawn'] : []),
    ...(steps.some(({ kind }) => kind === 'signOff') ? ['signRefused'] : []),
    ...(definition.reviewed === false ? [] : ['rework']),
    ...((definition.returns ?? []).length > 0 ? ['sentBack'] : []),
  ];
  return [
    ...moves
      .filter((move) => (reasons[move] ?? []).length === 0)
      .map((move) => ({ path: 'reasons', fault: 'noReasons' as const, reason: `no reasons for ${move}` })),
    ...Object.keys(reasons)
      .filter((move) => !known.has(move))
      .map((move) => ({ path: `reasons.${move}`, fault: 'unknownName' as const, reason: `no move ${move}` })),
  ];
}
