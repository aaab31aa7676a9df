/**
 * Signs that look like an ideograph and are none: radicals, which text copied out of a PDF is full of (⻢ for 马), and the variants that
 * Japanese code pages brought. Unicode gives the Kangxi radicals (U+2F00…) and most compatibility ideographs a decomposition, which NFKC
 * follows; these have none. Source: Unicode, EquivalentUnifiedIdeograph.txt; 﨑 and its kind: UAX #38, kSemanticVariant.
 */
const pairs =
  '⺁厂⺄乙⺅亻⺈刀⺉刂⺋㔾⺌小⺍小⺎兀⺏尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺧牛⺨犭⺩王⺪疋⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴罓⺵罓⺶羊⺷羊' +
  '⺸羊⺹耂⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄' +
  '⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟﨑崎﨔欅﨟蘭﨡蘒﨣槑';

const table: ReadonlyMap<string, string> = new Map(
  Array.from({ length: pairs.length / 2 }, (_, i) => [pairs.charAt(2 * i), pairs.charAt(2 * i + 1)] as const),
);

/** The ideograph that such a sign stands for; for finding only, as a radical may be meant. */
export const likeIdeographs = (text: string): string => text.replaceAll(/[⺀-⻳﨎-﨩]/g, (c) => table.get(c) ?? c);
