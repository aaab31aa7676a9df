/** Texts of the choice of colours. */
export const stationTheme = {
  title: 'Colours',
  of: { normal: 'Standard', sunlight: 'Sunlight', dark: 'Dark', system: 'As the system' },
  hint: 'Sunlight: black on white with thick lines, for a screen under the open sky. Dark: for cellars, equipment rooms and the night. The signature pad and the report stay black on white.',
} as const;
