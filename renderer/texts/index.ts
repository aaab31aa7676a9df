import { console as consoleEn } from './en/console.ts';
import { form as formEn } from './en/form.ts';
import { station as stationEn } from './en/station.ts';
import { words as wordsEn } from './en/words.ts';
import type { SameKeys } from './same-keys.ts';
import { console as consoleZh } from './zh-CN/console.ts';
import { form as formZh } from './zh-CN/form.ts';
import { station as stationZh } from './zh-CN/station.ts';
import { words as wordsZh } from './zh-CN/words.ts';

const zhCN = { words: wordsZh, form: formZh, station: stationZh, console: consoleZh } as const;
const en: SameKeys<typeof zhCN> = { words: wordsEn, form: formEn, station: stationEn, console: consoleEn };

/** Every text of the screens, by language and namespace. */
export const texts = { 'zh-CN': zhCN, en } as const;
