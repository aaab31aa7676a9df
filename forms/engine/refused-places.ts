import type { Json } from '../../domain/documents/base.ts';
import { bounded } from './budget.ts';
import { isTrue, pathsIn, type Scope } from './expression.ts';
import { failingParts } from './failing-paths.ts';
import { stepOfSlot } from './judge.ts';
import { sideOfStage } from './performers.ts';
import { scopeOfView, type Values } from './scope.ts';
import { stepAccess } from './step-access.ts';
import { evaluateStep } from './step-form.ts';
import { placeOf, stepKeyOf, stepViewOf } from './steps-of.ts';
import type {
  FieldDefinition,
  FieldProblem,
  GateView,
  OrderTypeDefinition,
  OrderView,
  SettingsByKey,
  StepForm,
} from './types.ts';

/** Where a refusal is mended. `step` is `<stage>.<step>`, a field of a row is `<field>/<row>/<column>`. */
export type RefusedPlace =
  | { readonly kind: 'field'; readonly step: string; readonly field: string; readonly problem?: FieldProblem }
  | { readonly kind: 'photo'; readonly step: string; readonly slot: string }
  | { readonly kind: 'conflict'; readonly step: string; readonly field: string }
  /** the step's own act: its submission, the signature, the report */
  | { readonly kind: 'step'; readonly step: string }
  | {
      readonly kind: 'move';
      readonly move: 'accept' | 'start' | 'resume' | 'reschedule' | 'hold';
      readonly step?: string;
    }
  /** orders that this one raised have to end first */
  | { readonly kind: 'orders'; readonly raise: string }
  /** another performer's stage decides it */
  | { readonly kind: 'others'; readonly step: string; readonly performer: string }
  /** the order's own data or time decide it: only dispatch can change anything */
  | { readonly kind: 'nowhere' };

type Order = {
  readonly view: OrderView;
  readonly definition: OrderTypeDefinition;
  readonly settings: SettingsByKey;
  /** what is being typed on this device, by step */
  readonly drafts?: Readonly<Record<string, Values>>;
};
type Gate = Order & {
  readonly stage: string;
  readonly gate: Pick<GateView, 'key' | 'details'>;
  /** values to judge by instead of the submitted ones, by step: a correction that is being typed */
  readonly over?: Readonly<Record<string, Values>>;
};

/** What a form lacks, in the order in which it is read: fields, then photos. */
export const placesOfForm = (form: StepForm): readonly RefusedPlace[] => [
  ...form.fields.flatMap(({ key, problems, definition }): readonly RefusedPlace[] => {
    const [first] = problems;
    if (first === undefined) return [];
    if (definition.kind !== 'rows') return [{ kind: 'field', step: form.step, field: key, problem: first }];
    return problems.map((problem) => ({ kind: 'field', step: form.step, field: problem.field, problem }));
  }),
  ...form.photos.flatMap(({ slot, required, count }): readonly RefusedPlace[] =>
    required && count === 0 ? [{ kind: 'photo', step: form.step, slot }] : [],
  ),
];

/**
 * Where a refusing gate is mended, first what this side can mend now, in the order of the form. For a gate of the definition the places
 * follow from the paths that its condition names and that fail now; a calculated field that no reading is compared with leads on to what it is
 * calculated from. Empty only where the gate holds. Throws `BudgetExceeded`.
 */
export const placesOfGate = (asked: Gate): readonly RefusedPlace[] =>
  bounded(asked.definition, () => {
    const where = whereOf(asked);
    if (where === null) return [];
    const found = distinct(where.map((place) => seenFrom(asked, place)));
    const ranked = found
      .map((place) => ({ place, rank: rankOf(asked, place) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ place }) => place);
    return ranked.length > 0 ? ranked : [{ kind: 'nowhere' }];
  });

/** Null: the gate holds. */
function whereOf(asked: Gate): readonly RefusedPlace[] | null {
  const { view, definition, settings, stage, gate } = asked;
  if (gate.key === 'stepsMissing') return listed(gate.details.steps).flatMap((step) => placesOfStep(asked, step));
  if (gate.key === 'photoMissing')
    return listed(gate.details.slots).map((slot) => ({ kind: 'photo', step: stepOfSlot(slot), slot }));
  if (gate.key === 'answeredAnew') return listed(gate.details.steps).map((step) => ({ kind: 'step', step }));
  if (gate.key === 'conflictOpen')
    return view.conflicts
      .filter(({ step }) => step.startsWith(`${stage}.`))
      .map(({ step, field }) => ({ kind: 'conflict', step, field }));
  const defined = definition.stages.find(({ key }) => key === stage)?.gates.find(({ key }) => key === gate.key);
  if (defined === undefined) return [];
  const scope = scopeOfView(view, definition, settings, asked.over);
  if (isTrue(defined.holds, scope, false)) return null;
  return failingParts(defined.holds, scope).flatMap((paths) => {
    const walk: Walk = { ...asked, scope, seen: new Set() };
    return nearest(
      definition,
      paths,
      paths.flatMap((path) => placesOfPath(walk, path, null)),
    );
  });
}

