import { finalPhases } from '../../domain/work-order/moves.ts';
import { isTrue } from './expression.ts';
import { scopeOfView } from './scope.ts';
import { stageViewOf } from './steps-of.ts';
import type { EndingDefinition, OrderTypeDefinition, OrderView, SettingsByKey } from './types.ts';

/** The ends that what was submitted in the open stages asks for (ADR 0039), in the order of the type. */
export function endingsAsked(
  view: OrderView,
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
): readonly EndingDefinition[] {
  if (finalPhases.has(view.fold.phase)) return [];
  const open = (definition.endings ?? []).filter(({ from }) => {
    const state = stageViewOf(view, from)?.state;
    return state === 'current' || state === 'gateOpen';
  });
  if (open.length === 0) return [];
  const scope = scopeOfView(view, definition, settings);
  return open.filter(({ when }) => isTrue(when, scope, false));
}
