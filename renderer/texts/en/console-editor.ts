/** Finding one's way in the text of an order type. */
export const consoleEditor = {
  label: 'Find in the text',
  count: '{{n}} found',
  back: 'Previous place',
  next: 'Next place',
  outline: 'Outline',
} as const;
