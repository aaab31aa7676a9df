import { describe, expect, it } from 'vitest';
import { makeTexts } from '../../../../app/i18n.ts';
import { consoleShape as en } from '../../../../texts/en/console-shape.ts';
import { consoleShape as zh } from '../../../../texts/zh-CN/console-shape.ts';
import { reasonWords } from './reason-words.ts';
import { definitionSchema, partAt, shapeHelp } from './shape-help.ts';

type Node = typeof definitionSchema;

/** Every object of the schema that has keys of its own, with its path. */
function objects(
  schema: Node,
  path: readonly (string | number)[] = [],
): readonly (readonly [readonly (string | number)[], Node])[] {
  const own = schema.properties === undefined ? [] : [[path, schema] as const];
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => objects(inner, [...path, key]));
  const open =
    typeof schema.additionalProperties === 'object' ? objects(schema.additionalProperties, [...path, 'any']) : [];
  const items = schema.items === undefined ? [] : objects(schema.items, [...path, 0]);
  return [...own, ...below, ...open, ...items];
}

describe('what may stand at the cursor', () => {
  it('has a line for every key of every part, in both languages', () => {
    const found = objects(definitionSchema);
    expect(found.length).toBeGreaterThan(14);
    for (const [path, schema] of found) {
      const part = partAt(path);
      if (part === null) throw new Error(`no part at ${path.join('.')}`);
      for (const words of [zh, en])
        expect(Object.keys(words[part])).toEqual(expect.arrayContaining(Object.keys(schema.properties ?? {})));
    }
  });

  it('tells expressions, names, lists and fixed values apart, and what is required', () => {
    const { part, at, keys } = shapeHelp(['stages', 0, 'steps', 1, 'fields', 2, 'kind']);
    expect([part, at]).toEqual(['field', 'kind']);
    const of = (key: string) => keys.find((one) => one.key === key);
    expect(of('key')).toMatchObject({ required: true, kinds: ['name'], values: [] });
    expect(of('relevant')).toMatchObject({ required: false, kinds: ['expression'] });
    expect(of('required')).toMatchObject({ kinds: ['yesNo', 'expression'] });
    expect(of('options')).toMatchObject({ kinds: ['list'] });
    expect(of('report')).toMatchObject({ kinds: [], values: ['show', 'hide', 'customer'] });
  });

  it('is that of the nearest part around', () => {
    expect(shapeHelp(['sla', 0, 'escalations', 1]).part).toBe('escalation');
    expect(shapeHelp(['stages', 0, 'steps', 0, 'fields', 0, 'schema', 'enum', 2])).toMatchObject({
      part: 'field',
      at: 'schema',
    });
    expect(shapeHelp(['reasons', 'held', 0, 'side'])).toMatchObject({ part: 'reason', at: 'side' });
    expect(shapeHelp(['texts', 'en', 'stage.x'])).toMatchObject({ part: 'texts', at: 'en' });
    expect(shapeHelp([])).toMatchObject({ part: 'type', at: null });
    expect(shapeHelp(['nonsense', 3])).toMatchObject({ part: 'type', at: 'nonsense' });
  });
});

describe('reasons', () => {
  const { t } = makeTexts('zh-CN');
  const console = ((key: string, options: object) => t(`console:${key}` as never, options as never)) as never;
  const words = ((key: string) => t(`words:${key}` as never)) as never;
  it.each([
    ['this text is missing', '缺少这条文字'],
    ['fields.nowhere does not exist, in fields.nowhere > 1', 'fields.nowhere 不存在，见 fields.nowhere > 1'],
    ['other requires speed, which is not handed over', 'other 需要 speed，但没有交给它'],
    ['Invalid input: expected string, received undefined', '应为 string，实为 undefined'],
    ['Unrecognized key: "colour"', '没有这个项："colour"'],
    ['something nobody foresaw', '数据格式规则无法执行 (something nobody foresaw)'],
  ])('%s', (reason, said) => {
    expect(reasonWords({ fault: 'schema', reason }, console, words)).toBe(said);
  });
});
