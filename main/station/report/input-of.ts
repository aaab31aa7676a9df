import type { EventOf } from '../../../domain/documents/event.ts';
import { judgeStage } from '../../../forms/engine/judge.ts';
import { sideOfStage } from '../../../forms/engine/performers.ts';
import { reportOccasion } from '../../../forms/engine/report-occasion.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../../../forms/engine/types.ts';
import { digestOf } from '../steps/sign-off.ts';
import { changesSince } from './changes-since.ts';
import type { ReportInput, ReportPhoto, Standing } from './input.ts';

/** The order as it is when its report is made. */
export type ReportedOrder = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
};

/** What only the device knows. */
export type Maker = Pick<
  ReportInput,
  'people' | 'technician' | 'deviceId' | 'languages' | 'timeZone' | 'timeZoneAssumed' | 'madeAt' | 'hotline'
> & { readonly technicianId: string };

/** Everything that a report made now says, from the order and its maker. */
export function reportInput(order: ReportedOrder, photos: readonly ReportPhoto[], maker: Maker): ReportInput {
  const { view, definition } = order;
  const { technicianId, ...made } = maker;
  const last = lastReport(view);
  const { signOff } = view.fold;
  return {
    ...made,
    view,
    definition,
    report: (last?.payload.report ?? 0) + 1,
    replaces: last ? { report: last.payload.report, sha256: last.payload.sha256, madeAt: last.time.at } : null,
    changes: last ? changesSince(view, new Set(last.payload.covers)) : [],
    photos,
    crew: crewOf(order, maker).filter((name) => name !== maker.technician),
    covers: coversOf(view),
    occasion: reportOccasion(view.fold, null),
    standings: standingsOf(order),
    seenStands: signOff === null || signOff.signOff.seenDigest === digestOf({ view }),
  };
}

export function lastReport(view: OrderView): EventOf<'reportMade'> | null {
  const made = view.fold.history.flatMap(({ event, applied }) =>
    applied && event.kind === 'reportMade' ? [event] : [],
  );
  return made.at(-1) ?? null;
}

/** Everything the report vouches for: order, submissions in force, overrides, sign-off, photos not withdrawn. */
export function coversOf(view: OrderView): readonly string[] {
  return [
    `workOrder:${view.orderId}`,
    ...view.stages.flatMap((stage) => stage.steps.flatMap((step) => step.heads)),
    ...view.fold.overrides.map(({ _id }) => _id),
    ...(view.fold.signOff ? [view.fold.signOff.eventId] : []),
    ...reportedEvidence(view).map(({ id }) => id),
  ];
}

export const reportedEvidence = (view: OrderView): OrderView['evidence'] =>
  view.evidence.filter(({ slot, withdrawn }) => slot !== 'report' && withdrawn === null);

/** A report belongs to a stage that asks for it, so that stage is judged as if this report were made already. */
function standingsOf({ view, definition, settings }: ReportedOrder): readonly Standing[] {
  const made = { eventId: '', report: 0, evidenceId: '', sha256: '', at: '' };
  const withThis = { ...view, fold: { ...view.fold, reports: [...view.fold.reports, made] } };
  return view.stages
    .filter(({ state }) => state === 'current' || state === 'gateOpen')
    .map(({ key }) => {
      const { passes, verdicts } = judgeStage({ view: withThis, definition, settings, stage: key });
      const refusing = verdicts.filter((gate) => !gate.passed && gate.overriddenBy === undefined);
      return { stage: key, passes, refusing: refusing.map(({ gate }) => gate) };
    });
}

/** Everybody whose submissions of field stages are in force, as far as their names are known here. */
function crewOf({ view, definition }: ReportedOrder, { people, technician, technicianId }: Maker): readonly string[] {
  const authors = view.stages
    .filter((stage) => sideOfStage(definition, stage) === 'field')
    .flatMap(({ steps }) => steps.flatMap((step) => step.submissions.filter(({ id }) => step.heads.includes(id))))
    .map(({ by }) => by);
  return [...new Set(authors)].flatMap((by) => (by === technicianId ? technician : (people[by] ?? [])));
}
