import { console as consoleEn } from './en/console.ts';
import { station as stationEn } from './en/station.ts';
import { words as wordsEn } from './en/words.ts';
import type { SameKeys } from './same-keys.ts';
import { console as consoleZh } from './zh-CN/console.ts';
import { station as stationZh } from './zh-CN/station.ts';
import { words as wordsZh } from './zh-CN/words.ts';

const zhCN = { words: wordsZh, station: stationZh, console: consoleZh } as const;
const en: SameKeys<typeof zhCN> = { words: wordsEn, station: stationEn, console: consoleEn };

/** Every text of the screens, by language and namespace. */
export const texts = { 'zh-CN': zhCN, en } as const;
