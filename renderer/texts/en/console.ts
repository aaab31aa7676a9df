import type { SameKeys } from '../same-keys.ts';
import type { console as zh } from '../zh-CN/console.ts';

/** Texts of the office console. */
export const console: SameKeys<typeof zh> = {
  title: 'Linework office',
};
