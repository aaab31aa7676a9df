import { describe, expect, it } from 'vitest';
import { shippedOrderTypes, shippedSettings } from '../order-types/index.ts';
import { deadEndProblems } from './dead-ends.ts';
import { parseDefinition } from './definition.ts';
import { problemsIn } from './definition-text.ts';
import type { FieldDefinition, OrderTypeDefinition } from './types.ts';

const settings = Object.fromEntries(shippedSettings.map(({ key, version, values }) => [key, { version, values }]));
const typeOf = (key: string): OrderTypeDefinition => {
  const found = shippedOrderTypes.find((one) => one.key === key);
  if (found === undefined) throw new Error(`${key} is not shipped`);
  return found;
};
const deadEnds = (definition: OrderTypeDefinition): readonly string[] =>
  deadEndProblems(definition, settings).map(({ path }) => path.replace('stages.', ''));

/** The definition with every field as `change` makes it. */
const withFields = (
  definition: OrderTypeDefinition,
  change: (field: FieldDefinition) => FieldDefinition,
): OrderTypeDefinition => ({
  ...definition,
  stages: definition.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => ({ ...step, fields: step.fields.map(change) })),
  })),
});

describe('a choice after which an order stands still', () => {
  it.each(shippedOrderTypes.map((one) => [one.key, one] as const))('is in no type that ships: %s', (_, definition) => {
    expect(deadEnds(definition)).toEqual([]);
  });

  it.each([
    ['line-removal', ['approval.decision.decision.options.refused']],
    ['service-opening', ['identityCheck.result.result.options.refused']],
    ['vas-access', ['qualificationCheck.check.result.options.rejected']],
    [
      'platform-ticket',
      ['approval.decision.result.options.rejected', 'implementation.change.result.options.rolledBack'],
    ],
  ])('is found in %s where no end is declared', (key, found) => {
    expect(deadEnds({ ...typeOf(key), endings: [] })).toEqual(found);
  });

  it('is found where no way back is declared, and an end of another stage does not help', () => {
    expect(deadEnds({ ...typeOf('platform-ticket'), returns: [] })).toEqual([
      'approval.decision.result.options.changes',
      'verification.checks.result.options.failed',
    ]);
    const acceptance = typeOf('project-acceptance');
    expect(deadEnds({ ...acceptance, returns: [] })).toEqual([]);
    const elsewhere = (acceptance.endings ?? []).map((one) => ({ ...one, from: 'staffing' }));
    expect(deadEnds({ ...acceptance, returns: [], endings: elsewhere })).toEqual([
      'initialAcceptance.conclusion.result.options.fail',
    ]);
  });

  it('is none where the same question is asked again, and is one where that is not said', () => {
    const repair = typeOf('platform-ticket');
    const silent = withFields(repair, ({ undecided: _, ...field }) => field);
    expect(deadEnds(silent)).toEqual(['implementation.change.result.options.partly']);
  });

  it('is none where the answer only has to fit another one', () => {
    const revisit = typeOf('customer-revisit');
    const gates = revisit.stages.flatMap((stage) => stage.gates);
    expect(gates.find(({ key }) => key === 'resultFits')).toMatchObject({ overridable: false });
    expect(deadEnds(revisit)).toEqual([]);
  });
});

describe('an end', () => {
  const removal = typeOf('line-removal');
  const [refused] = removal.endings ?? [];
  if (refused === undefined) throw new Error('line-removal declares no end');
  const problemsOf = (over: object, rest: Partial<OrderTypeDefinition> = {}): readonly string[] => {
    const parsed = parseDefinition({ ...removal, endings: [{ ...refused, ...over }], ...rest }, settings);
    return parsed.ok ? [] : problemsIn(parsed.problem.details).map(({ path, reason }) => `${path}: ${reason}`);
  };

  it.each([
    ['a stage that does not exist', { from: 'nowhere' }, 'endings.refused: no stage nowhere'],
    [
      'a stage in the field',
      { from: 'removal' },
      'endings.refused: removal is done in the field, where an order can always be ended',
    ],
    ['a reason that does not exist', { reasonCode: 'x' }, 'endings.refused: no reason x for failed'],
    [
      'a field that does not exist',
      { when: 'steps.approval.decision.verdict == "no"' },
      'endings.refused.when: steps.approval.decision.verdict does not exist, in steps.approval.decision.verdict == "no"',
    ],
    ['a text that is missing', { key: 'other' }, 'texts.zh-CN.ending.other: this text is missing'],
  ])('names what it needs: %s', (_, over, said) => {
    expect(problemsOf(over)[0]).toBe(said);
  });

  it('is declared once', () => {
    expect(problemsOf({}, { endings: [refused, refused] })[0]).toBe('endings.refused: this key is used twice');
  });
});
