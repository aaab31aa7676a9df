import type { NewOrder } from '../../../../bridge/office.ts';
import type { Json } from '../../../../domain/documents/base.ts';
import type { Customer } from '../../../../domain/documents/work-order.ts';
import { holdsNumber } from '../../../../domain/text/phone-text.ts';
import type { OrderFold } from '../../../../domain/work-order/types.ts';
import { against } from '../../../../forms/engine/shape.ts';
import type { CharacteristicDefinition, OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { emptyWindow, isPast, readWindow, type TypedWindow } from '../dialogs/window-field.tsx';

type Values = Readonly<Record<string, Json>>;

/** An order as it is being typed: texts as they stand in the boxes, nothing refused while typing. */
export type OrderDraft = {
  readonly customer: {
    readonly name: string;
    readonly phone: string;
    readonly alternatePhone: string;
    readonly grade: Customer['grade'];
    readonly accountNumber: string;
  };
  readonly place: {
    readonly address: string;
    readonly district: string;
    readonly access: string;
    readonly area: 'urban' | 'rural';
    /** text: written, and not yet a number that may stand here */
    readonly latitude: number | string | null;
    readonly longitude: number | string | null;
  };
  readonly products: Values;
  readonly resources: Values;
  readonly remarks: string;
  readonly window: TypedWindow;
  readonly priority: 'normal' | 'urgent';
  readonly externalId: string;
};

export const emptyDraft: OrderDraft = {
  customer: { name: '', phone: '', alternatePhone: '', grade: 'standard', accountNumber: '' },
  place: { address: '', district: '', access: '', area: 'urban', latitude: null, longitude: null },
  products: {},
  resources: {},
  remarks: '',
  window: emptyWindow,
  priority: 'normal',
  externalId: '',
};

/** What stands on an order now, as a draft to correct. */
export function draftOf(
  fold: Pick<OrderFold, 'customer' | 'place' | 'products' | 'resources' | 'remarks'>,
): OrderDraft {
  const { customer, place } = fold;
  return {
    ...emptyDraft,
    customer: {
      ...customer,
      alternatePhone: customer.alternatePhone ?? '',
      accountNumber: customer.accountNumber ?? '',
    },
    place: {
      ...place,
      access: place.access ?? '',
      latitude: place.latitude ?? null,
      longitude: place.longitude ?? null,
    },
    products: fold.products,
    resources: fold.resources,
    remarks: fold.remarks,
  };
}

/** Intake writes `—` for a name or address that was not given; whoever completes the order is to see an empty box. */
export const withoutPlaceholders = (draft: OrderDraft): OrderDraft => ({
  ...draft,
  customer: { ...draft.customer, name: draft.customer.name === '—' ? '' : draft.customer.name },
  place: { ...draft.place, address: draft.place.address === '—' ? '' : draft.place.address },
});

export type DraftProblem = { readonly keyword: string; readonly limit: Json };

/** What is wrong with one characteristic's value by its schema; null when it is fine or empty. */
export function valueProblem({ schema }: CharacteristicDefinition, value: Json | undefined): DraftProblem | null {
  if (isEmpty(value)) return null;
  const wrong = against(schema, 'value', value).at(-1);
  return wrong === undefined ? null : { keyword: wrong.keyword, limit: (wrong.params.limit ?? null) as Json };
}

export const isEmpty = (value: Json | undefined): value is undefined | null | '' =>
  value === undefined || value === null || value === '';

/** Paths of what must be mended before the order can be sent: `customer.name`, `resources.loid`, `window`. */
export function draftProblems(
  draft: OrderDraft,
  definition: OrderTypeDefinition,
): Readonly<Record<string, DraftProblem>> {
  const found: Record<string, DraftProblem> = {};
  const required = { keyword: 'required', limit: null };
  if (draft.customer.name.trim() === '') found['customer.name'] = required;
  if (draft.place.address.trim() === '') found['place.address'] = required;
  Object.assign(found, positionProblems(draft.place));
  for (const path of ['phone', 'alternatePhone'] as const)
    if (!holdsNumber(draft.customer[path])) found[`customer.${path}`] = { keyword: 'phone', limit: null };
  const window = readWindow(draft.window);
  if (window === 'wrong' || (window !== null && isPast(window, Date.now())))
    found.window = { keyword: 'other', limit: null };
  for (const group of ['products', 'resources'] as const) {
    for (const characteristic of definition[group]) {
      const wrong = valueProblem(characteristic, draft[group][characteristic.key]);
      if (wrong !== null) found[`${group}.${characteristic.key}`] = wrong;
    }
  }
  return found;
}

/** Half a position is no position: it would be left out without a word. */
function positionProblems({ latitude, longitude }: OrderDraft['place']): Readonly<Record<string, DraftProblem>> {
  const found: Record<string, DraftProblem> = {};
  for (const [path, value, other] of [
    ['place.latitude', latitude, longitude],
    ['place.longitude', longitude, latitude],
  ] as const) {
    if (typeof value === 'string') found[path] = { keyword: 'type', limit: null };
    else if (value === null && other !== null) found[path] = { keyword: 'required', limit: null };
  }
  return found;
}

/** Paths of what the type needs and the draft lacks: the order can be made, and goes to the intake list. */
export function draftMissing(draft: OrderDraft, definition: OrderTypeDefinition): readonly string[] {
  return (['products', 'resources'] as const).flatMap((group) =>
    definition[group]
      .filter(({ key, required }) => required && isEmpty(draft[group][key]))
      .map(({ key }) => `${group}.${key}`),
  );
}

const filled = (values: Values): Record<string, Json> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
const text = <K extends string>(key: K, value: string): { readonly [P in K]?: string } =>
  value.trim() === '' ? {} : ({ [key]: value.trim() } as { [P in K]: string });

/** The draft as `workOrder.create` takes it; empty boxes are left out. */
export function newOrderOf(draft: OrderDraft, orderType: string, requestKey: string): NewOrder {
  const { customer, place } = draft;
  const window = readWindow(draft.window);
  return {
    orderType,
    customer: {
      name: customer.name.trim(),
      phone: customer.phone.trim(),
      grade: customer.grade,
      ...text('alternatePhone', customer.alternatePhone),
      ...text('accountNumber', customer.accountNumber),
    },
    place: {
      address: place.address.trim(),
      district: place.district.trim(),
      area: place.area,
      ...text('access', place.access),
      ...(typeof place.latitude === 'number' && typeof place.longitude === 'number'
        ? { latitude: place.latitude, longitude: place.longitude }
        : {}),
    },
    products: filled(draft.products),
    resources: filled(draft.resources),
    remarks: draft.remarks.trim(),
    priority: draft.priority,
    ...(window === null || window === 'wrong' ? {} : { appointment: window }),
    ...text('externalId', draft.externalId),
    requestKey,
  };
}
