import type { StageView } from '../../forms/engine/types.ts';

/** How a stage stands, as it is said: one that was left with its gate open, and whose gates hold or are overridden by now, is not "gate not passed". */
export function standingOf({ state, gates }: Pick<StageView, 'state' | 'gates'>): StageView['state'] | 'overridden' {
  const open = state === 'gateOpen' && gates.every((gate) => gate.state !== 'refused');
  return open ? 'overridden' : state;
}
