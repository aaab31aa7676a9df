import { describe, expect, it } from 'vitest';
import type { OrderTypeDefinition } from '../../../../../forms/engine/types.ts';
import { installDefinition } from '../../../../../test/builders/install-definition.ts';
import { answerPaths, diffDefinitions } from './diff.ts';

const said = (after: OrderTypeDefinition, before = installDefinition) =>
  diffDefinitions(before, after).map(({ kind, part, path }) => `${kind} ${part} ${path}`);
const [first, second, ...others] = installDefinition.stages;
if (first === undefined || second === undefined) throw new Error('the install has stages');
const [step] = first.steps;
const [field] = step?.fields ?? [];
if (step === undefined || field === undefined) throw new Error('its first step has fields');

describe('what differs between two versions', () => {
  it('is nothing for a new number alone', () => {
    expect(said({ ...installDefinition, version: 7 })).toEqual([]);
  });

  it('names an added and a removed stage with all that is in it', () => {
    const less = { ...installDefinition, stages: [first, ...others] };
    expect(said(less)).toEqual(
      expect.arrayContaining([
        `removed stage ${second.key}`,
        ...second.steps.map(({ key }) => `removed step ${second.key}.${key}`),
        ...second.gates.map(({ key }) => `removed gate ${second.key}.${key}`),
      ]),
    );
    expect(said(installDefinition, less)).toContain(`added stage ${second.key}`);
    expect(said(less).filter((one) => one.startsWith('changed'))).toEqual([]);
  });

  it('says a changed order once, not every place that moved', () => {
    const turned = { ...installDefinition, stages: [second, first, ...others] };
    const changes = diffDefinitions(installDefinition, turned);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ part: 'type', kind: 'changed', properties: [{ property: 'order' }] });
  });

  it('gives old and new value of what changed in a field and in a text', () => {
    const key = `field.${first.key}.${step.key}.${field.key}`;
    const mended = { ...step, fields: [{ ...field, required: false }, ...step.fields.slice(1)] };
    const after: OrderTypeDefinition = {
      ...installDefinition,
      stages: [{ ...first, steps: [mended, ...first.steps.slice(1)] }, second, ...others],
      texts: { ...installDefinition.texts, en: { ...installDefinition.texts.en, [key]: 'Otherwise' } },
    };
    expect(diffDefinitions(installDefinition, after)).toEqual([
      {
        part: 'field',
        path: `${first.key}.${step.key}.${field.key}`,
        kind: 'changed',
        properties: [{ property: 'required', before: field.required ?? null, after: false }],
      },
      {
        part: 'text',
        path: key,
        kind: 'changed',
        properties: [{ property: 'en', before: installDefinition.texts.en[key] ?? null, after: 'Otherwise' }],
      },
    ]);
  });

  it('knows where answers and pictures lie', () => {
    expect(answerPaths(installDefinition)).toContain(`${first.key}.${step.key}.${field.key}`);
    const slots = installDefinition.stages.flatMap((stage) =>
      stage.steps.flatMap((one) => one.photos.map(({ key }) => `${stage.key}.${one.key}.${key}`)),
    );
    expect(answerPaths(installDefinition)).toEqual(expect.arrayContaining(slots));
  });
});
