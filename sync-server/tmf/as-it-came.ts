import type { Json } from '../../domain/documents/base.ts';
import { type TmfOrderDocument, tmfOrderId } from '../../domain/documents/tmf-order.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import { canonicalJson } from '../../forms/engine/canonical.ts';
import type { CharacteristicDefinition } from '../../forms/engine/types.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { plainName } from './characteristics.ts';
import { isObject, type JsonObject, plainWord } from './read-body.ts';
import { isServiceResult } from './results-by-service.ts';
import { phoneMember } from './tmf-shape.ts';
import type { TmfWorkOrder } from './tmf-work-order.ts';

/** Members that only the order itself says; what another system sent under these names was its own. */
const ownMembers: ReadonlySet<string> = new Set([
  'id',
  'href',
  '@type',
  'state',
  'startDate',
  'completionDate',
  'cancellationDate',
  'cancellationReason',
  'stateChangeDate',
  'expectedCompletionDate',
]);

/**
 * The order as it came from another system, with what the order says of itself and what dispatch has changed since (ADR 0026).
 * @param now the order as `order-to-tmf.ts` gives it where nothing came
 */
export function asItCame(now: TmfWorkOrder, loaded: LoadedOrder): TmfWorkOrder {
  const { documents, view } = loaded;
  const first = documents.find((one): one is WorkOrderDocument => one.type === 'workOrder');
  const came = documents.find(
    (one): one is TmfOrderDocument => one.type === 'tmfOrder' && one._id === tmfOrderId(view.orderId),
  )?.body;
  if (came === undefined || first === undefined || !isObject(came)) return now;
  const { fold, appointment } = view;
  const is = (given: unknown, stored: unknown): boolean =>
    canonicalJson(given as Json) === canonicalJson(stored as Json);
  const sameWindow = is(appointment ?? null, first.appointment ?? null);
  // Made of its entries: a member named `__proto__` stays a member.
  const kept: Readonly<Record<string, Json>> = Object.fromEntries(
    Object.entries(came).filter(([name, value]) => value !== null && !ownMembers.has(name)),
  );
  const changedPhone = fold.customer.phone === first.customer.phone ? null : fold.customer.phone;
  const merged: Record<string, Json | undefined> = {
    ...now,
    ...kept,
    description: is(fold.remarks, first.remarks) ? kept.description : now.description,
    relatedParty: is(fold.customer, first.customer)
      ? (kept.relatedParty ?? now.relatedParty)
      : withCustomer(kept.relatedParty, now.relatedParty, changedPhone),
    workOrderItem: items(came.workOrderItem, now.workOrderItem, loaded, first),
  };
  // The contact as it came may be the number that dispatch has replaced.
  if (changedPhone !== null) merged.notificationContact = undefined;
  if (!is(view.priority, first.priority)) merged.priority = now.priority;
  if (!is(fold.place, first.place)) merged.place = now.place;
  if (!sameWindow) for (const name of ['requestedStartDate', 'requestedCompletionDate']) merged[name] = now[name];
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as TmfWorkOrder;
}

/** The parties as they came, with the customer as he is now in the place of the one that came, and no number that he had before. */
function withCustomer(came: Json | undefined, now: Json | undefined, changedPhone: string | null): Json {
  const [customer] = listOf(now);
  const parties = listOf(came);
  const at = parties.findIndex((one) => isObject(one) && /customer|客户|end ?user/i.test(plainWord(one.role)));
  const index = at >= 0 ? at : parties.length === 1 ? 0 : -1;
  if (customer === undefined) return parties;
  return index < 0
    ? [...parties, customer]
    : parties.map((one, i) =>
        i === index ? { ...reachedBy(isObject(one) ? one : {}, changedPhone), ...(customer as JsonObject) } : one,
      );
}

/** Where the number was changed, the places where senders put one hold the new one alone; a customer without a number has none. */
function reachedBy(party: JsonObject, changedPhone: string | null): JsonObject {
  if (changedPhone === null) return party;
  const others = Object.entries(party).filter(([name]) => name !== 'contactMedium' && !phoneMember.test(name));
  const media: Json[] = listOf(party.contactMedium).filter((one) => isObject(one) && !holdsPhone(one));
  if (changedPhone !== '')
    media.unshift({ mediumType: 'phone', preferred: true, characteristic: { phoneNumber: changedPhone } });
  return Object.fromEntries([...others, ...(media.length === 0 ? [] : [['contactMedium', media] as const])]);
}

const holdsPhone = (medium: JsonObject): boolean =>
  [medium, medium.characteristic].some(
    (part) => isObject(part) && Object.keys(part).some((name) => phoneMember.test(name)),
  );

function items(came: Json | undefined, now: Json | undefined, loaded: LoadedOrder, first: WorkOrderDocument): Json {
  const [ours] = listOf(now).filter(isObject);
  if (ours === undefined) return came ?? [];
  const ourWork = isObject(ours.work) ? ours.work : {};
  return listOf(came).map((item, index) => {
    if (!isObject(item)) return item;
    const work = isObject(item.work) ? item.work : {};
    const specification = isObject(work.workSpecification) ? work.workSpecification : {};
    const isFirst = index === 0;
    return {
      ...(isFirst ? ours : {}),
      ...withoutNull(item),
      id: plainWord(item.id) || String(index + 1),
      action: item.action ?? 'add',
      state: ours.state ?? null,
      work: {
        ...(isFirst ? ourWork : {}),
        ...withoutNull(work),
        state: ourWork.state ?? null,
        ...(isFirst && {
          workSpecification: { ...(ourWork.workSpecification as JsonObject), ...withoutNull(specification) },
        }),
        ...(isFirst && { workCharacteristic: characteristicsNow(work, ourWork, loaded, first) }),
      },
    };
  });
}

/** Values as they came, in their order; one that was changed since has its new value, one that was added stands at the end. */
function characteristicsNow(work: JsonObject, ours: JsonObject, loaded: LoadedOrder, first: WorkOrderDocument): Json {
  const { definition, view } = loaded;
  const changed = new Map<
    string,
    { readonly value: Json | undefined; readonly definition: CharacteristicDefinition }
  >();
  const groups = [
    [definition.products, view.fold.products, first.products],
    [definition.resources, view.fold.resources, first.resources],
  ] as const;
  for (const [definitions, now, before] of groups)
    for (const one of definitions)
      if (canonicalJson(now[one.key] ?? null) !== canonicalJson(before[one.key] ?? null))
        for (const name of [one.key, ...one.tmfNames])
          changed.set(plainName(name), { value: now[one.key], definition: one });
  const said = new Set<CharacteristicDefinition>();
  const isResult = (one: Json): boolean => isObject(one) && isServiceResult(plainWord(one.name));
  const came = listOf(work.workCharacteristic).filter((one) => !isResult(one));
  const kept = came.map((one) => {
    if (!isObject(one)) return one;
    const now = changed.get(plainName(plainWord(one.name)));
    if (now === undefined) return one;
    said.add(now.definition);
    return { ...one, value: now.value ?? null };
  });
  const names = new Set(
    [...changed.values()]
      .filter((one) => !said.has(one.definition))
      .map((one) => one.definition.tmfNames[0] ?? one.definition.key),
  );
  const added = listOf(ours.workCharacteristic).filter(
    (one) => isResult(one) || (isObject(one) && names.has(plainWord(one.name))),
  );
  return [...kept, ...added];
}

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

const withoutNull = (given: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
