import type { Json } from '../../domain/documents/base.ts';
import { verdictIn } from '../../domain/optics/power-window.ts';
import { boundProblems, boundsOf } from './bounds.ts';
import { bounded } from './budget.ts';
import { sameJson } from './canonical.ts';
import { isEmpty } from './empty.ts';
import { evaluate, isTrue, numberOf, resultOf, type Scope } from './expression.ts';
import { optionsFor, withoutOthers } from './options.ts';
import { cellsOf, relevantRows, rowScope } from './row-cells.ts';
import { photosIn, scopeOfView, type Values, withStep } from './scope.ts';
import { shapeProblems } from './shape.ts';
import { sourceOf } from './source-of.ts';
import { placeOf, stepViewOf, valueFields } from './steps-of.ts';
import type {
  FieldDefinition,
  FieldProblem,
  FieldState,
  MeasureDefinition,
  OrderTypeDefinition,
  OrderView,
  PhotoSlotState,
  SettingsByKey,
  StepDefinition,
  StepForm,
} from './types.ts';

export type StepInput = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  /** `<stage>.<step>` */
  readonly step: string;
  /** what is typed so far; a field that is left out stands as submitted, or at its initial value; null is "cleared" */
  readonly fields: Values;
  /** what is being typed in other steps, by step */
  readonly drafts?: Readonly<Record<string, Values>>;
  /** when the answers are given, ISO; without it bounds that name `now` bind nobody */
  readonly now?: string;
};

/** The form of a step as it stands for the given fields. Throws when the definition has no such step, and `BudgetExceeded`. */
export const evaluateStep = (input: StepInput): StepForm => bounded(input.definition, () => evaluated(input));

function evaluated(input: StepInput): StepForm {
  const place = placeOf(input.definition, input.step);
  if (place === undefined) throw new Error(`no step ${input.step}`);
  const scope = scopeOfView(input.view, input.definition, input.settings, input.drafts);
  const submitted = stepViewOf(input.view, input.step)?.values ?? {};
  return formOf({
    key: input.step,
    stage: place.stage.key,
    step: place.step,
    scope,
    settings: input.settings,
    fields: input.fields,
    submitted,
    ...(input.now === undefined ? {} : { now: input.now }),
  });
}

export type FormInput = {
  readonly key: string;
  readonly stage: string;
  readonly step: StepDefinition;
  readonly scope: Scope;
  readonly settings: SettingsByKey;
  readonly fields: Values;
  readonly submitted: Values;
  readonly now?: string;
};

/** Calculations may build on one another in any order; more rounds than this means they chase each other, and the last round stands. */
const rounds = 8;

export function formOf(input: FormInput): StepForm {
  const { key, stage, step } = input;
  const start = started(input);
  let values = start;
  let scope = withStep(input.scope, stage, step.key, values);
  for (let round = 0; round < (logicOf(step).moves ? rounds : 0); round += 1) {
    const next = calculated(input.step, start, scope);
    const settled = Object.keys(next).every((field) => sameJson(next[field], values[field]));
    values = next;
    if (settled) break;
    scope = withStep(input.scope, stage, step.key, values);
  }
  // Rows are shown as they were typed: a cell that is asked for again has its answer again, as a field has.
  const shown = ({ key: name, kind, calculate }: FieldDefinition): Json => {
    const value = values[name] ?? null;
    return kind === 'rows' && calculate === undefined && value !== null ? (start[name] ?? null) : value;
  };
  const asked = { scope, settings: input.settings, now: input.now };
  const fields = step.fields.map((field) => fieldState(field, shown(field), input.submitted[field.key] ?? null, asked));
  const photos = step.photos.map((photo): PhotoSlotState => {
    const slot = `${key}.${photo.key}`;
    const relevant = isTrue(photo.relevant, scope, photo.relevant === undefined);
    return {
      key: photo.key,
      slot,
      definition: photo,
      relevant,
      required: relevant && isTrue(photo.required, scope, false),
      count: photosIn(scope, slot),
    };
  });
  const complete =
    fields.every((field) => field.problems.length === 0) && photos.every((photo) => !photo.required || photo.count > 0);
  const relevantKeys = new Set(
    fields.filter((field) => field.relevant && field.definition.kind !== 'script').map((field) => field.key),
  );
  return {
    step: key,
    fields,
    photos,
    complete,
    rings: step.rings === undefined ? null : ringsOf(step.rings, scope),
    values: Object.fromEntries(Object.entries(values).filter(([name]) => relevantKeys.has(name))),
  };
}

