import { stepsOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';

const columns = ['version', 'stages', 'steps', 'fields', 'gates', 'clocks', 'raises'] as const;

/** What order types there are, a line each. */
export function definitionTable(definitions: readonly OrderTypeDefinition[]): string {
  const wide = Math.max(4, ...definitions.map(({ key }) => key.length)) + 2;
  const line = (name: string, cells: readonly (string | number)[]): string =>
    `${name.padEnd(wide)}${cells.map((cell) => String(cell).padStart(9)).join('')}`;
  return ['', line('type', columns), ...definitions.map((one) => line(one.key, figuresOf(one))), '', ''].join('\n');
}

function figuresOf(definition: OrderTypeDefinition): readonly number[] {
  const steps = stepsOf(definition);
  return [
    definition.version,
    definition.stages.length,
    steps.length,
    steps.reduce((sum, { step }) => sum + step.fields.length, 0),
    definition.stages.reduce((sum, { gates }) => sum + gates.length, 0),
    definition.sla.length,
    definition.raises?.length ?? 0,
  ];
}
