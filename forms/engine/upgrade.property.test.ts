import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { pinnedVersion } from '../../domain/work-order/pinned-version.ts';
import { type Author, idOf, type StoryDocument, tellStory } from '../../test/builders/order-story.ts';
import { canonicalJson } from './canonical.ts';
import { parseDefinition } from './definition.ts';
import { deriveOrder } from './derive.ts';
import { stepViewOf } from './steps-of.ts';
import type { OrderTypeDefinition, OrderView } from './types.ts';
import { placeNow, splitPath } from './upgrade.ts';

const oldPaths = ['a.one.f', 'a.one.g', 'a.one.h', 'a.two.f', 'a.two.k', 'b.one.f', 'b.one.m'];
const newPaths = ['a.one.f', 'a.one.n', 'a.three.f', 'a.three.k', 'b.one.f', 'b.one.p', 'c.one.q'];

/** An order type of text fields, from their paths. */
function typeOf(version: number, paths: readonly string[], renamed: Readonly<Record<string, string>>) {
  const stages = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
  const stepsIn = (stage: string) => [
    ...new Set(paths.filter((path) => path.startsWith(`${stage}.`)).map((path) => path.split('.')[1] ?? '')),
  ];
  return {
    key: 'test',
    version,
    settings: [],
    tmfNames: [],
    performers: { technician: 'technician' },
    products: [],
    resources: [],
    stages: stages.map((key) => ({
      key,
      performer: 'technician',
      steps: stepsIn(key).map((step) => ({
        key: step,
        kind: 'form' as const,
        fields: paths
          .filter((path) => splitPath(path).step === `${key}.${step}`)
          .map((path) => ({ key: splitPath(path).key, kind: 'text' as const })),
        photos: [],
      })),
      gates: [],
    })),
    reasons: {},
    sla: [],
    scorecard: [],
    ...(version === 1 ? {} : { upgrades: [{ from: 1, renamed }] }),
    texts: { 'zh-CN': {}, en: {} },
    samples: {},
  } satisfies OrderTypeDefinition;
}

const first = typeOf(1, oldPaths, {});

type Doing = {
  readonly who: number;
  readonly step: string;
  readonly values: Readonly<Record<string, Json>>;
  readonly meets: boolean;
  readonly chooses: boolean;
};

const doing = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  step: fc.constantFrom('a.one', 'a.two', 'b.one'),
  values: fc.dictionary(fc.constantFrom('f', 'g', 'h', 'k', 'm'), fc.option(fc.integer({ min: 1, max: 3 })), {
    maxKeys: 4,
  }),
  meets: fc.boolean(),
  chooses: fc.boolean(),
});
/** Fields go, stay, or are renamed, within a step or into another one. */
const upgrade = fc.record({
  fields: fc.subarray(newPaths, { minLength: 1 }),
  moves: fc.array(fc.tuple(fc.constantFrom(...oldPaths), fc.nat()), { maxLength: 6 }),
});

function secondOf({ fields, moves }: { fields: readonly string[]; moves: readonly (readonly [string, number])[] }) {
  const renamed: Record<string, string> = {};
  for (const [old, pick] of moves) {
    const free = fields.filter((path) => !Object.values(renamed).includes(path));
    const to = free[pick % free.length];
    if (to !== undefined && renamed[old] === undefined) renamed[old] = to;
  }
  return typeOf(2, fields, renamed);
}

/** What three devices write under a version while they know what they know; a choice between differing values now and then. */
function write(
  doings: readonly Doing[],
  devices: readonly Author[],
  office: Author,
  definition: OrderTypeDefinition,
  version?: number,
): void {
  for (const { who, step, values, meets, chooses } of doings) {
    const author = devices[who] ?? office;
    if (meets) author.meets(...devices, office);
    const view = deriveOrder({ documents: [...author.known], definition, settings: {} });
    const own = stepViewOf(view, step);
    if (own === undefined) continue;
    const conflict = view.conflicts.find((one) => one.step === step);
    if (conflict !== undefined && chooses) {
      const [chosen, ...rejected] = conflict.candidates.map(({ submission }) => submission);
      author.does('conflictChosen', { step, field: conflict.field, chosen: chosen ?? '', rejected }, 'technician');
      continue;
    }
    if (conflict !== undefined) continue;
    const keys = definition.stages.flatMap((stage) =>
      stage.steps
        .filter((one) => `${stage.key}.${one.key}` === step)
        .flatMap(({ fields }) => fields.map(({ key }) => key)),
    );
    const entries = keys.flatMap((key) => {
      const base = own.values[key] ?? null;
      const value = values[key] === undefined ? base : values[key];
      if (base === null && value === null) return [];
      return [[key, base === null ? { value } : { value, base }] as const];
    });
    author.submits(step, Object.fromEntries(entries), {
      supersedes: [...own.heads],
      ...(version === undefined ? {} : { orderTypeVersion: version }),
    });
  }
}

