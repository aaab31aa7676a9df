import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchForm } from './search-form.ts';
import { searchKeys } from './search-keys.ts';
import { makeMatcher } from './search-query.ts';

const order = (name: string, phones: readonly string[] = [], place = ''): string =>
  searchKeys({ numbers: ['202611220017', 'CRM/88-001a'], names: [name], places: [place], phones });
const finds = (keys: string, query: string): boolean => makeMatcher(query)(keys);

describe('an order is found by (R-31)', () => {
  const keys = searchKeys({
    numbers: ['202611220017'],
    names: ['欧阳雪梅'],
    places: ['合肥市蜀山区长江西路 118 号 5 幢 602', '蜀山区'],
    phones: ['+86 139-0551-8237', '0551-6212 3344'],
  });
  it.each([
    ['a part of the name', '雪梅'],
    ['full pinyin', 'ouyangxuemei'],
    ['a part of it', 'xuemei'],
    ['pinyin with its tones', 'ōuyáng'],
    ['pinyin initials', 'oyxm'],
    ['capitals', 'OYXM'],
    ['full width', 'ＯＹＸＭ'],
    ['the number’s end', '0017'],
    ['the phone’s tail', '8237'],
    ['the second phone', '62123344'],
    ['the address', '长江西路'],
    ['the address with its numbers', '118号5幢'],
    ['initials of the address', 'cjxl'],
    ['the district', '蜀山'],
    ['two words in any order', '蜀山 雪梅'],
    ['words apart by an ideographic blank', '蜀山　雪梅'],
    ['pinyin and number together', 'oyxm 602'],
    ['nothing typed', '  '],
    ['nothing to be seen', '\u200b\ufeff\u3164'],
  ])('%s', (_, query) => expect(finds(keys, query)).toBe(true));

  it.each(['雪菊', 'oyxn', '9999', '庐阳', '雪梅 庐阳', '0017202', '--', '…。', '.*', '(', '(zzz+'])(
    '%s does not find it',
    (query) => expect(finds(keys, query)).toBe(false),
  );
});

const mobileForms = [
  '13905511234',
  '139-0551-1234',
  '139 0551 1234',
  '+86 139 0551 1234',
  '+8613905511234',
  '＋８６ １３９－０５５１－１２３４',
  '0086 13905511234',
  '008613905511234',
  '86-13905511234',
  '8613905511234',
  '(+86) 139 0551 1234',
  '（０８６）１３９０５５１１２３４'.replace('０８６', '＋８６'),
  '013905511234',
  '139–0551–1234',
  '139.0551.1234',
  '\u202a13905511234\u202c',
  '139\u00a00551\u00a01234',
  '١٣٩٠٥٥١١٢٣٤',
];
const fixedForms = [
  '0551-1234567',
  '05511234567',
  '(0551) 1234567',
  '（0551）123 4567',
  '+86 551 1234567',
  '+86 (0)551 1234567',
  '0086-551-1234567',
  '86-551-1234567',
  '551 1234567',
  '０５５１－１２３４５６７',
];

describe('a phone number is found in any writing, stored in any writing (R-50)', () => {
  it('a mobile', () => {
    for (const stored of mobileForms)
      for (const query of mobileForms)
        expect(finds(order('王明', [stored]), query), `${stored} by ${query}`).toBe(true);
  });

  it('a fixed line', () => {
    for (const stored of fixedForms)
      for (const query of fixedForms) expect(finds(order('王明', [stored]), query), `${stored} by ${query}`).toBe(true);
  });

  it.each([
    ['13905511234', '1234'],
    ['13905511234', '511234'],
    ['0551-1234567-801', '0551-1234567'],
    ['0551-1234567-801', '0551 1234567 转 801'],
    ['0551-1234567转801', '05511234567-801'],
    ['0551-1234567', '0551-1234567-801'],
    ['0551-1234567', '0551-1234567 ext. 801'],
    ['1234567', '0551-1234567'],
    ['12345678', '010-12345678'],
    ['0551-1234567', '1234567'],
    ['13905511234/0551-1234567', '0551-1234567'],
    ['0551-1234567；13905511234', '139-0551-1234'],
    ['+852 1234 5678', '+852-12345678'],
    ['+852 1234 5678', '00852 12345678'],
    ['+852 1234 5678', '12345678'],
    ['400-123-4567', '4001234567'],
    ['10086', '10086'],
    ['13905511234', '1390551 1234 王明'],
  ])('%s by %s', (stored, query) => expect(finds(order('王明', [stored]), query)).toBe(true));

  it.each([
    ['13905511234', '139-0551-1235'],
    ['13905511234', '+86 139-0551-123456'],
    ['13905511234', '8613905511235'],
    ['1234567', '0551-2234567'],
    ['0551-1234567', '0552-1234567'],
  ])('%s not by %s', (stored, query) => expect(finds(order('王明', [stored]), query)).toBe(false));

  it('whatever is written between its digits, by its last four or more', () => {
    const marks = fc.array(fc.constantFrom('', '-', ' ', '\u00a0', '–', '\u200b'), { minLength: 11, maxLength: 11 });
    const written = (digits: string, between: readonly string[]): string =>
      [...digits].map((digit, at) => digit + (between[at] ?? '')).join('');
    const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
    fc.assert(
      fc.property(mobile, marks, marks, fc.integer({ min: 4, max: 11 }), (number, stored, asked, last) => {
        const keys = order('王明', [written(number, stored)]);
        expect(finds(keys, written(number.slice(-last), asked))).toBe(true);
        expect(finds(keys, `+86${written(number, asked)}`)).toBe(true);
      }),
    );
  });
});

