/** How a device shows its colours; `system` follows light or dark of the operating system. */
export type ThemeChoice = 'normal' | 'sunlight' | 'dark' | 'system';
export type ThemeName = Exclude<ThemeChoice, 'system'>;

/**
 * The colours of each theme. Our own CSS reads them under the same names (`inkSoft` is `--ink-soft`, `palette-style.ts`), antd by
 * `theme.ts`; nothing else names a colour, except what shows pictures (viewfinder, photo viewer) or is paper (signature, report, QR code).
 *
 * | Group | Is |
 * |---|---|
 * | `ink`, `inkSoft` | text on `paper`, `ground` and every wash |
 * | `raised` | what lies above the page: dialogs and menus |
 * | `line`, `hairline`, `track` | what divides and what is empty: decoration |
 * | `control` | borders of controls |
 * | `primary`, `good`, `warn`, `bad`, `violet` | text and fills of a meaning; `onTone` is the text upon such a fill |
 * | `…Wash`, `…Paper`, `…Edge` | the ground of a meaning, the paler ground of a form, and its border |
 * | `navy…` | the bar; `navyLift` is where one is in it |
 *
 * Contrast is computed for every pair in `palettes.test.ts`.
 */
export type Palette = {
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly line: string;
  readonly hairline: string;
  readonly track: string;
  readonly control: string;
  readonly paper: string;
  readonly ground: string;
  readonly raised: string;
  readonly primary: string;
  readonly primaryHover: string;
  readonly primaryActive: string;
  readonly primaryInk: string;
  readonly primaryWash: string;
  readonly primaryEdge: string;
  readonly onTone: string;
  readonly good: string;
  readonly goodWash: string;
  readonly goodPaper: string;
  readonly goodEdge: string;
  readonly warn: string;
  readonly warnLine: string;
  readonly warnWash: string;
  readonly warnPaper: string;
  readonly warnEdge: string;
  readonly bad: string;
  readonly badHover: string;
  readonly badWash: string;
  readonly badPaper: string;
  readonly badEdge: string;
  readonly violet: string;
  readonly violetWash: string;
  readonly violetEdge: string;
  readonly navy: string;
  readonly navyGlow: string;
  readonly navyInk: string;
  readonly navySoft: string;
  readonly navyLift: string;
  readonly navyLiftInk: string;
  readonly navyFocus: string;
  readonly navyWarn: string;
  readonly navyWarnInk: string;
};

const normal: Palette = {
  ink: '#0f1b2d',
  inkSoft: '#3d4d63',
  inkFaint: '#5a6a80',
  line: '#c3cedb',
  hairline: '#e3e9f0',
  track: '#d5dde7',
  control: '#6f7e92',
  paper: '#ffffff',
  ground: '#eef3f9',
  raised: '#ffffff',
  primary: '#0958d9',
  // Hovering must not cost contrast: darker, not lighter.
  primaryHover: '#0747b6',
  primaryActive: '#063a94',
  primaryInk: '#0a47ae',
  primaryWash: '#e6f0ff',
  primaryEdge: '#a9c8fb',
  onTone: '#ffffff',
  good: '#14713a',
  goodWash: '#e3f5e9',
  goodPaper: '#f4fbf6',
  goodEdge: '#9ed5b1',
  warn: '#7a4a00',
  warnLine: '#b87514',
  warnWash: '#fff3d1',
  warnPaper: '#fffaf0',
  warnEdge: '#ecc877',
  bad: '#b01217',
  badHover: '#8f0d12',
  badWash: '#fdeaea',
  badPaper: '#fff8f8',
  badEdge: '#f0b1b1',
  violet: '#5b3fa8',
  violetWash: '#f0ebff',
  violetEdge: '#cbbdf0',
  navy: '#0b1f3a',
  navyGlow: '#0a3f91',
  navyInk: '#ffffff',
  navySoft: '#c7d6ee',
  navyLift: '#32435a',
  navyLiftInk: '#ffffff',
  navyFocus: '#8ec5ff',
  navyWarn: '#ffd666',
  navyWarnInk: '#3d2500',
};

/** For a screen under the open sky: black on white, no grey text, every line as strong as the text, tones so dark that they are told apart. */
const sunlight: Palette = {
  ink: '#000000',
  inkSoft: '#000000',
  // What is not a value yet must not look like one: the only text that is not black.
  inkFaint: '#454545',
  line: '#000000',
  hairline: '#000000',
  track: '#c8c8c8',
  control: '#000000',
  paper: '#ffffff',
  ground: '#ffffff',
  raised: '#ffffff',
  primary: '#0033a0',
  primaryHover: '#00287d',
  primaryActive: '#001f61',
  primaryInk: '#0033a0',
  primaryWash: '#dce8ff',
  primaryEdge: '#0033a0',
  onTone: '#ffffff',
  good: '#004a1c',
  goodWash: '#d3f5dd',
  goodPaper: '#ffffff',
  goodEdge: '#004a1c',
  warn: '#5a3000',
  warnLine: '#5a3000',
  warnWash: '#ffec99',
  warnPaper: '#ffffff',
  warnEdge: '#5a3000',
  bad: '#8c0008',
  badHover: '#6b0006',
  badWash: '#ffdede',
  badPaper: '#ffffff',
  badEdge: '#8c0008',
  violet: '#3d1f8a',
  violetWash: '#ece4ff',
  violetEdge: '#3d1f8a',
  navy: '#000000',
  navyGlow: '#000000',
  navyInk: '#ffffff',
  navySoft: '#ffffff',
  navyLift: '#ffffff',
  navyLiftInk: '#000000',
  navyFocus: '#ffffff',
  navyWarn: '#ffd666',
  navyWarnInk: '#000000',
};

/** For cellars and the night: light text, fills light enough to carry dark text, washes that glow little. */
const dark: Palette = {
  ink: '#eef3f9',
  inkSoft: '#b8c5d6',
  inkFaint: '#94a3b8',
  line: '#3a4a5f',
  hairline: '#2a3748',
  track: '#3a4a5f',
  control: '#8496ad',
  paper: '#16202c',
  ground: '#0b121a',
  raised: '#202d3d',
  primary: '#7db2ff',
  primaryHover: '#9cc5ff',
  primaryActive: '#b8d5ff',
  primaryInk: '#a3c8ff',
  primaryWash: '#1b3050',
  primaryEdge: '#4871ad',
  onTone: '#07101c',
  good: '#6edb97',
  goodWash: '#143522',
  goodPaper: '#15271f',
  goodEdge: '#3d7d56',
  warn: '#ffca66',
  warnLine: '#d59a34',
  warnWash: '#3d2d0b',
  warnPaper: '#262318',
  warnEdge: '#8a6a26',
  bad: '#ff9d9a',
  badHover: '#ffb8b6',
  badWash: '#48191c',
  badPaper: '#2a1d24',
  badEdge: '#96474a',
  violet: '#cbb9ff',
  violetWash: '#30265a',
  violetEdge: '#6a58b0',
  navy: '#050b13',
  navyGlow: '#0d2c5c',
  navyInk: '#ffffff',
  navySoft: '#c7d6ee',
  navyLift: '#2b3b52',
  navyLiftInk: '#ffffff',
  navyFocus: '#8ec5ff',
  navyWarn: '#ffd666',
  navyWarnInk: '#3d2500',
};

export const palettes: Readonly<Record<ThemeName, Palette>> = { normal, sunlight, dark };
