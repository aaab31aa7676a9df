import type { SameKeys } from '../same-keys.ts';
import type { stationCopy as zhCopy, stationReport as zhReport } from '../zh-CN/station-report.ts';

/** The report and how an order ends when not every service is done. */
export const stationReport: SameKeys<typeof zhReport> = {
  title: 'Report',
  make: 'Make the report',
  makeAgain: 'Make the report again',
  making: 'Making the report…',
  open: 'Open the report',
  print: 'Print the report',
  save: 'Save for the customer',
  made: 'Report made ({{size}})',
  none: 'No report yet. It can be made after the sign-off, on this device, without a link.',
  hint: "The first page is the customer's copy; the record follows: measures with limits, photos, hashes. It cannot be changed afterwards.",
  hash: 'Hash',
  notPossible: 'The report is made after the sign-off or a documented refusal.',
  partialAdvice: 'Not every service works. End this order as partly completed; what remains goes to another order.',
  failAdvice: 'No service works. End this order as failed.',
};

/** What the customer is shown before signing. */
export const stationCopy: SameKeys<typeof zhCopy> = {
  told: 'What was done',
  exceptions: 'Let pass by dispatch',
  notMet: 'Not met: {{gate}} ({{reason}})',
};
