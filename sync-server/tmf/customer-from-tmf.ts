import type { Customer } from '../../domain/documents/work-order.ts';
import type { NamedValue } from './characteristics.ts';
import { missingText, type TmfParty } from './tmf-shape.ts';

/** Customer grades as carriers write them (NORMS §1: 钻/金/银/普). */
const grades: readonly (readonly [RegExp, Customer['grade']])[] = [
  [/钻|diamond/i, 'diamond'],
  [/金|gold/i, 'gold'],
  [/银|silver/i, 'silver'],
];
const gradeNames = /^(customer_?grade|grade|客户等级|客户级别)$/i;
const phonePattern = /^[+\d][\d\s()-]{4,39}$/;

/** The customer among the parties: the one whose role says so, else the only one there is. */
export function customerFrom(
  parties: readonly TmfParty[],
  notificationContact: string | undefined,
  sent: readonly NamedValue[],
): { readonly value: Customer; readonly missing: readonly string[] } {
  const party =
    parties.find(({ role }) => /customer|客户|end ?user/i.test(role ?? '')) ??
    (parties.length === 1 ? parties[0] : undefined);
  const name = party?.name?.trim().slice(0, 120);
  const phones = (party?.contactMedium ?? []).map((medium) => medium.characteristic?.phoneNumber?.trim() ?? '');
  const [phone, alternatePhone] = [...phones, notificationContact?.trim() ?? ''].filter((text) =>
    phonePattern.test(text),
  );
  const grade = String(sent.find((one) => gradeNames.test(one.name))?.value ?? '');
  return {
    value: {
      name: name || missingText,
      phone: phone ?? '',
      ...(alternatePhone && alternatePhone !== phone && { alternatePhone }),
      grade: grades.find(([pattern]) => pattern.test(grade))?.[1] ?? 'standard',
      ...(party?.id && { accountNumber: party.id.slice(0, 64) }),
    },
    missing: [...(name ? [] : ['customer.name']), ...(phone ? [] : ['customer.phone'])],
  };
}
