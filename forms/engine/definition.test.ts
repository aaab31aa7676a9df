import { describe, expect, it } from 'vitest';
import { settings } from '../../test/builders/install-story.ts';
import { shippedOrderTypes } from '../order-types/index.ts';
import { parseDefinition } from './definition.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { limits } from './limits.ts';
import type { OrderTypeDefinition } from './types.ts';

type Loose = { [key: string]: Loose } & Loose[];

/** The shipped type with one thing broken. */
function broken(break_: (definition: Loose) => void): readonly DefinitionProblem[] {
  const copy = JSON.parse(JSON.stringify(shippedOrderTypes[0])) as Loose;
  break_(copy);
  const parsed = parseDefinition(copy, settings);
  return parsed.ok ? [] : (parsed.problem.details.problems as DefinitionProblem[]);
}
const set = (value: unknown): Loose => value as Loose;
const step = (definition: Loose, stage: number, index: number): Loose => definition.stages![stage]!.steps![index]!;

const field = (definition: Loose, key: string): Loose =>
  step(definition, 1, 0).fields!.find((one) => String(one.key) === key)!;

describe('parseDefinition', () => {
  it.each(shippedOrderTypes.map((one) => [one.key, one] as const))(
    '%s is well formed',
    (_, definition: OrderTypeDefinition) => {
      expect(parseDefinition(definition, settings)).toMatchObject({ ok: true });
    },
  );

  it.each<[string, (definition: Loose) => void, DefinitionProblem | { path: string }]>([
    [
      'an unknown member',
      (d) => {
        d.colour = set('red');
      },
      { path: 'colour' },
    ],
    [
      'a kind that does not exist',
      (d) => {
        step(d, 1, 0).fields![1]!.kind = set('dropdown');
      },
      { path: 'stages.1.steps.0.fields.1.kind' },
    ],
    [
      'an expression that does not parse',
      (d) => {
        d.stages![3]!.gates![0]!.holds = set('present(');
      },
      { path: 'stages.opticalTurnup.gates.powerPresent.holds' },
    ],
    [
      'bounds on what has none',
      (d) => {
        step(d, 1, 0).fields![0]!.bounds = set({ latest: 'now' });
      },
      { path: 'stages.preparation.call.script.bounds' },
    ],
    [
      'a bound that is no day',
      (d) => {
        field(d, 'window').bounds = set({ earliest: '"2026-02-30"' });
      },
      { path: 'stages.preparation.call.window.bounds.earliest' },
    ],
    [
      'a bound of a field that tells no day',
      (d) => {
        field(d, 'window').bounds = set({ latest: 'steps.dropCable.laying.metres' });
      },
      { path: 'stages.preparation.call.window.bounds.latest' },
    ],
    [
      'a bound of a field that does not exist',
      (d) => {
        field(d, 'window').bounds = set({ latest: 'fields.nowhere' });
      },
      { path: 'stages.preparation.call.window.bounds.latest' },
    ],
    [
      'a length that is none',
      (d) => {
        field(d, 'window').bounds = set({ longest: 'now' });
      },
      { path: 'stages.preparation.call.window.bounds.longest' },
    ],
    [
      'the moment of the answer outside bounds',
      (d) => {
        field(d, 'window').initial = set('now');
      },
      { path: 'stages.preparation.call.window.initial' },
    ],
    [
      'a field that does not exist',
      (d) => {
        step(d, 1, 0).fields![2]!.relevant = set('fields.outcom == "x"');
      },
      { path: 'stages.preparation.call.window.relevant' },
    ],
    [
      'a step that does not exist',
      (d) => {
        d.stages![3]!.gates![0]!.holds = set('present(steps.opticalTurnup.reading.onuDbm)');
      },
      { path: 'stages.opticalTurnup.gates.powerPresent.holds' },
    ],
    [
      'a product that does not exist',
      (d) => {
        step(d, 4, 1).relevant = set('order.products.tv == true');
      },
      { path: 'stages.activation.iptv.relevant' },
    ],
    [
      'a setting that does not exist',
      (d) => {
        d.sla![0]!.limitHours = set('settings.sla.hours');
      },
      { path: 'sla.install.limitHours' },
    ],
    [
      'settings that the type does not pin',
      (d) => {
        d.sla![0]!.limitHours = set('settings.slas.hours');
      },
      { path: 'sla.install.limitHours' },
    ],
    [
      'a fact that does not exist',
      (d) => {
        d.stages![0]!.gates![1]!.holds = set('facts.agreed');
      },
      { path: 'stages.orderStudy.gates.accepted.holds' },
    ],
    [
      'a photo slot that does not exist',
      (d) => {
        d.stages![0]!.gates![1]!.holds = set('evidence["dropCable.photos.end"] > 0');
      },
      { path: 'stages.orderStudy.gates.accepted.holds' },
    ],
    [
      'a gate code that is no problem',
      (d) => {
        d.stages![0]!.gates![1]!.code = set('gate.whatever');
      },
      { path: 'stages.0.gates.1.code' },
    ],
    [
      'a text missing in one language',
      (d) => {
        delete (d.texts!.en as unknown as Record<string, unknown>)['stage.activation'];
      },
      { path: 'texts.en.stage.activation' },
    ],
    [
      'a text missing in both',
      (d) => {
        for (const language of ['en', 'zh-CN'])
          delete (d.texts![language] as unknown as Record<string, unknown>)['reason.held.weather'];
      },
      { path: 'texts.zh-CN.reason.held.weather' },
    ],
    [
      'a step key used twice',
      (d) => {
        step(d, 1, 1).key = set('call');
      },
      { path: 'stages.preparation.steps.call' },
    ],
    [
      'a reason code used twice',
      (d) => {
        d.reasons!.held![1]!.code = set('customer');
      },
      { path: 'reasons.held.customer' },
    ],
    [
      'logic in a schema',
      (d) => {
        step(d, 1, 0).fields![4]!.schema = set({ if: {} });
      },
      { path: 'stages.preparation.call.callNote.schema.if' },
    ],
    [
      'a choice without options',
      (d) => {
        delete (step(d, 1, 0).fields![1] as unknown as Record<string, unknown>).options;
      },
      { path: 'stages.preparation.call.outcome' },
    ],
    [
      'a sample with a wrong value',
      (d) => {
        d.samples!['preparation.kit']!.onuSerial = set('hwtc-1');
      },
      { path: 'samples.preparation.kit.onuSerial', fault: 'sample', reason: 'pattern' },
    ],
    [
      'a sample for a step that does not exist',
      (d) => {
        d.samples!['preparation.kits'] = set({});
      },
      { path: 'samples.preparation.kits' },
    ],
    [
      'a performer that does not exist',
      (d) => {
        d.stages![2]!.performer = set('partner');
      },
      { path: 'stages.dropCable.performer' },
    ],
    [
      'a working clock without a calendar',
      (d) => {
        d.sla![0]!.clock = set('working');
      },
      { path: 'sla.install.clock' },
    ],
  ])('refuses %s', (_, break_, problem) => {
    expect(broken(break_)).toEqual(expect.arrayContaining([expect.objectContaining(problem)]));
  });

  it('takes expressions as long as the engine runs them, and no longer', () => {
    const faults = (length: number) =>
      broken((d) => {
        d.stages![1]!.relevant = set(`"${'x'.repeat(length - 8)}" != ""`);
      }).map(({ fault }) => fault);
    expect(faults(limits.expressionLength)).toEqual([]);
    expect(faults(limits.expressionLength + 1)).toContain('shape');
  });

  it('refuses what is no definition at all', () => {
    for (const json of [null, 7, [], 'x', {}])
      expect(parseDefinition(json)).toMatchObject({ ok: false, problem: { code: 'input.invalid' } });
  });
});
