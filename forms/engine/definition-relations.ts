import type { DefinitionProblem } from './definition-problem.ts';
import { stepsOf } from './steps-of.ts';
import type {
  EndingDefinition,
  OrderTypeDefinition,
  RaiseDefinition,
  ReturnDefinition,
  SlaDefinition,
} from './types.ts';

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
    ...twice('returns', definition.returns ?? []),
    ...(definition.returns ?? []).flatMap((one) => returnProblems(definition, one)),
    ...twice('endings', definition.endings ?? []),
    ...(definition.endings ?? []).flatMap((one) => endingProblems(definition, one)),
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

/** A way back leads from a stage to one before it, and asks anew only what lies between them. */
function returnProblems(
  { stages, performers }: OrderTypeDefinition,
  { key, from, to, asksAnew = [] }: ReturnDefinition,
): readonly DefinitionProblem[] {
  const path = `returns.${key}`;
  const [begin, end] = [to, from].map((name) => stages.findIndex((stage) => stage.key === name)) as [number, number];
  const unknown = [to, from].filter((_, at) => [begin, end][at] === -1);
  if (unknown.length > 0) return unknown.map((name) => ({ path, fault: 'unknownName', reason: `no stage ${name}` }));
  if (begin >= end) return [{ path, fault: 'unfit', reason: `${to} does not stand before ${from}` }];
  const performer = stages[end]?.performer ?? '';
  if (performers[performer] === 'technician')
    return [{ path, fault: 'unfit', reason: `${from} is done in the field, and only the office sends back` }];
  const between = new Set(
    stages.slice(begin, end + 1).flatMap((stage) => stage.steps.map((step) => `${stage.key}.${step.key}`)),
  );
  return asksAnew
    .filter((step) => !between.has(step))
    .map((step) => ({
      path: `${path}.asksAnew`,
      fault: 'unknownName',
      reason: `no step ${step} from ${to} to ${from}`,
    }));
}

/** An end is offered in an office stage, for a reason that the type has. */
function endingProblems(
  definition: OrderTypeDefinition,
  { key, from, reasonCode }: EndingDefinition,
): readonly DefinitionProblem[] {
  const path = `endings.${key}`;
  const stage = definition.stages.find((one) => one.key === from);
  const wrong = (fault: 'unknownName' | 'unfit', reason: string): DefinitionProblem => ({ path, fault, reason });
  return [
    ...(stage === undefined ? [wrong('unknownName', `no stage ${from}`)] : []),
    ...(stage !== undefined && definition.performers[stage.performer] === 'technician'
      ? [wrong('unfit', `${from} is done in the field, where an order can always be ended`)]
      : []),
    ...((definition.reasons.failed ?? []).some(({ code }) => code === reasonCode)
      ? []
      : [wrong('unknownName', `no reason ${reasonCode} for failed`)]),
  ];
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
