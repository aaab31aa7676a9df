import type { SameKeys } from '../same-keys.ts';
import type { refusal as zh } from '../zh-CN/station-refusal.ts';

/** What the station's own forms and dialogs lack, where 'required' does not say it. */
export const refusal: SameKeys<typeof zh> = {
  windowNew: 'Choose a window that is not over and not the one before',
  unsigned: 'Nothing is signed yet',
  oneDot: 'A dot is no signature; sign the full name',
};
