/** What the page of needs says beside its rows. */
export const consoleNeeds = {
  noneOfReason: 'Nothing left under “{{reason}}”',
  said: '“{{words}}”',
  toAll: 'Show all that waits',
} as const;
