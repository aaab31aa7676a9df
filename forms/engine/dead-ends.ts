import type { DefinitionProblem } from './definition-problem.ts';
import { sampleScope } from './definition-samples.ts';
import { isTrue, pathsIn, type Scope } from './expression.ts';
import { sideOfStage } from './performers.ts';
import { type Values, withStep } from './scope.ts';
import { formOf } from './step-form.ts';
import { placeOf, stepKeyOf } from './steps-of.ts';
import type { FieldDefinition, GateDefinition, OrderTypeDefinition, SettingsByKey, StageDefinition } from './types.ts';

/**
 * Choices in the office after which an order stands still: a gate that nobody can override refuses because of them, and neither a way back nor
 * an end is declared for it, nor that the same question is asked again (ADR 0039). In the field an order can always be ended, held or handed over.
 */
export function deadEndProblems(
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
): readonly DefinitionProblem[] {
  const office = definition.stages.filter((stage) => sideOfStage(definition, stage) === 'office');
  const decided = office.some(({ gates }) => gates.some(({ overridable }) => !overridable));
  if (!decided) return [];
  const scope = calculatedScope(definition, settings, {});
  return office.flatMap((stage) => {
    const gates = stage.gates.filter((gate) => !gate.overridable && !refuses(gate, scope));
    return choicesIn(stage).flatMap(({ step, field, option }): readonly DefinitionProblem[] => {
      if (field.undecided?.includes(option)) return [];
      const key = stepKeyOf(stage, step);
      const after = calculatedScope(definition, settings, {
        [key]: { ...definition.samples[key], [field.key]: option },
      });
      const refusing = gates.find((gate) => refuses(gate, after) && !fitsOtherwise(gate, definition, after, key));
      if (refusing === undefined || leadsOn(definition, stage, after)) return [];
      return [
        {
          path: `stages.${stage.key}.${step.key}.${field.key}.options.${option}`,
          fault: 'deadEnd',
          reason: `gate ${refusing.key} refuses ${option}, and no way back, ending or undecided leads on`,
        },
      ];
    });
  });
}

/** A way back, or an end, that is offered by what was answered. */
function leadsOn({ returns = [], endings = [] }: OrderTypeDefinition, { key }: StageDefinition, scope: Scope): boolean {
  return [...returns, ...endings].some(
    ({ from, when }) => from === key && (when === undefined || isTrue(when, scope, false)),
  );
}

const refuses = ({ relevant, holds }: GateDefinition, scope: Scope): boolean =>
  isTrue(relevant, scope, relevant === undefined) && !isTrue(holds, scope, false);

/** Whether the gate holds with another answer to one of the other questions that it compares: what does not fit together is mended there. */
function fitsOtherwise(gate: GateDefinition, definition: OrderTypeDefinition, scope: Scope, step: string): boolean {
  return pathsIn(gate.holds).some(([root, stage = '', name = '', key = '']) => {
    const place = root === 'steps' ? placeOf(definition, `${stage}.${name}`) : undefined;
    const field = place?.step.fields.find((one) => one.key === key);
    if (place === undefined || field === undefined || place.key === step) return false;
    const answers =
      field.kind === 'yesNo' || field.kind === 'computed'
        ? [true, false]
        : field.kind === 'choice'
          ? (field.options ?? [])
          : [];
    const values = (scope.steps as Readonly<Record<string, Readonly<Record<string, Values>>>>)[stage]?.[name] ?? {};
    return answers.some((answer) => !refuses(gate, withStep(scope, stage, name, { ...values, [key]: answer })));
  });
}

const choicesIn = (stage: StageDefinition) =>
  stage.steps.flatMap((step) =>
    step.fields.flatMap((field: FieldDefinition) =>
      field.kind === 'choice' ? (field.options ?? []).map((option) => ({ step, field, option })) : [],
    ),
  );

type Answers = OrderTypeDefinition['samples'];

/** The sample order with what is calculated from its answers, and with other answers in some steps. */
function calculatedScope(definition: OrderTypeDefinition, settings: SettingsByKey, other: Answers): Scope {
  let scope = sampleScope(definition, settings);
  for (const stage of definition.stages)
    for (const step of stage.steps) {
      const key = stepKeyOf(stage, step);
      const fields = other[key] ?? definition.samples[key];
      if (fields === undefined && step.fields.every(({ calculate }) => calculate === undefined)) continue;
      const form = formOf({ key, stage: stage.key, step, scope, settings, fields: fields ?? {}, submitted: {} });
      scope = withStep(scope, stage.key, step.key, form.values);
    }
  return scope;
}
