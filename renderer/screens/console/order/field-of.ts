import type { FieldDefinition, OrderTypeDefinition, StepDefinition } from '../../../../forms/engine/types.ts';

/** A step's definition by `<stage>.<step>`. */
export function stepOf(definition: OrderTypeDefinition, step: string): StepDefinition | undefined {
  const [stageKey, stepKey] = step.split('.');
  return definition.stages.find(({ key }) => key === stageKey)?.steps.find(({ key }) => key === stepKey);
}

/** A field's definition; a field that the version at hand does not know reads as text. */
export function fieldOf(definition: OrderTypeDefinition, step: string, field: string): FieldDefinition {
  return stepOf(definition, step)?.fields.find(({ key }) => key === field) ?? { key: field, kind: 'text' };
}
