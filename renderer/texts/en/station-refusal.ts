import type { SameKeys } from '../same-keys.ts';
import type { refusal as zh } from '../zh-CN/station-refusal.ts';

/** What the station's own forms and dialogs lack, where 'required' does not say it. */
export const refusal: SameKeys<typeof zh> = {
  windowNew: 'Choose a window other than the one before',
  windowPast: 'This window is over',
  windowInvalid: 'The end has to be later than the start',
  unsigned: 'Nothing is signed yet',
  oneDot: 'A dot is no signature; sign the full name',
};
