import { expect, it } from 'vitest';
import { rowLine } from './row-line.ts';
import type { FieldDefinition } from './types.ts';

const column = (kind: FieldDefinition['kind'], more: Partial<FieldDefinition> = {}): FieldDefinition =>
  ({ key: kind, kind, ...more }) as FieldDefinition;
const name = column('text', { schema: { type: 'string', maxLength: 80 } });
const quantity = column('number');
const unit = column('text', { schema: { type: 'string', maxLength: 20 } });

const lines: readonly (readonly [string, ...(readonly (readonly [FieldDefinition, string])[])])[] = [
  ['皮线光缆 · 38 m', [name, '皮线光缆'], [quantity, '38'], [unit, 'm']],
  ['皮线光缆 · 38', [name, '皮线光缆'], [quantity, '38'], [unit, '']],
  ['皮线光缆 · m', [name, '皮线光缆'], [quantity, ''], [unit, 'm']],
  ['12 s · 快', [column('number', { unit: 's' }), '12 s'], [unit, '快']],
  ['2 · 两端都要', [quantity, '2'], [name, '两端都要']],
  ['', [name, '']],
];

it.each(lines)('%s', (line, ...cells) => {
  expect(rowLine(cells.map(([one, said]) => ({ column: one, said })))).toBe(line);
});
