import type { Json } from '../../domain/documents/base.ts';
import { pathsIn } from '../../forms/engine/expression.ts';
import { judgeStage } from '../../forms/engine/judge.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { placeOf } from '../../forms/engine/steps-of.ts';
import type { FieldDefinition, OrderTypeDefinition, OrderView, SettingsByKey } from '../../forms/engine/types.ts';
import { shippedSettings } from '../../forms/order-types/index.ts';
import { madeUpView, sampled } from '../../renderer/screens/console/order-types/trial/made-up-order.ts';
import type { Answers } from './answers.ts';

export const settingsOf = (): SettingsByKey => Object.fromEntries(shippedSettings.map((one) => [one.key, one]));

/** Answers that no form objects to, and a gate does. */
export type Refusing = { readonly step: string; readonly field: string; readonly fields: Answers };

/** An order of this type with every step filled in by its samples. */
export const sampleView = (definition: OrderTypeDefinition, settings: SettingsByKey): OrderView =>
  madeUpView(definition, settings, sampled(definition));

/** The same order with other answers in one step. */
export function withAnswers(view: OrderView, step: string, values: Answers, isSubmitted = true): OrderView {
  return {
    ...view,
    stages: view.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((one) =>
        one.key === step ? { ...one, values, heads: isSubmitted ? one.heads : [] } : one,
      ),
    })),
  };
}

/** Changes one answer that the gate looks at, directly or through calculations, until the gate refuses and every form is complete. */
export function refusingAnswers(
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
  view: OrderView,
  { stage, gate }: { readonly stage: string; readonly gate: string },
): Refusing | null {
  const holds = definition.stages.find(({ key }) => key === stage)?.gates.find(({ key }) => key === gate)?.holds ?? '';
  const own = (step: string): number => (step.startsWith(`${stage}.`) ? 0 : 1);
  const fields = [...closure(definition, holds)].sort((a, b) => own(a) - own(b));
  for (const path of fields) {
    const [inStage = '', name = '', field = ''] = path.split('.');
    const step = `${inStage}.${name}`;
    const place = placeOf(definition, step);
    const found = place?.step.fields.find(({ key }) => key === field);
    if (found === undefined || found.kind === 'computed' || found.calculate !== undefined) continue;
    const sample = definition.samples[step] ?? {};
    for (const value of candidates(found, sample[field] ?? null)) {
      const typed = { ...sample, [field]: value };
      const form = evaluateStep({ view: withAnswers(view, step, {}), definition, settings, step, fields: typed });
      if (form.fields.some(({ problems }) => problems.length > 0)) continue;
      const { verdicts } = judgeStage({ view: withAnswers(view, step, form.values), definition, settings, stage });
      const refusing = verdicts.filter(({ passed }) => !passed).map((verdict) => verdict.gate);
      if (refusing.includes(gate) && !refusing.includes('stepsMissing')) return { step, field, fields: typed };
    }
  }
  return null;
}

/** Every field that a condition depends on: those it names, and those that these are calculated from. */
function closure(definition: OrderTypeDefinition, text: string, here = '', known = new Set<string>()): Set<string> {
  for (const [root, stage = '', step = '', field = ''] of pathsIn(text)) {
    const path = root === 'steps' ? `${stage}.${step}.${field}` : root === 'fields' && here ? `${here}.${stage}` : null;
    if (path === null || known.has(path)) continue;
    const [a = '', b = '', c = ''] = path.split('.');
    const of = placeOf(definition, `${a}.${b}`)?.step;
    const fields = c === '' || c === '*' ? (of?.fields ?? []) : (of?.fields.filter(({ key }) => key === c) ?? []);
    for (const one of fields) {
      known.add(`${a}.${b}.${one.key}`);
      if (one.calculate !== undefined) closure(definition, one.calculate, `${a}.${b}`, known);
    }
  }
  return known;
}

/** Values of a field's kind that differ from the sample, from nothing to far off. */
function candidates(field: FieldDefinition, sample: Json): readonly Json[] {
  switch (field.kind) {
    case 'yesNo':
      return [sample !== true, null];
    case 'choice':
      return [...(field.options ?? []).filter((item) => item !== sample), null];
    case 'choices':
      return [...(field.options ?? []).map((item) => [item]), null];
    case 'checklist':
      return [...(field.options ?? []).map((item) => ({ [item]: true })), null];
    case 'number':
    case 'integer': {
      const { minimum, maximum } = field.schema ?? {};
      return [minimum, maximum, 0, 1, -29, 5, 100, 1000, 1e6, null].flatMap((one) =>
        typeof one === 'number' || one === null ? [one] : [],
      );
    }
    case 'rows':
      return rowCandidates(field, Array.isArray(sample) ? sample : []);
    case 'day':
      return ['2020-01-15', '2030-02-15', null];
    case 'days':
      return [{ from: '2020-01-15', to: '2020-01-15' }, { from: '2030-01-15', to: '2030-03-31' }, null];
    case 'time':
      return ['2020-01-15T02:00:00.000Z', '2030-02-15T02:00:00.000Z', null];
    case 'timeWindow':
      return [
        { start: '2020-01-15T02:00:00.000Z', end: '2020-01-15T02:01:00.000Z' },
        { start: '2030-01-15T02:00:00.000Z', end: '2030-01-15T02:01:00.000Z' },
        null,
      ];
    default:
      return ['x', '1', null];
  }
}

function rowCandidates(field: FieldDefinition, rows: readonly Json[]): readonly Json[] {
  const [first] = rows;
  const row = (typeof first === 'object' && first !== null && !Array.isArray(first) ? first : {}) as Answers;
  const changed = (field.columns ?? []).flatMap((column) =>
    candidates(column, row[column.key] ?? null).map((value) => [{ ...row, [column.key]: value }]),
  );
  return [...(rows.length > 1 ? [rows.slice(0, 1)] : []), ...changed, null];
}