/**
 * A comparison may hold a reading against a limit that is worked out: this keeps the reading alone. A reading that is too low is measured
 * again, and the right answers that its limit follows from are no lack. Any other answer is as likely to be wrong as what it is compared with.
 */
function nearest(
  definition: OrderTypeDefinition,
  paths: readonly (readonly string[])[],
  places: readonly RefusedPlace[],
): readonly RefusedPlace[] {
  const named = new Set(paths.map((path) => path.join('.')));
  const readings = places.filter(
    (place) =>
      place.kind === 'field' &&
      named.has(`steps.${place.step}.${place.field}`) &&
      placeOf(definition, place.step)?.step.fields.find(({ key }) => key === place.field)?.measure !== undefined,
  );
  return readings.length > 0 ? readings : places;
}

const listed = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** A step that is not submitted, or not complete: its fields, else its submission. */
function placesOfStep({ drafts, ...order }: Gate, step: string): readonly RefusedPlace[] {
  const fields = placesOfForm(
    evaluateStep({ ...order, step, fields: drafts?.[step] ?? {}, ...(drafts === undefined ? {} : { drafts }) }),
  ).filter(({ kind }) => kind === 'field');
  return fields.length > 0 ? fields : [{ kind: 'step', step }];
}

type Walk = Gate & {
  readonly scope: Scope;
  /** fields that were asked where they come from */
  readonly seen: Set<string>;
};

function placesOfPath(walk: Walk, path: readonly string[], here: string | null): readonly RefusedPlace[] {
  const [root, first = '*', second = '*', third = '*'] = path;
  switch (root) {
    case 'steps':
      if (first === '*') return [];
      if (second === '*') return stepsIn(walk, first);
      return third === '*' ? stepItself(walk, `${first}.${second}`) : fieldAt(walk, `${first}.${second}`, third);
    case 'fields':
      return here === null ? [] : fieldAt(walk, here, first);
    case 'evidence':
      return first === '*' ? [] : [{ kind: 'photo', step: stepOfSlot(first), slot: first }];
    case 'children':
      return [{ kind: 'orders', raise: first }];
    case 'facts':
      return placesOfFact(walk, first);
    default:
      return [];
  }
}

/** A path into a stage whose step is computed: what of it is not submitted yet, else all of it. */
function stepsIn({ view, stage, ...walk }: Walk, key: string): readonly RefusedPlace[] {
  const steps = view.stages.find((one) => one.key === key)?.steps.filter(({ relevant }) => relevant) ?? [];
  const open = steps.filter(({ heads, kind }) => kind === 'form' && heads.length === 0);
  return (open.length > 0 ? open : steps).flatMap((step) => stepItself({ ...walk, view, stage }, step.key));
}

function stepItself(walk: Walk, step: string): readonly RefusedPlace[] {
  return stepViewOf(walk.view, step)?.relevant === true ? [{ kind: 'step', step }] : [];
}

function fieldAt(walk: Walk, step: string, key: string): readonly RefusedPlace[] {
  const known = `${step}.${key}`;
  if (walk.seen.has(known) || stepViewOf(walk.view, step)?.relevant !== true) return [];
  walk.seen.add(known);
  const { view, definition, settings } = walk;
  const state = evaluateStep({ view, definition, settings, step, fields: walk.drafts?.[step] ?? {} }).fields.find(
    (field) => field.key === key,
  );
  if (state === undefined) return [];
  if (state.relevant && !state.readonly) {
    const [problem] = state.problems;
    return [{ kind: 'field', step, field: key, ...(problem === undefined ? {} : { problem }) }];
  }
  return sourcesOf(state.definition, state.relevant).flatMap((text) =>
    pathsIn(text).flatMap((path) => placesOfPath(walk, path, step)),
  );
}

