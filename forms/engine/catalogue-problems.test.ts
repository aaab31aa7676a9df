import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { shippedSettings } from '../order-types/index.ts';
import { catalogueProblems, type Surroundings } from './catalogue-problems.ts';
import { readDefinitionText } from './definition-text.ts';
import { layOut } from './json-text.ts';
import type { OrderTypeDefinition, RaiseDefinition } from './types.ts';

const surroundings: Surroundings = {
  settings: Object.fromEntries(shippedSettings.map(({ key, version, values }) => [key, { version, values }])),
  orderType: (key) => (key === 'other' ? { ...ftthInstall, key } : null),
};
const found = (definition: OrderTypeDefinition) =>
  catalogueProblems(definition, surroundings).map(({ path, reason }) => `${path}: ${reason}`);

const raising = (orderType: string, over: Partial<RaiseDefinition> = {}): OrderTypeDefinition => ({
  ...ftthInstall,
  raises: [{ key: 'again', orderType, relation: 'follow', on: 'completed', ...over }],
  texts: {
    'zh-CN': { ...ftthInstall.texts['zh-CN'], 'raise.again': '再来' },
    en: { ...ftthInstall.texts.en, 'raise.again': 'Again' },
  },
});

describe('a definition beside the others', () => {
  it('has nothing wrong where it ships', () => {
    expect(found(ftthInstall)).toEqual([]);
  });

  it('names settings that exist', () => {
    expect(found({ ...ftthInstall, settings: [...ftthInstall.settings, 'nowhere'] })).toEqual([
      `settings.${ftthInstall.settings.length}: no settings nowhere; publish them before this order type`,
    ]);
    expect(found({ ...ftthInstall, settings: [] })[0]).toMatch(/measure\.settings: .* is not among the settings/);
  });

  it('raises types that exist and hands over what they require', () => {
    expect(found(raising('nowhere'))).toEqual(['raises.again.orderType: no order type nowhere']);
    const required = ftthInstall.products.filter((one) => one.required).map(({ key }) => key);
    const problems = found(raising('other', { products: { speed: '1' } }));
    expect(problems).toEqual(
      expect.arrayContaining([
        ...required.map(
          (key) =>
            expect.stringMatching(
              new RegExp(`^raises\\.again\\.products: other requires ${key} \\(.+\\), which is not handed over$`),
            ) as string,
        ),
        'raises.again.products.speed: other knows no speed',
      ]),
    );
    const all = (list: OrderTypeDefinition['products']) => Object.fromEntries(list.map(({ key }) => [key, 'null']));
    expect(
      found(raising('other', { products: all(ftthInstall.products), resources: all(ftthInstall.resources) })),
    ).toEqual([]);
  });

  it('hands over what the raised type takes, by the samples and by every option of a choice', () => {
    const choice = { key: 'kind', kind: 'choice', options: ['line', 'plant'] } as const;
    const fields = [choice, { key: 'items', kind: 'rows', columns: [choice] }] as const;
    const stages = [
      { key: 'a', performer: 'desk', gates: [], steps: [{ key: 'b', kind: 'form', fields, photos: [] }] },
    ] as const;
    const samples = { 'a.b': { kind: 'line', items: [{ kind: 'line' }] } };
    const takes = (raise: Partial<RaiseDefinition>, options: readonly string[]) => {
      const kind = { key: 'kind', schema: { enum: options }, options, required: false, tmfNames: [] };
      const other = { ...ftthInstall, products: [kind], resources: [] };
      return catalogueProblems(
        { ...raising('other', raise), stages, samples },
        { ...surroundings, orderType: () => other },
      ).flatMap(({ path, reason }) => (path.startsWith('raises.') ? [`${path}: ${reason}`] : []));
    };
    const at = 'raises.again.products.kind: other takes no';
    const constant = { products: { kind: '"slow"' } };
    expect(takes(constant, ['slow'])).toEqual([]);
    expect(takes(constant, ['fast', 'dear'])).toEqual([`${at} "slow" as kind (fast, dear)`]);
    const answer = { products: { kind: 'steps.a.b.kind' } };
    const element = { forEach: 'steps.a.b.items.filter(i, i.kind != "")', products: { kind: 'item.kind' } };
    for (const raise of [answer, element]) {
      expect(takes(raise, ['plant', 'line'])).toEqual([]);
      expect(takes(raise, ['line'])).toEqual([`${at} "plant" as kind (line)`]);
      expect(takes(raise, ['plant'])).toEqual([`${at} "line" as kind (plant)`]);
    }
  });

  it('has reasons for every move that such an order needs, and for nothing else', () => {
    const { held, rework, ...reasons } = ftthInstall.reasons;
    expect(held?.length).toBeGreaterThan(0);
    const problems = (over: Partial<OrderTypeDefinition>) =>
      found({ ...ftthInstall, ...over }).filter((one) => one.startsWith('reasons'));
    const without = { ...reasons, held: [], serviceFailed: rework ?? [] };
    expect(problems({ reasons: without })).toEqual([
      'reasons: no reasons for held',
      'reasons: no reasons for rework',
      'reasons.serviceFailed: no move serviceFailed',
    ]);
    expect(problems({ reasons, reviewed: false })).toEqual(['reasons: no reasons for held']);
    const performers = Object.fromEntries(
      Object.keys(ftthInstall.performers).map((key) => [key, 'dispatcher'] as const),
    );
    expect(problems({ reasons: {}, performers, reviewed: false }).join()).not.toMatch(/declined|handedOver/);
  });

  it('has clocks that say when they run, where their stage may be skipped', () => {
    const [clock] = ftthInstall.sla;
    const [first, second] = ftthInstall.stages;
    if (clock === undefined || first === undefined || second === undefined) throw new Error('the type has too little');
    const starts = { ...clock, startsAt: `stage:${second.key}`, stopsAt: `stage:${second.key}` } as const;
    const skippable = [first, { ...second, relevant: 'true' }, ...ftthInstall.stages.slice(2)];
    expect(found({ ...ftthInstall, sla: [starts] })).toEqual([]);
    expect(found({ ...ftthInstall, stages: skippable, sla: [{ ...starts, relevant: 'true' }] })).toEqual([]);
    const reason = `stage:${second.key} may be skipped; say by relevant of this clock when it runs`;
    expect(found({ ...ftthInstall, stages: skippable, sla: [starts] })).toEqual([
      `sla.${clock.key}.startsAt: ${reason}`,
      `sla.${clock.key}.stopsAt: ${reason}`,
    ]);
  });

  it('has no text that nothing reads, but hints where it likes', () => {
    const hint = 'hint.orderStudy.services.orderRead';
    const en = { ...ftthInstall.texts.en, [hint]: 'Look', 'stage.gone': 'Gone' };
    expect(found({ ...ftthInstall, texts: { ...ftthInstall.texts, en } })).toEqual([
      'texts.en.stage.gone: nothing reads this text',
    ]);
  });
});