/** Each once, in the order of the definition; what is empty or not known yet is none. */
function ringsOf(rings: readonly string[], scope: Scope): readonly string[] {
  const found = rings.flatMap((ring) => {
    const value = resultOf(ring, scope);
    return typeof value === 'string' && value.trim() !== '' ? [value] : [];
  });
  return [...new Set(found)];
}

/** What a step's fields can do at all; a list of orders evaluates every form of each, and most forms do little. */
type Logic = {
  /** some value is locked or offered by an expression */
  readonly opens: boolean;
  /** some value comes and goes by an expression */
  readonly moves: boolean;
};
const logics = new WeakMap<StepDefinition, Logic>();

function logicOf(step: StepDefinition): Logic {
  const found = logics.get(step);
  if (found !== undefined) return found;
  const made = {
    opens: step.fields.some(({ readonly, initial }) => readonly !== undefined || initial !== undefined),
    // Also the columns of rows: what is not asked for in a row is not stored.
    moves: step.fields
      .flatMap((field) => [field, ...(field.columns ?? [])])
      .some(
        ({ relevant, calculate, optionRelevant, optionsFrom }) =>
          relevant !== undefined ||
          calculate !== undefined ||
          optionRelevant !== undefined ||
          optionsFrom !== undefined,
      ),
  };
  logics.set(step, made);
  return made;
}

/** What stands in a field before any logic: typed, else submitted, else its initial value; a read-only field ignores what is typed. */
function started(input: FormInput): Values {
  if (!logicOf(input.step).opens) return standing(input);
  const before = withStep(input.scope, input.stage, input.step.key, merged(input));
  return Object.fromEntries(
    valueFields(input.step).map((field) => {
      const locked = isTrue(field.readonly, before, false);
      const typed = locked ? undefined : input.fields[field.key];
      const value = typed === undefined ? (input.submitted[field.key] ?? resultOf(field.initial, before)) : typed;
      return [field.key, value];
    }),
  );
}

const merged = ({ step, submitted, fields }: FormInput): Values =>
  Object.fromEntries(valueFields(step).map(({ key }) => [key, fields[key] ?? submitted[key] ?? null]));

const standing = ({ step, submitted, fields }: FormInput): Values =>
  Object.fromEntries(
    valueFields(step).map(({ key }) => [key, fields[key] === undefined ? (submitted[key] ?? null) : fields[key]]),
  );

function calculated(step: StepDefinition, start: Values, scope: Scope): Values {
  return Object.fromEntries(
    valueFields(step).map((field) => {
      if (!isTrue(field.relevant, scope, field.relevant === undefined)) return [field.key, null];
      if (field.calculate !== undefined) return [field.key, resultOf(field.calculate, scope)];
      const value = start[field.key] ?? null;
      return [
        field.key,
        field.kind === 'rows' ? relevantRows(field, value, scope) : withoutOthers(field, value, scope),
      ];
    }),
  );
}

type Asked = { readonly scope: Scope; readonly settings: SettingsByKey; readonly now: string | undefined };

