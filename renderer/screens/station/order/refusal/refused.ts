import type { Problem } from '../../../../../domain/problem.ts';
import {
  isMendable,
  placeKey,
  placesOfForm,
  placesOfGate,
  type RefusedPlace,
} from '../../../../../forms/engine/refused-places.ts';
import type { Values } from '../../../../../forms/engine/scope.ts';
import type { GateView, StepForm } from '../../../../../forms/engine/types.ts';
import type { OpenedOrder } from '../opened-order.ts';

/** A gate that refused, with the stage it stands at the end of. */
export type RefusedGate = { readonly stage: string; readonly gate: Pick<GateView, 'key' | 'details' | 'code'> };

/** What was refused: the submission of a step by its form, or by gates; `typed`: they were judged with what is being typed. */
export type Refused =
  | { readonly kind: 'form'; readonly step: string }
  | { readonly kind: 'gates'; readonly gates: readonly RefusedGate[]; readonly typed: boolean };

/** One place to mend, and the gate that asks for it. */
export type Lack = { readonly place: RefusedPlace; readonly mendable: boolean; readonly by: RefusedGate | null };

/** The gates that a coded refusal speaks of. */
export function gatesOf({ code, details }: Problem): readonly RefusedGate[] {
  if (code !== 'gate.refused' && code !== 'gate.openGates') return [];
  const problems = Array.isArray(details.problems) ? (details.problems as unknown as readonly Problem[]) : [];
  return problems.map((one) => ({
    stage: String(one.details.stage),
    gate: { key: String(one.details.gate), code: one.code, details: one.details as GateView['details'] },
  }));
}

/** What has to be mended now; less than at the refusal once something was, and nothing when all is. */
export function lacksOf(
  order: OpenedOrder,
  refused: Refused,
  form: StepForm,
  drafts: Readonly<Record<string, Values>>,
): readonly Lack[] {
  if (refused.kind === 'form')
    return refused.step === form.step
      ? placesOfForm(form)
          .filter(({ kind }) => kind === 'field')
          .map((place) => ({ place, mendable: true, by: null }))
      : [];
  const known = new Set<string>();
  return refused.gates
    .flatMap((one) => lacksOfGate(order, one, refused.typed, form, drafts))
    .filter(({ place }) => {
      const key = placeKey(place);
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
}

function lacksOfGate(
  { view, definition, settings }: OpenedOrder,
  by: RefusedGate,
  typed: boolean,
  form: StepForm,
  drafts: Readonly<Record<string, Values>>,
): readonly Lack[] {
  const now = view.stages.find(({ key }) => key === by.stage)?.gates.find(({ key }) => key === by.gate.key);
  // What is typed is judged anew when it is submitted; otherwise the order's own gates say what still refuses.
  if (!typed && now?.state !== 'refused') return [];
  return placesOfGate({
    view,
    definition,
    settings,
    drafts,
    stage: by.stage,
    gate: typed ? by.gate : { key: by.gate.key, details: now?.details ?? by.gate.details },
    ...(typed ? { over: { [form.step]: form.values } } : {}),
  }).map((place) => ({ place, mendable: isMendable({ view, definition }, place), by }));
}
