import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { offsetOfPath, pathAtOffset } from './json-path.ts';
import { layOut, lineAt, readJsonText } from './json-text.ts';

const read = (text: string) => {
  const answer = readJsonText(text);
  if (!answer.ok) throw new Error(`${lineAt(text, answer.problem.offset)}: ${answer.problem.reason}`);
  return answer;
};
const refusal = (text: string): string => {
  const answer = readJsonText(text);
  return answer.ok ? 'read' : `${lineAt(text, answer.problem.offset)}: ${answer.problem.reason}`;
};

describe('reading', () => {
  it('takes what JSON.parse takes, and gives the same', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!text.includes('__proto__'));
        expect(read(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['{\n "a": 1,\n}', '3: a key in double quotes expected here'],
    ['{\n "a": 1\n "b": 2}', '3: , expected here'],
    ['[1,\n 2', '2: the text ends too early'],
    ['{"a":\n}', '2: a value expected here'],
    ['{"a": 1,\n "a": 2}', '2: the key "a" stands here twice'],
    ['{} \n x', '2: nothing more expected after the end'],
    ['{"a": \'b\'}', '1: a value expected here'],
    [`${'['.repeat(50)}${']'.repeat(50)}`, '1: nested deeper than 40 levels'],
    ['{"__proto__": 1}', '1: "__proto__" is no key'],
  ])('names the line of what is wrong in %j', (text, said) => {
    expect(refusal(text)).toBe(said);
  });

  it('ends soon on a long text that is not whole', () => {
    expect(refusal(`"${'\\\\a'.repeat(200_000)}`)).toBe('1: a value expected here');
  });
});

const text = `{
  "key": "sample",
  "sla": [
    { "key": "total", "limitHours": "48" }
  ],
  "stages": [
    {
      "key": "survey",
      "gates": [
        { "key": "sound", "holds": "true" }
      ],
      "steps": [
        { "key": "site", "fields": [
          { "key": "length",
            "kind": "number" },
          { "key": "parts", "kind": "rows", "columns": [
            { "key": "name" } ] },
          { "key": "length" }
        ] } ]
    }
  ],
  "reasons": { "held": [
    { "code": "weather" } ] },
  "texts": { "en": {
    "stage.survey": "Survey",
    "stage": "?" } },
  "samples": { "survey.site": {
    "length": 3 } }
}`;

describe('the line of a path', () => {
  it.each([
    ['', 1],
    ['key', 2],
    ['sla.total.limitHours', 4],
    ['sla.0.limitHours', 4],
    ['stages.survey.performer', 7],
    ['stages.survey.gates.sound.holds', 10],
    ['stages.0.steps.0.fields.0.kind', 15],
    ['stages.survey.site.parts.name.required', 17],
    ['stages.survey.site.fields.length', 18],
    ['reasons.held.weather', 23],
    ['texts.en.stage.survey', 25],
    ['texts.en.stage', 26],
    ['texts.en.field.survey.site.length', 24],
    ['samples.survey.site.length', 28],
    ['upgrades.0.from', 1],
  ])('%s is line %i', (path, line) => {
    expect(lineAt(text, offsetOfPath(read(text).node, path))).toBe(line);
  });
});

describe('the path at an offset', () => {
  const at = (marked: string) => pathAtOffset(marked.replace('|', ''), marked.indexOf('|')).join('.');
  it.each([
    ['|{"a": 1}', ''],
    ['{"a": |1}', 'a'],
    ['{"a": 1, "b|": 2}', 'b'],
    ['{"a": {"b": [1, {"c": "x|"}]}}', 'a.b.1.c'],
    ['{"stages": [{"key": "s", |', 'stages.0'],
    ['{"stages": [{"key": "s"}, {"key": "t", "steps": [{|', 'stages.1.steps.0'],
    ['{"a": "} , [ \\" ", "b": |', 'b'],
  ])('%s', (marked, path) => {
    expect(at(marked)).toBe(path);
  });
});

describe('laying out', () => {
  it('changes nothing and stays within its width where it can', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Json;
        expect(JSON.parse(layOut(json, 20))).toEqual(json);
      }),
    );
    expect(layOut({ a: [1, 2], b: { c: 'long enough to break' } }, 24)).toBe(
      '{\n  "a": [1, 2],\n  "b": {\n    "c": "long enough to break"\n  }\n}\n',
    );
  });
});