describe('a definition as a text', () => {
  const text = layOut(ftthInstall as unknown as Json);
  const lineOf = (piece: string, of = text) => of.slice(0, of.indexOf(piece)).split('\n').length;

  it('is read as it is', () => {
    expect(readDefinitionText(text, surroundings)).toEqual({
      definition: ftthInstall,
      json: ftthInstall,
      problems: [],
    });
  });

  it('says the line of an expression that names what does not exist', () => {
    const broken = text.replace('"holds": "', '"holds": "fields.nowhere && ');
    const { definition, problems } = readDefinitionText(broken, surroundings);
    expect(definition).toBeNull();
    expect(problems[0]).toMatchObject({ line: lineOf('fields.nowhere', broken) });
  });

  it('says the line of a key that no definition has', () => {
    const broken = text.replace('"kind": "form"', '"colour": "red", "kind": "form"');
    expect(readDefinitionText(broken, surroundings).problems).toMatchObject([
      { path: 'stages.0.steps.0.colour', line: lineOf('"colour"', broken) },
    ]);
  });

  it('says the line where the text stops being JSON', () => {
    const broken = text.replace('"tmfNames": [', '"tmfNames": (');
    expect(readDefinitionText(broken, surroundings)).toEqual({
      definition: null,
      json: null,
      problems: [
        { path: '', fault: 'notJson', reason: 'a value expected here', line: lineOf('"tmfNames": (', broken) },
      ],
    });
  });
});
