import type { Customer } from '../../domain/documents/work-order.ts';
import { cutText } from '../../domain/text/cut.ts';
import type { NamedValue } from './characteristics.ts';
import { phonesIn } from './phones.ts';
import { plainWord } from './read-body.ts';
import { missingText, type TmfParty } from './tmf-shape.ts';

/** Customer grades as carriers write them (NORMS §1: 钻/金/银/普), with or without a word for "grade" behind. */
const grades: readonly (readonly [RegExp, Customer['grade']])[] = [
  [/^(?:钻石?|diamond)(?:卡|级|客户)?$/i, 'diamond'],
  [/^(?:金|黄金|gold)(?:卡|牌|级|客户)?$/i, 'gold'],
  [/^(?:银|白银|silver)(?:卡|牌|级|客户)?$/i, 'silver'],
  [/^(?:普通?|一般|标准|standard|normal)(?:卡|级|客户)?$/i, 'standard'],
];
const gradeNames = /^(customer_?grade|grade|客户等级|客户级别)$/i;

/** The longest texts that `Customer` holds, in UTF-16 units. */
const most = { name: 120, accountNumber: 64 } as const;

type CustomerRead = {
  readonly value: Customer;
  readonly missing: readonly string[];
  /** what was sent where a phone number stands and is none, and a grade that nobody knows: for a person to read */
  readonly remarks: readonly string[];
};

/** The customer among the parties: the one whose role says so, else the only one there is. */
export function customerFrom(
  parties: readonly TmfParty[],
  notificationContact: string | undefined,
  sent: readonly NamedValue[],
): CustomerRead {
  const party =
    parties.find(({ role }) => /customer|客户|end ?user/i.test(role ?? '')) ??
    (parties.length === 1 ? parties[0] : undefined);
  const name = cutText(party?.name ?? '', most.name);
  const texts = [
    ...new Set([...(party?.phones ?? []), ...(notificationContact === undefined ? [] : [notificationContact])]),
  ];
  const phones = [...new Set(texts.flatMap(phonesIn))];
  const [phone, alternatePhone] = phones;
  const unreadable = texts.filter((text) => phonesIn(text).length === 0);
  const graded = sent.find((one) => gradeNames.test(one.name))?.value ?? '';
  const grade = grades.find(([pattern]) => pattern.test(plainWord(graded).trim()))?.[1];
  const isStrangeGrade = grade === undefined && (typeof graded === 'object' || plainWord(graded).trim() !== '');
  return {
    value: {
      name: name || missingText,
      phone: phone ?? '',
      ...(alternatePhone !== undefined && { alternatePhone }),
      grade: grade ?? 'standard',
      ...(party?.id !== undefined && party.id.length <= most.accountNumber && { accountNumber: party.id }),
    },
    missing: [
      ...(name ? [] : ['customer.name']),
      ...(phone ? [] : ['customer.phone']),
      ...(isStrangeGrade ? ['customer.grade'] : []),
    ],
    remarks: [
      ...(phone === undefined || phones.length > 2 ? [...unreadable, ...phones.slice(2)] : unreadable).map(
        (text) => `phoneNumber: ${text}`,
      ),
      ...(isStrangeGrade ? [`grade: ${JSON.stringify(graded)}`] : []),
    ],
  };
}
