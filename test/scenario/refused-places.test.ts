import { describe, expect, it } from 'vitest';
import { failingPaths } from '../../forms/engine/failing-paths.ts';
import { judgeStage } from '../../forms/engine/judge.ts';
import { placesOfForm, placesOfGate } from '../../forms/engine/refused-places.ts';
import { scopeOfView } from '../../forms/engine/scope.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { placeOf, stepsOf } from '../../forms/engine/steps-of.ts';
import type { FieldDefinition, OrderView } from '../../forms/engine/types.ts';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { refusingAnswers, sampleView, settingsOf, withAnswers } from '../builders/refusing-answers.ts';

const settings = settingsOf();
/** Nobody types into it: it is worked out, or comes with the order. */
const isOfOrder = (field: FieldDefinition | undefined): boolean =>
  field?.calculate !== undefined || field?.readonly !== undefined;

describe.each(shippedOrderTypes.map((type) => [type.key, type] as const))('%s', (_, definition) => {
  const view = sampleView(definition, settings);

  const failing = (holds: string, of: OrderView) => failingPaths(holds, scopeOfView(of, definition, settings));
  const isCalculated = ([root, stage, step, field]: readonly string[]): boolean =>
    root === 'order' ||
    root === 'settings' ||
    (root === 'steps' &&
      isOfOrder(placeOf(definition, `${stage}.${step}`)?.step.fields.find(({ key }) => key === field)));

  it('names every empty required field and photo of every step, in the order of the form', () => {
    for (const { key } of stepsOf(definition)) {
      const form = evaluateStep({
        view: withAnswers(view, key, {}, false),
        definition,
        settings,
        step: key,
        fields: {},
      });
      const wanted = [
        ...form.fields.filter(({ problems }) => problems.length > 0).map((field) => field.key),
        ...form.photos.filter(({ required, count }) => required && count === 0).map((photo) => photo.key),
      ];
      const named = placesOfForm(form).map((place) =>
        place.kind === 'field' ? place.field : place.kind === 'photo' ? (place.slot.split('.')[2] ?? '') : place.kind,
      );
      // Each cell of a row is a place of its own.
      expect([key, [...new Set(named.map((one) => one.split('/')[0]))]]).toEqual([key, wanted]);
    }
  });

  it('leads from every gate that refuses an empty stage to something that can be done, or says why nothing can', () => {
    for (const stage of definition.stages) {
      const empty = stage.steps.reduce<OrderView>(
        (one, step) => withAnswers(one, `${stage.key}.${step.key}`, {}, false),
        {
          ...view,
          fold: { ...view.fold, signOff: null, reports: [], accepted: false },
        },
      );
      const judged = judgeStage({ view: empty, definition, settings, stage: stage.key });
      const refusing = new Set(judged.verdicts.flatMap(({ passed, gate }) => (passed ? [] : [gate])));
      for (const gate of stage.gates.filter(({ key }) => refusing.has(key))) {
        const places = placesOfGate({
          view: empty,
          definition,
          settings,
          stage: stage.key,
          gate: { key: gate.key, details: {} },
        });
        const [first] = places;
        // Nowhere is right only where all that fails is worked out from the order's own data.
        const isKnown =
          first !== undefined && (first.kind !== 'nowhere' || failing(gate.holds, empty).every(isCalculated));
        expect([`${stage.key}/${gate.key}`, isKnown, first?.kind]).toEqual([
          `${stage.key}/${gate.key}`,
          true,
          first?.kind,
        ]);
      }
    }
  });

  it('names among the places of a gate that refuses complete forms the very answer that was changed', () => {
    for (const stage of definition.stages)
      for (const gate of stage.gates) {
        const refusing = refusingAnswers(definition, settings, view, { stage: stage.key, gate: gate.key });
        if (refusing === null) {
          unreachable.push(`${definition.key}/${stage.key}/${gate.key}`);
          continue;
        }
        reached.push(`${definition.key}/${stage.key}/${gate.key}`);
        const { step, field, fields } = refusing;
        const { values } = evaluateStep({ view: withAnswers(view, step, {}), definition, settings, step, fields });
        const places = placesOfGate({
          view: withAnswers(view, step, values),
          definition,
          settings,
          stage: stage.key,
          gate: { key: gate.key, details: {} },
        });
        const named = places.map((place) =>
          place.kind === 'field' ? `${place.step}.${place.field}` : 'step' in place ? `${place.step}` : place.kind,
        );
        expect([gate.key, named]).toEqual([
          gate.key,
          expect.arrayContaining([expect.stringContaining(field ? step : '')]),
        ]);
      }
  });
});

const reached: string[] = [];
const unreachable: string[] = [];

it('could make most gates refuse complete forms, so that the above is no empty promise', () => {
  const facts = shippedOrderTypes.flatMap((type) =>
    type.stages.flatMap((stage) => stage.gates.filter(({ holds }) => !/\bsteps\./.test(holds)).map(({ key }) => key)),
  );
  expect(reached.length).toBeGreaterThan(unreachable.length - facts.length);
  expect(reached.length).toBeGreaterThan(80);
});

it.each([
  ['ftth-install', 'demoSpeedTest', 'speed', 'demoSpeedTest.speedTest', { downMbps: 3 }, ['downMbps']],
  ['ftth-install', 'opticalTurnup', 'powerWindow', 'opticalTurnup.readings', { onuDbm: -35 }, ['onuDbm']],
] as const)('%s, %s/%s: one reading outside its limits is one place', (key, stage, gate, step, bad, wanted) => {
  const definition = shippedOrderTypes.find((type) => type.key === key);
  if (definition === undefined) throw new Error(`no ${key}`);
  const view = sampleView(definition, settings);
  const fields = { ...definition.samples[step], ...bad };
  const { values } = evaluateStep({ view: withAnswers(view, step, {}), definition, settings, step, fields });
  const refusing = withAnswers(view, step, values);
  const asked = { view: refusing, definition, settings, stage, gate: { key: gate, details: {} } };
  expect(placesOfGate(asked).map((place) => (place.kind === 'field' ? place.field : place.kind))).toEqual(wanted);
});
