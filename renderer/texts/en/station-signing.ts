import type { SameKeys } from '../same-keys.ts';
import type { stationSigning as zh } from '../zh-CN/station-signing.ts';

/** Texts of the pad that the customer signs on. */
export const stationSigning: SameKeys<typeof zh> = {
  open: 'Tap here to sign',
  goOn: 'Tap to go on or sign anew',
  ask: 'Let the customer sign',
  back: 'Back; what was written stays',
  who: 'Please sign: {{who}}',
  signer: '{{name}} ({{relation}})',
  hand: 'Sign with a pen or a fingertip: a hand on the glass does not count',
  part: '{{heading}}: {{what}}',
  changed: 'What is signed has changed since, so that signature is void. Let the customer read it and sign again.',
};
