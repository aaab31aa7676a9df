import type { Json } from '../../../../domain/documents/base.ts';
import type { ProblemCode } from '../../../../domain/problem.ts';
import { waitingRequests } from '../../../../domain/work-order/override-requests.ts';
import type { OrderView } from '../../../../forms/engine/types.ts';

export type OpenGate = {
  /** `<stage>.<gate>` */
  readonly key: string;
  readonly stage: string;
  readonly gate: string;
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, Json>>;
  /** the technician's request, where there is one */
  readonly asked?: { readonly by: string; readonly at: string; readonly note: string };
};

/**
 * Gates that dispatch may open now: overridable, refusing, not overridden yet; those that a technician asked for stand first.
 * The value and the limit are those of the request where there is one, for that is what its author saw.
 */
export function openGates(view: OrderView): readonly OpenGate[] {
  const gates = view.stages.flatMap((stage) => {
    // Gates of a stage that nobody has come to refuse only because nothing is filled in yet.
    const reached = stage.state === 'current' || stage.state === 'gateOpen';
    return stage.gates
      .filter(
        (gate) =>
          gate.overridable &&
          ((gate.state === 'refused' && reached) || gate.asked) &&
          gate.state !== 'overridden' &&
          gate.state !== 'passed',
      )
      .map((gate): OpenGate => {
        const asked = waitingRequests(view.fold, { stage: stage.key, gate: gate.key }).at(-1);
        const details = asked === undefined || gate.state === 'refused' ? gate.details : asked.payload.details;
        return {
          key: `${stage.key}.${gate.key}`,
          stage: stage.key,
          gate: gate.key,
          code: gate.code,
          details,
          ...(gate.asked && asked !== undefined
            ? { asked: { by: asked.createdBy, at: asked.time.at, note: asked.payload.note } }
            : {}),
        };
      });
  });
  return [...gates.filter(({ asked }) => asked !== undefined), ...gates.filter(({ asked }) => asked === undefined)];
}