function tell(doings: readonly Doing[], later: readonly Doing[], second: OrderTypeDefinition) {
  const story = tellStory({ orderType: 'test', orderTypeVersion: 1, settings: {} });
  const devices = ['a1', 'a2', 'a3'].map((name) => story.device(name, idOf('a')));
  const assigned = story.office.does('assigned', { assignmentId: idOf('asg'), technicianId: idOf('a') }, 'dispatcher');
  for (const device of devices) device.meets(story.office);
  devices[0]?.does('accepted', { assignmentId: idOf('asg') }, 'technician');
  expect(assigned.kind).toBe('assigned');
  write(doings, devices, story.office, first);
  const before: readonly StoryDocument[] = story.all();
  story.office.does('upgraded', { from: 1, to: 2, settings: {}, unmapped: [] }, 'dispatcher');
  // The first device stays away and goes on under the old version; the others have heard.
  const informed = devices.slice(1);
  for (const device of informed) device.meets(story.office, ...devices);
  write(
    later.map((one) => ({ ...one, who: one.who % 2, meets: false })),
    informed,
    story.office,
    second,
    2,
  );
  return { before, all: story.all() };
}

const same = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b);

/** Every answer that the first version shows: in force, or standing against another. */
const answersOf = (
  view: OrderView,
): readonly { readonly path: string; readonly value: Json; readonly open: boolean }[] =>
  view.stages
    .flatMap(({ steps }) => steps)
    .flatMap(({ key, values }) =>
      Object.entries(values).flatMap(([field, value]) => {
        const open = view.conflicts.find((one) => one.step === key && one.field === field);
        const shown = open === undefined ? [value] : open.candidates.map((one) => one.value);
        return shown
          .filter((one) => one !== null)
          .map((one) => ({ path: `${key}.${field}`, value: one, open: open !== undefined }));
      }),
    );

it('R-21: every answer of a version is in its place in the next one, or listed; none is dropped', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 8 }), upgrade, (doings, change) => {
      const second = secondOf(change);
      const { before, all } = tell(doings, [], second);
      const old = deriveOrder({ documents: [...before], definition: first, settings: {} });
      const now = deriveOrder({ documents: all, definition: second, settings: {} });
      expect(now.orderTypeVersion).toBe(2);
      for (const { path, value, open } of answersOf(old)) {
        const place = placeNow(second, 1, path);
        if (place === null) {
          expect(now.unmapped.some((one) => one.path === path && same(one.value, value))).toBe(true);
          continue;
        }
        const conflict = now.conflicts.find((one) => one.step === place.step && one.field === place.key);
        if (open) expect(conflict?.candidates.some((one) => same(one.value, value))).toBe(true);
        else {
          expect(conflict).toBeUndefined();
          expect(same(stepViewOf(now, place.step)?.values[place.key] ?? null, value)).toBe(true);
        }
      }
      // and nothing is made up
      const listed = now.unmapped.map(({ path, value }) => `${path} ${canonicalJson(value)}`);
      const homeless = answersOf(old).filter(({ path }) => placeNow(second, 1, path) === null);
      expect(new Set(listed)).toEqual(new Set(homeless.map(({ path, value }) => `${path} ${canonicalJson(value)}`)));
    }),
    { numRuns: 1000 },
  );
}, 90_000);

it('what is written under the next version adds to it, and the order of delivery changes no byte', () => {
  fc.assert(
    fc.property(
      fc.array(doing, { maxLength: 4 }),
      fc.array(doing, { maxLength: 4 }),
      upgrade,
      fc.infiniteStream(fc.nat()),
      (doings, later, change, dice) => {
        const second = secondOf(change);
        const { before, all } = tell(doings, later, second);
        const old = deriveOrder({ documents: [...before], definition: second, settings: {} });
        const now = deriveOrder({ documents: all, definition: second, settings: {} });
        expect(now.unmapped).toEqual(old.unmapped);
        const shuffled = [...all, ...before].map((document) => ({ document, at: dice.next().value ?? 0 }));
        shuffled.sort((a, b) => a.at - b.at);
        const other = shuffled.map(({ document }) => document);
        expect(JSON.stringify(deriveOrder({ documents: other, definition: second, settings: {} }))).toBe(
          JSON.stringify(now),
        );
        expect(pinnedVersion(other)).toEqual({ orderType: 'test', orderTypeVersion: 2, settings: {} });
        expect(pinnedVersion(before)).toEqual({ orderType: 'test', orderTypeVersion: 1, settings: {} });
      },
    ),
    { numRuns: 1000 },
  );
}, 90_000);

it('renames that meet, or name one version twice, are refused before they are published', () => {
  const twice = { ...typeOf(2, newPaths, { 'a.one.g': 'a.one.n', 'a.one.h': 'a.one.n' }) };
  const refused = parseDefinition(twice);
  expect(refused.ok).toBe(false);
  expect(JSON.stringify(refused)).toContain('another one is renamed to a.one.n');
  const again = parseDefinition({
    ...twice,
    upgrades: [
      { from: 1, renamed: {} },
      { from: 1, renamed: {} },
    ],
  });
  expect(JSON.stringify(again)).toContain('version 1 is named twice');
});
