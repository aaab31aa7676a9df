/** Addresses that lead to no page of this person. */
export const consolePlace = {
  notYours: 'This page is not open to your role',
  notYoursHint: 'You are signed in as {{role}}. The link may have come from a colleague with another role.',
  toOrder: 'Open the order',
  home: 'Go to the first page',
  toOrders: 'To the list of orders',
  toQueue: 'To the review queue',
  nowhere: 'There is no such page',
  nowhereHint: 'The address may be cut off, or the page has moved.',
} as const;
