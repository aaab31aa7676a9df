import type { SameKeys } from '../same-keys.ts';
import type { tooLong as zh } from '../zh-CN/too-long.ts';

export const tooLong: SameKeys<typeof zh> = {
  cut: 'Too long: at most {{most}} characters fit here, the last {{over}} were left out.',
  full: 'At most {{most}} characters fit here.',
};
