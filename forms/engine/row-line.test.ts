import { expect, it } from 'vitest';
import { rowLine } from './row-line.ts';
import type { FieldDefinition } from './types.ts';

const column = (kind: FieldDefinition['kind'], more: Partial<FieldDefinition> = {}): FieldDefinition =>
  ({ key: kind, kind, ...more }) as FieldDefinition;
const name = column('text', { schema: { type: 'string', maxLength: 80 } });
const quantity = column('number');
const unit = column('text', { schema: { type: 'string', maxLength: 20 } });

type Line = { readonly line: string; readonly cells: readonly (readonly [FieldDefinition, string])[] };
const lines: readonly Line[] = [
  {
    line: '皮线光缆 · 38 m',
    cells: [
      [name, '皮线光缆'],
      [quantity, '38'],
      [unit, 'm'],
    ],
  },
  {
    line: '皮线光缆 · 38',
    cells: [
      [name, '皮线光缆'],
      [quantity, '38'],
      [unit, ''],
    ],
  },
  {
    line: '皮线光缆 · m',
    cells: [
      [name, '皮线光缆'],
      [quantity, ''],
      [unit, 'm'],
    ],
  },
  {
    line: '12 s · 快',
    cells: [
      [column('number', { unit: 's' }), '12 s'],
      [unit, '快'],
    ],
  },
  {
    line: '2 · 两端都要',
    cells: [
      [quantity, '2'],
      [name, '两端都要'],
    ],
  },
  { line: '', cells: [[name, '']] },
];

it.each(lines)('$line', ({ line, cells }) => {
  expect(rowLine(cells.map(([one, said]) => ({ column: one, said })))).toBe(line);
});