function fieldState(field: FieldDefinition, value: Json, submitted: Json, asked: Asked): FieldState {
  const { scope, settings, now } = asked;
  const relevant = isTrue(field.relevant, scope, field.relevant === undefined);
  const required = relevant && isTrue(field.required, scope, false);
  const judged = relevant ? judgedMeasure(field.measure, value, scope, settings) : null;
  // An answer that is given now is judged by the clock; an answer that was accepted before is not judged by it again.
  const given = now === undefined ? scope : { ...scope, now };
  const at = sameJson(value, submitted) ? scope : given;
  const problems = relevant ? problemsOf(field, value, required, { scope, at, submitted }) : [];
  const bounds = relevant ? boundsOf(field, given) : undefined;
  return {
    key: field.key,
    definition: field,
    value,
    relevant,
    required,
    readonly: field.kind === 'computed' || field.calculate !== undefined || isTrue(field.readonly, scope, false),
    problems,
    // A value that cannot be is not within its limits: a length of −3 m is no length.
    verdict: judged?.verdict === 'pass' && problems.length > 0 ? 'fail' : (judged?.verdict ?? 'none'),
    limit: judged?.limit ?? null,
    ...(bounds === undefined ? {} : { bounds }),
    ...(field.kind === 'rows' ? { cells: cellsOf(field, value, given) } : {}),
    ...(field.options === undefined ? {} : { options: optionsFor(field, scope) }),
  };
}

/** `at`: the scope with `now`, where the answer is given now */
type Judging = { readonly scope: Scope; readonly at: Scope; readonly submitted: Json };

function problemsOf(field: FieldDefinition, value: Json, required: boolean, judging: Judging): readonly FieldProblem[] {
  const { scope, at } = judging;
  if (field.kind === 'script') return [];
  if (isEmpty(value)) return required ? [{ field: field.key, keyword: 'required', params: {} }] : [];
  const shape = shapeProblems(field, value);
  if (shape.length > 0) return shape;
  const cells = field.kind === 'rows' ? rowProblems(field, value, judging) : [];
  const outside = boundProblems(field, field.key, value, at);
  return [...cells, ...outside, ...constraintProblems(field, field.key, value, scope)];
}

function constraintProblems(field: FieldDefinition, name: string, value: Json, scope: Scope): readonly FieldProblem[] {
  if (field.constraint === undefined) return [];
  const outcome = evaluate(field.constraint.expression, { ...scope, value });
  return outcome.known && outcome.value === false
    ? [{ field: name, keyword: 'constraint', params: {}, text: field.constraint.text }]
    : [];
}

/** The columns of a row are fields too; their expressions also see `row`. */
function rowProblems(field: FieldDefinition, value: Json, { scope, at, submitted }: Judging): readonly FieldProblem[] {
  const rows = value as readonly Values[];
  const before = Array.isArray(submitted) ? submitted : [];
  return rows.flatMap((row, index) =>
    (field.columns ?? []).flatMap((column) => {
      const isKnown = at !== scope && before.some((one: Json) => sameJson(one, row));
      const inRow = rowScope(field, row, scope);
      if (!isTrue(column.relevant, inRow, column.relevant === undefined)) return [];
      const cell = row[column.key] ?? null;
      const name = `${field.key}/${index}/${column.key}`;
      if (isEmpty(cell))
        return isTrue(column.required, inRow, false) ? [{ field: name, keyword: 'required', params: {} }] : [];
      const shape = shapeProblems({ ...column, key: name }, cell);
      if (shape.length > 0) return shape;
      const outside = boundProblems(column, name, cell, isKnown ? inRow : rowScope(field, row, at));
      return [...outside, ...constraintProblems(column, name, cell, inRow)];
    }),
  );
}

export type JudgedMeasure = Pick<FieldState, 'verdict' | 'limit'>;

/** The limits come from settings by expression; both bounds belong to what passes. */
export function judgedMeasure(
  measure: MeasureDefinition | undefined,
  value: Json,
  scope: Scope,
  settings: SettingsByKey,
): JudgedMeasure | null {
  if (measure === undefined) return null;
  const [min, max] = [numberOf(measure.min, scope), numberOf(measure.max, scope)];
  if (min === null && max === null) return { verdict: 'none', limit: null };
  const limit = {
    ...(min === null ? {} : { min }),
    ...(max === null ? {} : { max }),
    source: sourceOf(measure.source, scope),
    settings: `${measure.settings}@${settings[measure.settings]?.version ?? 0}`,
  };
  return {
    limit,
    verdict:
      typeof value === 'number'
        ? verdictIn({ min, max, warnBelow: numberOf(measure.warnBelow, scope) }, value)
        : 'none',
  };
}
