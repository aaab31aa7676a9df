import type { Language } from '../../../domain/problem.ts';
import type { OrderTypeDefinition } from '../../../forms/engine/types.ts';
import { copyWords } from './words-of-copy.ts';

/** What the report says on its own account; everything about an order type comes from its definition's texts. */
export const words = {
  title: ['完工报告', 'Completion report'],
  reportNumber: ['报告', 'Report'],
  orderNumber: ['工单号', 'Order'],
  customer: ['客户', 'Customer'],
  customerName: ['客户姓名', 'Name'],
  phone: ['联系电话', 'Phone'],
  grade: ['客户等级', 'Grade'],
  accountNumber: ['业务账号', 'Account'],
  address: ['装机地址', 'Address'],
  access: ['进场说明', 'Access'],
  work: ['施工', 'Work'],
  appointment: ['预约时段', 'Appointment'],
  acceptedAt: ['受理时间', 'Accepted'],
  arrivedAt: ['到场时间', 'Arrived'],
  position: ['到场位置', 'Position'],
  technician: ['装维人员', 'Technician'],
  externalId: ['外部单号', 'External id'],
  services: ['订购业务', 'Services ordered'],
  resources: ['资源信息', 'Resources'],
  measures: ['测量结果', 'Measures'],
  item: ['项目', 'Item'],
  value: ['测量值', 'Value'],
  limit: ['限值', 'Limit'],
  source: ['依据', 'Source'],
  verdict: ['结论', 'Verdict'],
  pass: ['合格', 'pass'],
  warn: ['临界', 'warn'],
  fail: ['不合格', 'fail'],
  none: ['记录', 'noted'],
  overrides: ['调度放行', 'Dispatch overrides'],
  override: ['放行', 'Override'],
  steps: ['施工记录', 'Record of the work'],
  notAnswered: ['未填写', 'not answered'],
  stagePassed: ['通过', 'passed'],
  photos: ['现场照片', 'Photos'],
  live: ['现场拍摄', 'live'],
  file: ['选自文件', 'from a file'],
  noPosition: ['无定位', 'no fix'],
  'position.noSignal': ['室内收不到信号', 'no signal indoors'],
  'position.notPermitted': ['没有定位权限', 'not permitted'],
  'position.noReceiver': ['设备不能定位', 'device cannot locate'],
  'position.other': ['其他原因', 'other reason'],
  zoneAssumed: [
    '这台设备没有可识别的时区，本报告的时间按工作日历的时区打印',
    'This device tells no time zone; times are printed in the working calendar’s',
  ],
  photoUnreadable: ['照片无法读取，见下方校验值', 'Cannot be read as a picture; see its hash'],
  photoElsewhere: ['照片保存在另一台设备上，见下方校验值', 'Kept on another device; see its hash'],
  signOff: ['客户签字', 'Sign-off'],
  signed: ['客户已签字', 'Signed'],
  printedName: ['签字人', 'Signed by'],
  relation: ['与客户关系', 'Relation'],
  signedAt: ['签字时间', 'Signed at'],
  refused: ['客户未签字', 'Not signed'],
  refusalReason: ['未签原因', 'Reason'],
  refusalNote: ['说明', 'Note'],
  witness: ['见证人', 'Witness'],
  satisfaction: ['满意度', 'Satisfaction'],
  changes: ['相对上一份报告的变化', 'Changes since the report before'],
  replaces: ['本报告替代', 'This report replaces'],
  photoAdded: ['新增照片', 'photo added'],
  photoWithdrawn: ['撤回照片', 'photo withdrawn'],
  before: ['原值', 'before'],
  after: ['现值', 'after'],
  noChanges: ['内容无变化', 'nothing changed'],
  integrity: ['完整性', 'Integrity'],
  integrityText: [
    '本报告由现场终端一次生成，不可更改。它涵盖下列记录；照片列出其 SHA-256，签字摘要为客户签字时所见内容的摘要。',
    'Made once on the field device and never changed. It covers the records below; photos are named by SHA-256, the digest is of what the customer saw when signing.',
  ],
  document: ['记录', 'Record'],
  digest: ['签字摘要', 'Seen digest'],
  device: ['终端', 'Device'],
  madeAt: ['生成时间', 'Made at'],
  page: ['页', 'Page'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],
  confirmed: ['一致', 'confirmed'],
  days: ['天', 'days'],
  discrepancy: ['不一致', 'discrepancy'],
  found: ['现场为', 'found'],
  missingCharacters: [
    '〔U+…〕表示字库中没有的字，按 Unicode 编码注明。未能印出的字：',
    '〔U+…〕 stands for a character that the fonts lack, named by its Unicode number. Characters that could not be printed: ',
  ],
  'role.technician': ['装维人员', 'technician'],
  'role.dispatcher': ['调度员', 'dispatcher'],
  'role.reviewer': ['审核员', 'reviewer'],
  'role.administrator': ['管理员', 'administrator'],
  'role.office': ['调度中心', 'office'],
  'grade.diamond': ['钻石', 'diamond'],
  'grade.gold': ['金牌', 'gold'],
  'grade.silver': ['银牌', 'silver'],
  'grade.standard': ['普通', 'standard'],
  'relation.self': ['本人', 'self'],
  'relation.family': ['家人', 'family'],
  'relation.agent': ['代办人', 'agent'],
  'relation.colleague': ['同事', 'colleague'],
  'relation.other': ['其他', 'other'],
  ...copyWords,
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof words;
/** The same thing said in the report's first language, and in its second where there is one. */
export type Bilingual = { readonly first: string; readonly second: string };

/** Reads the report's words and the definition's texts in the languages asked for. */
export type Speech = {
  readonly word: (word: Word) => Bilingual;
  readonly has: (word: string) => word is Word;
  /** the first of these keys that the definition has a text for, else the last part of the last key */
  readonly text: (...keys: readonly string[]) => Bilingual;
  /** this text of the definition; null where it has none */
  readonly said: (key: string) => Bilingual | null;
};

export function speech(definition: OrderTypeDefinition, languages: readonly Language[]): Speech {
  const [first = 'zh-CN', second] = languages;
  const both = (of: (language: Language) => string): Bilingual => {
    const said = of(first);
    const again = second === undefined ? '' : of(second);
    return { first: said, second: again === said ? '' : again };
  };
  return {
    word: (word) => both((language) => words[word][language === 'zh-CN' ? 0 : 1]),
    has: (word): word is Word => word in words,
    text: (...keys) =>
      both((language) => {
        for (const key of keys) {
          const found = definition.texts[language][key];
          if (found !== undefined) return found;
        }
        return keys.at(-1)?.split('.').at(-1) ?? '';
      }),
    said: (key) =>
      languages.some((language) => definition.texts[language][key] !== undefined)
        ? both((language) => definition.texts[language][key] ?? definition.texts['zh-CN'][key] ?? '')
        : null,
  };
}

/** `是 yes`: one line with both, for values. */
export const inLine = ({ first, second }: Bilingual): string => (second === '' ? first : `${first} ${second}`);
