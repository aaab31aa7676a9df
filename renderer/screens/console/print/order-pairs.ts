import type { OfficeOrder } from '../../../../bridge/office.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { isTaken } from '../order/order-actions.ts';
import { pathWords, placeWords } from '../words/path-words.ts';
import { fullTime } from '../words/time-words.ts';
import type { ConsoleT, SharedT } from '../words/use-words.ts';
import { valueWords } from '../words/value-words.ts';
import type { Pair } from './pairs.tsx';

type Tools = { readonly words: DefinitionWords; readonly t: ConsoleT; readonly tw: SharedT };

/** On paper a day is never "today"; a window over midnight, where the reader is, names both days. */
export function windowOnPaper({ start, end }: { readonly start: string; readonly end: string }): string {
  const [from, to] = [fullTime(start).slice(0, 16), fullTime(end).slice(0, 16)];
  return `${from} – ${to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to}`;
}

/** Whom it is for and where. */
export function customerPairs({ view }: OfficeOrder, { t, tw }: Tools): readonly Pair[] {
  const { customer, place, remarks } = view.fold;
  const given: readonly (readonly [Parameters<typeof pathWords>[0], string | undefined])[] = [
    ['customer.name', fromPrivateUse(customer.name)],
    ['customer.phone', customer.phone],
    ['customer.alternatePhone', customer.alternatePhone],
    ['customer.grade', tw(`grade.${customer.grade}`)],
    ['customer.accountNumber', customer.accountNumber],
    ['place.address', placeWords(place)],
    ['place.access', place.access],
    ['remarks', remarks],
  ];
  return given.flatMap(([path, value]) =>
    value === undefined || value.trim() === '' ? [] : [{ key: path, label: pathWords(path, null, t), value }],
  );
}

/** When, by whom, of which kind and since when. */
export function planPairs({ view, people }: OfficeOrder, { words, t, tw }: Tools): readonly Pair[] {
  const { assignment } = view.fold;
  return [
    { key: 'type', label: t('create.type'), value: words.type() },
    {
      key: 'state',
      label: t('orders.column.phase'),
      value: words.phase(view.fold.phase) ?? tw(`phase.${view.fold.phase}`),
    },
    {
      key: 'window',
      label: t('orders.column.window'),
      value: view.appointment === null ? t('orders.noWindow') : windowOnPaper(view.appointment),
    },
    {
      key: 'technician',
      label: t('orders.column.technician'),
      value: assignment !== null && isTaken(view) ? (people[assignment.technicianId] ?? '—') : t('orders.nobody'),
    },
    { key: 'created', label: t('order.created'), value: fullTime(view.createdAt) },
    ...(view.externalId === null ? [] : [{ key: 'externalId', label: t('create.externalId'), value: view.externalId }]),
  ];
}

export const orderedPairs = ({ view, definition }: OfficeOrder, { words, tw }: Tools): readonly Pair[] =>
  definition.products.map(({ key }) => ({
    key,
    label: words.product(key),
    value: valueWords(`products.${key}`, view.fold.products[key], words, tw),
  }));

export const resourcePairs = ({ view, definition }: OfficeOrder, { words, tw }: Tools): readonly Pair[] =>
  definition.resources.map(({ key }) => ({
    key,
    label: words.resource(key),
    value: valueWords(`resources.${key}`, view.fold.resources[key], words, tw),
  }));
