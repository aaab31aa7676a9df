import { describe, expect, it } from 'vitest';
import { settings, tellInstall } from '../../test/builders/install-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { parseDefinition } from './definition.ts';
import { problemsIn } from './definition-text.ts';
import { evaluateStep } from './step-form.ts';
import type { FieldDefinition, OrderTypeDefinition } from './types.ts';

const devices: FieldDefinition = {
  key: 'devices',
  kind: 'rows',
  columns: [
    { key: 'condition', kind: 'choice', options: ['good', 'damaged'], required: true },
    { key: 'damage', kind: 'text', relevant: 'row.condition == "damaged"', required: 'row.condition == "damaged"' },
  ],
};
const [first, ...others] = ftthInstall.stages;
const definitionWith = (fields: readonly FieldDefinition[]): OrderTypeDefinition => ({
  ...ftthInstall,
  stages: [
    { ...first!, steps: [{ key: 'rows', kind: 'form', fields, photos: [] }, ...(first?.steps ?? [])] },
    ...others,
  ],
});
const view = tellInstall().view();
const form = (rows: readonly Readonly<Record<string, string>>[], fields: readonly FieldDefinition[] = [devices]) =>
  evaluateStep({
    view,
    definition: definitionWith(fields),
    settings,
    step: `${first?.key}.rows`,
    fields: { devices: rows },
    drafts: {},
  });

describe('the columns of a row', () => {
  it('are asked for and required row by row', () => {
    const [state] = form([{ condition: 'good' }, { condition: 'damaged' }, {}]).fields;
    expect(state?.cells?.map(({ damage }) => damage)).toEqual([
      { relevant: false, required: false },
      { relevant: true, required: true },
      { relevant: false, required: false },
    ]);
    expect(state?.problems.map(({ field }) => field)).toEqual(['devices/1/damage', 'devices/2/condition']);
  });

  it('are not stored nor calculated with where they are not asked for, and there again when they are', () => {
    const count: FieldDefinition = {
      key: 'described',
      kind: 'computed',
      calculate: 'count(fields.devices.filter(d, present(d.?damage.orValue(null))))',
    };
    const rows = [
      { condition: 'good', damage: 'cracked' },
      { condition: 'damaged', damage: 'wet' },
    ];
    const { values, fields } = form(rows, [devices, count]);
    expect(values).toEqual({ devices: [{ condition: 'good' }, rows[1]], described: 1 });
    expect(fields[0]?.value).toEqual(rows);
    expect(form(rows).values).toEqual({ devices: [{ condition: 'good' }, rows[1]] });
  });

  it('have nothing that only a field of its own can have', () => {
    const counted = { ...devices, columns: [{ key: 'n', kind: 'integer', initial: '1', calculate: '1' } as const] };
    const parsed = parseDefinition(definitionWith([counted]));
    expect(parsed.ok ? [] : problemsIn(parsed.problem.details).map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['a column cannot have calculate', 'a column cannot have initial']),
    );
  });
});
