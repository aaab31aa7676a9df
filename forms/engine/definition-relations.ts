import type { DefinitionProblem } from './definition-problem.ts';
import { stepsOf } from './steps-of.ts';
import type { OrderTypeDefinition, RaiseDefinition, SlaDefinition } from './types.ts';

/** What clocks, raises and upgrades name must be there: stages, performers, slots, versions. */
export function relationProblems(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const stages = new Set(definition.stages.map(({ key }) => key));
  const raises = definition.raises ?? [];
  const unknownStage = (path: string, at: string): readonly DefinitionProblem[] =>
    at.startsWith('stage:') && !stages.has(at.slice('stage:'.length))
      ? [{ path, fault: 'unknownName', reason: `no stage ${at}` }]
      : [];
  return [
    ...definition.sla.flatMap((sla) => [
      ...unknownStage(`sla.${sla.key}.startsAt`, sla.startsAt),
      ...unknownStage(`sla.${sla.key}.stopsAt`, sla.stopsAt),
      ...limitProblems(sla),
      ...calendarProblems(definition, sla),
      ...(sla.escalations ?? [])
        .filter(({ to }) => definition.performers[to] === undefined)
        .map(({ key, to }) => ({
          path: `sla.${sla.key}.escalations.${key}`,
          fault: 'unknownName' as const,
          reason: `no performer ${to}`,
        })),
      ...twice(`sla.${sla.key}.escalations`, sla.escalations ?? []),
    ]),
    ...twice('sla', definition.sla),
    ...twice('raises', raises),
    ...raises.flatMap((raise) => [
      ...unknownStage(`raises.${raise.key}.on`, raise.on),
      ...slotProblems(definition, raise),
    ]),
    ...(definition.closesWith === 'children' && !raises.some(({ relation }) => relation === 'child')
      ? [{ path: 'closesWith', fault: 'unfit' as const, reason: 'closes with children, and raises none' }]
      : []),
    ...upgradeProblems(definition),
  ];
}

const limitProblems = ({ key, limitHours, limitDays }: SlaDefinition): readonly DefinitionProblem[] =>
  (limitHours === undefined) === (limitDays === undefined)
    ? [{ path: `sla.${key}`, fault: 'unfit', reason: 'a clock has either limitHours or limitDays' }]
    : [];

const calendarProblems = (
  { settings }: OrderTypeDefinition,
  { key, clock }: SlaDefinition,
): readonly DefinitionProblem[] =>
  clock === 'working' && !settings.includes('calendar')
    ? [{ path: `sla.${key}.clock`, fault: 'unfit', reason: 'a working clock needs the settings calendar' }]
    : [];

function slotProblems(definition: OrderTypeDefinition, raise: RaiseDefinition): readonly DefinitionProblem[] {
  const slots = slotsOf(definition);
  return (raise.evidence ?? [])
    .filter((slot) => !slots.has(slot))
    .map((slot) => ({
      path: `raises.${raise.key}.evidence`,
      fault: 'unknownName' as const,
      reason: `no photo slot ${slot}`,
    }));
}

function upgradeProblems(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const paths = new Set([
    ...slotsOf(definition),
    ...stepsOf(definition).flatMap(({ key, step }) => step.fields.map((field) => `${key}.${field.key}`)),
  ]);
  return (definition.upgrades ?? []).flatMap(({ from, renamed }, index) => [
    ...(from < definition.version
      ? []
      : [
          {
            path: `upgrades.${index}.from`,
            fault: 'unfit' as const,
            reason: `is not older than version ${definition.version}`,
          },
        ]),
    ...(definition.upgrades?.findIndex((one) => one.from === from) === index
      ? []
      : [{ path: `upgrades.${index}.from`, fault: 'usedTwice' as const, reason: `version ${from} is named twice` }]),
    ...Object.entries(renamed)
      .filter(([old, to]) => Object.entries(renamed).some(([other, too]) => too === to && other < old))
      .map(([old, to]) => ({
        path: `upgrades.${index}.renamed.${old}`,
        fault: 'usedTwice' as const,
        reason: `another one is renamed to ${to}`,
      })),
    ...Object.entries(renamed)
      .filter(([, to]) => !paths.has(to))
      .map(([old, to]) => ({
        path: `upgrades.${index}.renamed.${old}`,
        fault: 'unknownName' as const,
        reason: `no field or photo slot ${to}`,
      })),
  ]);
}

const slotsOf = (definition: OrderTypeDefinition): ReadonlySet<string> =>
  new Set(stepsOf(definition).flatMap(({ key, step }) => step.photos.map((photo) => `${key}.${photo.key}`)));

const twice = (path: string, list: readonly { readonly key: string }[]): readonly DefinitionProblem[] =>
  list
    .filter(({ key }, index) => list.findIndex((one) => one.key === key) !== index)
    .map(({ key }) => ({ path: `${path}.${key}`, fault: 'usedTwice', reason: 'this key is used twice' }));
