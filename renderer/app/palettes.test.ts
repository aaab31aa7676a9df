import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cssName, rememberedTheme, themeOf } from './palette-style.ts';
import { type Palette, palettes, type ThemeName } from './palettes.ts';

type Colour = keyof Palette;
const themes = Object.keys(palettes) as ThemeName[];
const names = Object.keys(palettes.normal) as Colour[];

/** WCAG 2.2: relative luminance of an sRGB colour, and the contrast of two. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const washes = [
  'primaryWash',
  'goodWash',
  'goodPaper',
  'warnWash',
  'warnPaper',
  'badWash',
  'badPaper',
  'violetWash',
] as const;
const plain = ['paper', 'ground', 'raised'] as const;
const tones = ['primary', 'primaryInk', 'good', 'warn', 'bad', 'violet'] as const;
const pairs = (texts: readonly Colour[], grounds: readonly Colour[]) =>
  texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));

/** Text on its ground. */
const textPairs = [
  ...pairs(['ink', 'inkSoft'], [...plain, ...washes]),
  ...pairs(['inkFaint'], plain),
  ...pairs(tones, plain),
  ...pairs(['primary', 'primaryInk'], ['primaryWash']),
  ...pairs(['good'], ['goodWash', 'goodPaper']),
  ...pairs(['warn', 'bad'], ['warnWash', 'warnPaper', 'badWash', 'badPaper']),
  ...pairs(['violet'], ['violetWash']),
  ...pairs(['onTone'], ['primary', 'primaryHover', 'primaryActive', 'good', 'bad', 'badHover', 'violet']),
  ...pairs(['navyInk', 'navySoft', 'navyWarn', 'navyFocus'], ['navy', 'navyGlow']),
  ...pairs(['navyLiftInk'], ['navyLift']),
  ...pairs(['navyWarnInk'], ['navyWarn']),
];
/** Borders of controls, marks and the ring of focus, on what lies around them. */
const edgePairs = [
  ...pairs(['control', 'primary', 'warnLine', 'bad', 'good'], plain),
  ...pairs(['primary'], ['primaryWash']),
  ...pairs(['warnLine'], ['warnPaper']),
  ...pairs(['control'], ['onTone']),
  ...pairs(['navyFocus'], ['navy']),
];

const root = path.resolve(import.meta.dirname, '..');
const inFolder = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
/** Our own style sheets of the station, but those that show pictures in the dark. */
const sheets = ['components', 'form', 'screens/station']
  .flatMap(inFolder)
  .filter((name) => name.endsWith('.css') && !/viewfinder|photo-viewer|full-sheet/.test(name));
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const byCssName = new Map<string, Colour>(names.map((name) => [cssName(name), name]));

/** Rules that name both a text colour and its ground: `color: var(--a)` with `background: var(--b)`. */
const rulePairs = sheets.flatMap((name) =>
  [...read(name).matchAll(/\{([^{}]*)\}/g)].flatMap(([, rule = '']) => {
    const text = byCssName.get(/(?:^|[;\s])color: *var\((--[a-z-]+)\)/.exec(rule)?.[1] ?? '');
    const ground = byCssName.get(/background(?:-color)?: *var\((--[a-z-]+)\)/.exec(rule)?.[1] ?? '');
    return text && ground ? [[text, ground] as const] : [];
  }),
);

describe.each(themes)('theme %s', (theme) => {
  const palette = palettes[theme];
  const below = (given: readonly (readonly [Colour, Colour])[], least: number) =>
    given.flatMap(([text, ground]) => {
      const ratio = contrast(palette[text], palette[ground]);
      return ratio < least ? [`${text} on ${ground}: ${ratio.toFixed(2)}`] : [];
    });

  it('has text that can be read on every ground', () => {
    expect(below(textPairs, theme === 'sunlight' ? 7 : 4.5)).toEqual([]);
  });
  it('has text that can be read in every rule of the style sheets that names both', () => {
    expect(rulePairs.length).toBeGreaterThan(20);
    expect(below(rulePairs, theme === 'sunlight' ? 7 : 4.5)).toEqual([]);
  });
  it('has controls and marks whose edges are seen', () => {
    expect(below(edgePairs, 3)).toEqual([]);
  });
});

it('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

it('is black on white under the sun, but for tones and for what is not filled in', () => {
  const { ink, inkSoft, paper, ground, line, control } = palettes.sunlight;
  expect([ink, inkSoft, line, control]).toEqual(Array(4).fill('#000000'));
  expect([paper, ground]).toEqual(['#ffffff', '#ffffff']);
});

it('names no colour in a style sheet of the station, but on paper', () => {
  const named = sheets.flatMap((name) =>
    [...read(name).matchAll(/(?<=[ (])#[0-9a-f]{3,8}\b/gi)].map(([colour]) => `${path.basename(name)} ${colour}`),
  );
  // The pad that is signed on, its hint, and the report: black on white in every theme.
  expect(named.sort()).toEqual(['sign-off.module.css #fff', 'signing.module.css #5a6a80', 'signing.module.css #fff']);
});

it('names no colour of the palette that there is not', () => {
  const ours = new Set([...byCssName.keys(), '--radius', '--shadow', '--stroke', '--hour', '--end', '--columns']);
  const used = sheets.flatMap((name) => [...read(name).matchAll(/var\((--[a-z-]+)/g)].map(([, found = '']) => found));
  expect(used.filter((name) => !ours.has(name))).toEqual([]);
});

it('follows the system only where that was chosen', () => {
  expect([themeOf('system', true), themeOf('system', false)]).toEqual(['dark', 'normal']);
  expect([themeOf('normal', true), themeOf('sunlight', true), themeOf('dark', false)]).toEqual([
    'normal',
    'sunlight',
    'dark',
  ]);
  expect(rememberedTheme({ getItem: () => 'something' })).toBe('normal');
});
