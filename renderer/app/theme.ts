import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd';
import { type Palette, palettes, type ThemeName } from './palettes.ts';

/** How large a person wants to read; `normal` is already sized for a tablet at arm's length. */
export type TextSize = 'normal' | 'large' | 'huge';

/** Height of what a finger presses, px (WCAG 2.5.5). */
const target = 44;

const scale: Readonly<Record<TextSize, number>> = { normal: 1, large: 1.18, huge: 1.36 };

export const fontFamily =
  '"Noto Sans SC", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/**
 * antd tokens: large controls (48 px, a gloved finger), high contrast (sunlight), text to the chosen size. On a low screen controls do not
 * grow with the text beyond what a finger needs, so that the form keeps its room.
 */
export function stationTheme(textSize: TextSize, isCompact = false, name: ThemeName = 'normal'): ThemeConfig {
  const palette = palettes[name];
  const factor = scale[textSize];
  return {
    algorithm: name === 'dark' ? darkAsGiven : theme.defaultAlgorithm,
    token: {
      ...coloursOf(palette),
      // In the sun a thin line is no line.
      lineWidth: name === 'sunlight' ? 2 : 1,
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
    components: { ...componentsOf(palette), ...(name === 'normal' ? {} : { Segmented: strongSegments(palette) }) },
  };
}

/** The office works at a large screen and on a tablet: the same colours, smaller type; nothing to press is lower than 44 px. */
export function officeTheme(): ThemeConfig {
  return {
    algorithm: theme.defaultAlgorithm,
    token: {
      ...coloursOf(palettes.normal),
      fontFamily,
      fontSize: 14,
      controlHeight: target,
      controlHeightLG: 48,
      controlHeightSM: target,
      borderRadius: 8,
      lineWidthFocus: 3,
    },
    components: {
      ...componentsOf(palettes.normal),
      DatePicker: { cellHeight: target, cellWidth: target, textHeight: target, timeCellHeight: target },
      Segmented: { ...strongSegments(palettes.normal), trackPadding: 0, trackBg: '#dfe7f1' },
    },
  };
}

/** antd's dark algorithm mutes the colours of a meaning; ours are chosen for the dark already. */
const darkAsGiven: MappingAlgorithm = (seed) => {
  const { colorPrimary, colorError, colorWarning, colorSuccess, colorInfo } = seed;
  return { ...theme.darkAlgorithm(seed), colorPrimary, colorError, colorWarning, colorSuccess, colorInfo };
};

const coloursOf = (palette: Palette) =>
  ({
    colorPrimary: palette.primary,
    colorPrimaryHover: palette.primaryHover,
    colorPrimaryActive: palette.primaryActive,
    colorPrimaryBorderHover: palette.primaryHover,
    colorPrimaryText: palette.primary,
    colorPrimaryTextHover: palette.primaryHover,
    colorLink: palette.primary,
    colorLinkHover: palette.primaryHover,
    colorLinkActive: palette.primaryActive,
    colorInfo: palette.primary,
    colorError: palette.bad,
    colorErrorHover: palette.badHover,
    colorErrorText: palette.bad,
    colorErrorTextHover: palette.badHover,
    colorWarning: palette.warnLine,
    colorSuccess: palette.good,
    // Ours: what antd derives from so dark a warning colour is a brown that reads as disabled.
    colorWarningBg: palette.warnWash,
    colorWarningBorder: palette.warnEdge,
    colorErrorBg: palette.badWash,
    colorErrorBorder: palette.badEdge,
    colorInfoBg: palette.primaryWash,
    colorInfoBorder: palette.primaryEdge,
    colorSuccessBg: palette.goodWash,
    colorSuccessBorder: palette.goodEdge,
    colorTextBase: palette.ink,
    colorText: palette.ink,
    colorTextHeading: palette.ink,
    colorTextSecondary: palette.inkSoft,
    colorTextTertiary: palette.inkSoft,
    colorTextDescription: palette.inkSoft,
    colorTextPlaceholder: palette.inkFaint,
    colorTextDisabled: palette.inkFaint,
    colorTextLightSolid: palette.onTone,
    colorIcon: palette.inkSoft,
    colorIconHover: palette.ink,
    colorBorder: palette.control,
    colorBorderDisabled: palette.control,
    colorBorderSecondary: palette.line,
    colorBgContainer: palette.paper,
    colorBgElevated: palette.raised,
    colorBgLayout: palette.ground,
  }) as const;

const componentsOf = (palette: Palette): NonNullable<ThemeConfig['components']> => ({
  Button: { fontWeight: 600, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Tabs: { titleFontSize: 16 },
  // The track of a switch that is off is a control as well; its handle is told apart from it.
  Switch: {
    trackHeight: 32,
    trackMinWidth: 60,
    handleSize: 28,
    handleBg: palette.onTone,
    colorTextQuaternary: palette.control,
    colorTextTertiary: palette.inkSoft,
  },
  // A tooltip is dark in every theme.
  Tooltip: { colorTextLightSolid: '#ffffff' },
});

/** The segment that is chosen is filled: a white one on pale grey is not seen in the sun. */
const strongSegments = (palette: Palette) =>
  ({
    trackBg: palette.ground,
    itemColor: palette.ink,
    itemHoverColor: palette.ink,
    itemSelectedBg: palette.primary,
    itemSelectedColor: palette.onTone,
  }) as const;