/** What decides a field that nobody types into: its calculation, or the condition under which it is asked for or open. */
const sourcesOf = ({ calculate, relevant, readonly }: FieldDefinition, isRelevant: boolean): readonly string[] =>
  (isRelevant ? [calculate, readonly] : [relevant]).flatMap((text) => (text === undefined ? [] : [text]));

function placesOfFact({ view, definition }: Walk, fact: string): readonly RefusedPlace[] {
  const stepWith = (fits: (one: OrderTypeDefinition['stages'][number]['steps'][number]) => boolean) =>
    definition.stages.flatMap((stage) =>
      stage.steps.flatMap((step) => (fits(step) ? [stepKeyOf(stage, step)] : [])),
    )[0];
  const ofStep = (step: string | undefined): readonly RefusedPlace[] =>
    step === undefined ? [] : [{ kind: 'step', step }];
  const move = (name: (RefusedPlace & { kind: 'move' })['move']): readonly RefusedPlace[] => {
    const step = stepWith(({ moves }) => moves?.includes(name) === true);
    return [{ kind: 'move', move: name, ...(step === undefined ? {} : { step }) }];
  };
  switch (fact) {
    case 'accepted':
      return [{ kind: 'move', move: 'accept' }];
    case 'started':
      return [{ kind: 'move', move: 'start' }];
    case 'onHold':
      return view.fold.hold === null ? move('hold') : [{ kind: 'move', move: 'resume' }];
    case 'rescheduled':
      return move('reschedule');
    case 'everHeld':
      return move('hold');
    case 'signOff':
      return ofStep(stepWith(({ kind }) => kind === 'signOff'));
    case 'reports':
      return ofStep(stepWith(({ kind }) => kind === 'report'));
    case 'discrepancies': {
      const step = stepWith(({ fields }) => fields.some(({ kind }) => kind === 'resources'));
      const field = step && placeOf(definition, step)?.step.fields.find(({ kind }) => kind === 'resources')?.key;
      return step && field ? [{ kind: 'field', step, field }] : [];
    }
    default:
      return [];
  }
}

/** A place in a stage of somebody else is that performer's. */
function seenFrom({ view, definition }: Order, place: RefusedPlace): RefusedPlace {
  if (!('step' in place) || place.step === undefined || place.kind === 'others') return place;
  const found = placeOf(definition, place.step);
  const mine = view.turn === null ? 'field' : view.turn;
  if (found === undefined || sideOfStage(definition, found.stage) === mine) return place;
  return { kind: 'others', step: place.step, performer: found.stage.performer };
}

function distinct(places: readonly RefusedPlace[]): readonly RefusedPlace[] {
  const known = new Set<string>();
  return places.filter((place) => {
    const key = placeKey(place);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** One text a place: equal places have equal ones. */
export function placeKey(place: RefusedPlace): string {
  switch (place.kind) {
    case 'field':
    case 'conflict':
      return `${place.kind}:${place.step}.${place.field}`;
    case 'photo':
      return `photo:${place.slot}`;
    case 'move':
      return `move:${place.move}`;
    case 'orders':
      return `orders:${place.raise}`;
    case 'step':
    case 'others':
      return `${place.kind}:${place.step}`;
    case 'nowhere':
      return 'nowhere';
  }
}

/** May it be mended here and now? */
export function isMendable({ view, definition }: Pick<Order, 'view' | 'definition'>, place: RefusedPlace): boolean {
  if (place.kind === 'move') return true;
  if (place.kind === 'conflict') return true;
  return 'step' in place && place.kind !== 'others' && stepAccess(view, definition, place.step).ok;
}

/** In the gate's own stage before other stages, fields and photos before moves, then as the form is read; last what cannot be mended here. */
function rankOf(asked: Gate, place: RefusedPlace): number {
  if (!isMendable(asked, place)) return 4e9;
  const step = 'step' in place ? place.step : undefined;
  const order = asked.definition.stages.flatMap((stage) => stage.steps.map((one) => stepKeyOf(stage, one)));
  const at = step === undefined ? 0 : order.indexOf(step);
  const fields = step === undefined ? [] : (placeOf(asked.definition, step)?.step.fields ?? []);
  const field = 'field' in place ? fields.findIndex(({ key }) => key === place.field.split('/')[0]) : 500;
  const own = step === undefined || step.startsWith(`${asked.stage}.`) ? 0 : 1e9;
  return own + (place.kind === 'move' ? 2e9 : 0) + at * 1000 + field;
}