describe('a name is found by how it is written and said', () => {
  it.each([
    ['曾小贤', 'zengxiaoxian', 'zxx'],
    ['单田芳', 'shantianfang', 'stf'],
    ['单田芳', 'dantianfang', 'dtf'],
    ['解晓东', 'xiexiaodong', 'xxd'],
    ['仇英', 'qiuying', 'qy'],
    ['朴树', 'piaoshu', 'ps'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['区楚良', 'ouchuliang', 'ocl'],
    ['盖叫天', 'gejiaotian', 'gjt'],
    ['盖叫天', 'gaijiaotian', 'gjt'],
    ['任正非', 'renzhengfei', 'rzf'],
    ['纪晓岚', 'jixiaolan', 'jxl'],
    ['万俟卨', 'moqixie', 'mqx'],
    ['长孙无忌', 'zhangsunwuji', 'zswj'],
    ['种师道', 'chongshidao', 'csd'],
    ['缪昌文', 'miaochangwen', 'mcw'],
    ['折克行', 'shekexing', 'skx'],
    ['员半千', 'yunbanqian', 'ybq'],
    ['乐毅', 'yueyi', 'yy'],
    ['召唤', 'shaohuan', 'sh'],
    ['吕布', 'lvbu', 'lb'],
    ['吕布', 'lubu', 'lb'],
    ['吕布', 'lǚbù', 'lb'],
    ['吕布', 'lyubu', 'lb'],
    ['阿卜杜拉·买买提', 'abudulamaimaiti', 'abdlmmt'],
    ['王\ue863', 'wangyan', 'wy'],
  ])('%s by %s and %s', (name, full, initials) => {
    expect(finds(order(name), full)).toBe(true);
    expect(finds(order(name), initials)).toBe(true);
  });

  const writings: readonly (readonly string[])[] = [
    // Every form of the middle dot, none, and a blank.
    [
      '阿卜杜拉·买买提',
      '阿卜杜拉•买买提',
      '阿卜杜拉・买买提',
      '阿卜杜拉‧买买提',
      '阿卜杜拉．买买提',
      '阿卜杜拉.买买提',
      '阿卜杜拉∙买买提',
      '阿卜杜拉⋅买买提',
      '阿卜杜拉･买买提',
      '阿卜杜拉买买提',
    ],
    ['王䶮', '王\ue863', '王\u200b䶮', '王\ufe00䶮'],
    ['高崎', '髙崎'.replace('髙', '高'), '高﨑'],
    ['一色', '⼀色'],
    ['马龙', '⻢⻰', '马⻰'],
    ['José', 'Jose\u0301', 'JOSÉ', 'jose', 'ＪＯＳＥ'],
    ['Müller', 'Mu\u0308ller', 'muller', 'MÜLLER'],
    ['İstanbul', 'istanbul', 'ISTANBUL', 'ıstanbul'],
    ['Straße', 'STRASSE', 'strasse'],
    ['김철수', '\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e'],
    ['ガス', 'カ\u3099ス', 'ｶﾞｽ'],
    ['Пётр', 'петр', 'ПЕТР'],
    ['ئۇيغۇر', 'ئۇيغـــۇر'],
    ['O’Brien', "O'Brien", 'OBrien', 'o＇brien'],
    ['福', '福'],
  ];
  it('a name finds itself in every other writing', () => {
    for (const same of writings)
      for (const stored of same)
        for (const query of same) expect(finds(order(stored), query), `${stored} by ${query}`).toBe(true);
  });

  it('the other system’s number, whatever its case and marks', () => {
    for (const query of ['CRM/88-001a', 'crm88001A', '88-001', 'ＣＲＭ／８８'])
      expect(finds(order('王明'), query), query).toBe(true);
  });
});

describe('whatever is typed', () => {
  it('a text finds itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), (name) => {
        if (searchForm(name) !== '') expect(finds(order(name), name.replaceAll(/[\s\p{Z}]/gu, ''))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('the form of a form is the form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        expect(searchForm(searchForm(text))).toBe(searchForm(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('a hostile query ends, and is only a text', () => {
    const keys = order('王明', ['13905511234'], '长江西路 118 号');
    for (const query of [
      'a'.repeat(100_000),
      '- '.repeat(50_000),
      '1'.repeat(100_000),
      '(a+)+$',
      '\\',
      '\n',
      '\u0000',
      '\ud800',
    ])
      expect(typeof finds(keys, query)).toBe('boolean');
    expect(finds(keys, '\n')).toBe(true);
    expect(finds(keys, 'w.*x')).toBe(false);
  });
});
