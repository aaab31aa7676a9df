import { type ThemeConfig, theme } from 'antd';

/** How large a person wants to read; `normal` is already sized for a tablet at arm's length. */
export type TextSize = 'normal' | 'large' | 'huge';

/** Height of what a finger presses, px (WCAG 2.5.5). */
const target = 44;

const scale: Readonly<Record<TextSize, number>> = { normal: 1, large: 1.18, huge: 1.36 };

/** The palette; every pair used for text reaches 4.5:1, borders of controls reach 3:1 (WCAG 2.2 AA). app.css carries the same names. */
export const palette = {
  ink: '#0f1b2d',
  inkSoft: '#3d4d63',
  line: '#c3cedb',
  control: '#6f7e92',
  paper: '#ffffff',
  ground: '#eef3f9',
  primary: '#0958d9',
  good: '#14713a',
  warn: '#7a4a00',
  bad: '#b01217',
} as const;

export const fontFamily =
  '"Noto Sans SC", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/**
 * antd tokens: large controls (48 px, a gloved finger), high contrast (sunlight), text to the chosen size. On a low screen controls do not
 * grow with the text beyond what a finger needs, so that the form keeps its room.
 */
export function stationTheme(textSize: TextSize, isCompact = false): ThemeConfig {
  const factor = scale[textSize];
  return {
    algorithm: theme.defaultAlgorithm,
    token: {
      ...colours,
      fontFamily,
      fontSize: Math.round(16 * factor),
      controlHeight: isCompact ? 48 : Math.max(48, Math.round(46 * factor)),
      controlHeightLG: isCompact ? 52 : Math.max(56, Math.round(54 * factor)),
      controlHeightSM: 44,
      borderRadius: 10,
      borderRadiusLG: 14,
      lineWidthFocus: 3,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components,
  };
}

/** The office works at a large screen and on a tablet: the same colours, smaller type; nothing to press is lower than 44 px. */
export function officeTheme(): ThemeConfig {
  return {
    algorithm: theme.defaultAlgorithm,
    token: {
      ...colours,
      fontFamily,
      fontSize: 14,
      controlHeight: target,
      controlHeightLG: 48,
      controlHeightSM: target,
      borderRadius: 8,
      lineWidthFocus: 3,
    },
    components: {
      ...components,
      DatePicker: { cellHeight: target, cellWidth: target, textHeight: target, timeCellHeight: target },
      Segmented: {
        trackPadding: 0,
        trackBg: '#dfe7f1',
        itemColor: palette.ink,
        itemSelectedBg: palette.primary,
        itemSelectedColor: palette.paper,
      },
    },
  };
}

const colours = {
  colorPrimary: palette.primary,
  // Hovering must not cost contrast: darker, not lighter.
  colorPrimaryHover: '#0747b6',
  colorPrimaryActive: '#063a94',
  colorLink: palette.primary,
  colorLinkHover: '#0747b6',
  colorErrorHover: '#a10f14',
  colorPrimaryBorderHover: '#0747b6',
  colorInfo: palette.primary,
  colorError: '#c4161c',
  colorWarning: '#a35f00',
  colorSuccess: '#14713a',
  // The washes of app.css: what antd derives from so dark a warning colour is a brown that reads as disabled.
  colorWarningBg: '#fff3d1',
  colorWarningBorder: '#ecc877',
  colorErrorBg: '#fdeaea',
  colorErrorBorder: '#f0b1b1',
  colorInfoBg: '#e6f0ff',
  colorInfoBorder: '#a9c8fb',
  colorTextBase: palette.ink,
  colorText: palette.ink,
  colorTextSecondary: palette.inkSoft,
  colorTextTertiary: palette.inkSoft,
  colorTextDescription: palette.inkSoft,
  colorTextPlaceholder: '#5a6a80',
  colorTextDisabled: '#5a6a80',
  colorBorder: palette.control,
  colorBorderSecondary: palette.line,
  colorBgLayout: palette.ground,
} as const;

const components: NonNullable<ThemeConfig['components']> = {
  Button: { fontWeight: 600, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Tabs: { titleFontSize: 16 },
  Switch: { trackHeight: 32, trackMinWidth: 60, handleSize: 28 },
};
