import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { StageView } from '../../../../forms/engine/types.ts';

export type MyTurn = {
  readonly stage: StageView;
  /** passing it completes the order */
  readonly last: boolean;
};

/** Phases in which nothing can be done in a stage before somebody has decided. */
const stopped: ReadonlySet<string> = new Set(['intake', 'held', 'cancelAsked']);

/** The stage that waits for this account; null when it is somebody else's turn or nobody's. An order whose stages are all passed or skipped waits for its completion. */
export function myTurn({ view, mayPerform }: Pick<OfficeOrder, 'view' | 'mayPerform'>): MyTurn | null {
  if (stopped.has(view.fold.phase)) return null;
  const open = view.stages.find(({ key }) => key === view.currentStage);
  const last = view.stages.findLast(({ state }) => state !== 'skipped');
  const stage = open ?? (view.fold.phase === 'started' ? last : undefined);
  if (stage === undefined || !mayPerform.includes(stage.key) || (open !== undefined && view.turn !== 'office'))
    return null;
  return { stage, last: stage === last };
}
