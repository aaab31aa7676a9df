import type { Json } from '../../domain/documents/base.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { NamedValue } from './characteristics.ts';
import { type BodyReader, bodyReader, isObject, type JsonObject, type Unread } from './read-body.ts';

/**
 * The members that we read of a TMF697 v4 `WorkOrder_Create`. TMF bodies are open and senders differ: lists where the specification has one
 * object and the reverse, numbers as text and the reverse, `null` for what they have not. What cannot be read is named, never refused (ADR
 * 0026).
 */
export type TmfGiven = {
  readonly externalId: string | undefined;
  readonly description: string | undefined;
  readonly priority: string | undefined;
  readonly notificationContact: string | undefined;
  readonly orderDate: string | undefined;
  readonly requestedStartDate: string | undefined;
  readonly requestedCompletionDate: string | undefined;
  /** texts of the order's notes, then of its items' */
  readonly notes: readonly string[];
  readonly descriptions: readonly string[];
  readonly places: readonly TmfPlace[];
  readonly parties: readonly TmfParty[];
  /** the work of the first item */
  readonly workWord: string;
  readonly slot: { readonly start: string | undefined; readonly end: string | undefined };
  readonly characteristics: readonly NamedValue[];
  readonly unread: readonly Unread[];
};

/** `PlaceRefOrValue` with the members of a geographic address (TMF673) that senders put beside it. */
export type TmfPlace = {
  readonly name: string | undefined;
  readonly stateOrProvince: string | undefined;
  readonly city: string | undefined;
  readonly district: string | undefined;
  readonly streetName: string | undefined;
  readonly streetNr: string | undefined;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
};

export type TmfParty = {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly role: string | undefined;
  /** texts that stand where a phone number stands, as they came */
  readonly phones: readonly string[];
};

const mostItems = 100;
const longestExternalId = 120;

/** `input.invalid` when the body is no work order at all. */
export function readTmf(body: unknown, utcOffsetMinutes: number): Result<TmfGiven> {
  const invalid = (where: string) => refused(problem('input.invalid', { where }));
  if (!isObject(body)) return invalid('workOrder');
  const sent = body.workOrderItem;
  const items = Array.isArray(sent) ? sent : isObject(sent) ? [sent] : [];
  if (items.length === 0 || items.length > mostItems || !items.every(isObject)) return invalid('workOrderItem');
  const read = bodyReader(utcOffsetMinutes);
  const externalId = read.text(body.externalId, 'externalId');
  // Two long numbers that differ in their last digits are one number to every reader of JSON: their orders would be taken for one.
  const isRounded = typeof body.externalId === 'number' && !Number.isSafeInteger(body.externalId);
  if (read.unread.length > 0 || isRounded || !isName(externalId)) return invalid('externalId');
  const works = items.map((item, index) => ({
    item,
    at: `workOrderItem[${index}]`,
    work: read.object(item.work, `workOrderItem[${index}].work`) ?? {},
  }));
  const first = works[0]?.work ?? {};
  const slot = read.object(first.deliveryTimeSlot, 'deliveryTimeSlot');
  const notesOf = (value: Json | undefined, path: string): readonly string[] =>
    read.objects(value, path).flatMap((note, index) => read.text(note.text, `${path}[${index}].text`) ?? []);
  return ok({
    externalId,
    description: read.text(body.description, 'description'),
    priority: read.line(body.priority, 'priority'),
    notificationContact: read.line(body.notificationContact, 'notificationContact'),
    orderDate: read.moment(body.orderDate, 'orderDate'),
    requestedStartDate: read.moment(body.requestedStartDate, 'requestedStartDate'),
    requestedCompletionDate: read.moment(body.requestedCompletionDate, 'requestedCompletionDate'),
    notes: [
      ...notesOf(body.note, 'note'),
      ...works.flatMap(({ work, item, at }) => [
        ...notesOf(work.note, `${at}.work.note`),
        ...notesOf(item.note, `${at}.note`),
      ]),
    ],
    descriptions: works.flatMap(({ item, work, at }) =>
      [read.text(item.description, `${at}.description`), read.text(work.description, `${at}.work.description`)].filter(
        (one) => one !== undefined,
      ),
    ),
    places: [...placesOf(read, body.place, 'place'), ...placesOf(read, first.place, 'work.place')],
    parties: [
      ...partiesOf(read, body.relatedParty, 'relatedParty'),
      ...partiesOf(read, first.relatedParty, 'work.relatedParty'),
    ],
    workWord: wordOf(read, first),
    slot: {
      start: read.moment(slot?.startDateTime, 'deliveryTimeSlot.startDateTime'),
      end: read.moment(slot?.endDateTime, 'deliveryTimeSlot.endDateTime'),
    },
    characteristics: works.flatMap(({ work, at }) => characteristicsOf(read, work, `${at}.work.workCharacteristic`)),
    unread: read.unread,
  });
}

/** An external id names an order for good and is printed and exported: no signs that cannot be seen, and not too long to be stored. */
const isName = (externalId: string | undefined): boolean =>
  externalId === undefined ||
  (externalId.length <= longestExternalId && !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(externalId));

function wordOf(read: BodyReader, work: JsonObject): string {
  const specification = read.object(work.workSpecification, 'workSpecification');
  return (
    read.line(specification?.id, 'workSpecification.id') ??
    read.line(work.name, 'work.name') ??
    read.line(specification?.name, 'workSpecification.name') ??
    ''
  );
}

function characteristicsOf(read: BodyReader, work: JsonObject, path: string): readonly NamedValue[] {
  return read.objects(work.workCharacteristic, path).flatMap((one, index) => {
    const name = read.line(one.name, `${path}[${index}].name`);
    return name === undefined || one.value === undefined ? [] : [{ name, value: one.value }];
  });
}

function placesOf(read: BodyReader, value: Json | undefined, path: string): readonly TmfPlace[] {
  return read.objects(value, path).map((place) => {
    const point = read.object(place.geographicLocation, `${path}.geographicLocation`);
    // A location that is a list of points (TMF675) is a shape that we do not read, and say so.
    const coordinate = (named: Json | undefined, plain: Json | undefined, name: string): number | undefined =>
      read.number(named ?? plain, `${path}.geographicLocation.${name}`);
    return {
      name: read.line(place.name, `${path}.name`),
      stateOrProvince: read.line(place.stateOrProvince, `${path}.stateOrProvince`),
      city: read.line(place.city, `${path}.city`),
      district: read.line(place.district ?? place.locality, `${path}.district`),
      streetName: read.line(place.streetName, `${path}.streetName`),
      streetNr: read.line(place.streetNr, `${path}.streetNr`),
      latitude: coordinate(point?.latitude, point?.y, 'latitude'),
      longitude: coordinate(point?.longitude, point?.x, 'longitude'),
    };
  });
}

/** Members under which senders put a number, in the medium, its characteristic, or the party itself. */
export const phoneMember = /phone|mobile|telephone|^tel$|^number$|手机|电话/i;

function partiesOf(read: BodyReader, value: Json | undefined, path: string): readonly TmfParty[] {
  return read.objects(value, path).map((party) => {
    const media = read.objects(party.contactMedium, `${path}.contactMedium`);
    const preferredFirst = media.toSorted((a, b) => Number(b.preferred === true) - Number(a.preferred === true));
    const holders = preferredFirst.flatMap((medium) => [
      read.object(medium.characteristic, `${path}.contactMedium.characteristic`) ?? {},
      medium,
    ]);
    return {
      id: read.line(party.id, `${path}.id`),
      name: read.line(party.name, `${path}.name`),
      role: read.line(party.role, `${path}.role`),
      phones: [...holders, party].flatMap((holder) =>
        Object.entries(holder).flatMap(([member, sent]) =>
          phoneMember.test(member) ? phoneTexts(read, sent, `${path}.${member}`) : [],
        ),
      ),
    };
  });
}

/** A number is sent as text, as a JSON number, as a list of them, or as an object that has it in `number`. */
function phoneTexts(read: BodyReader, sent: Json, path: string): readonly string[] {
  if (Array.isArray(sent)) return sent.flatMap((one) => phoneTexts(read, one, path));
  if (isObject(sent))
    return Object.entries(sent).flatMap(([member, value]) =>
      phoneMember.test(member) || member === 'value' ? phoneTexts(read, value, `${path}.${member}`) : [],
    );
  const text = read.line(sent, path);
  return text === undefined ? [] : [text];
}

/** Stands where a name or an address must stand and none was sent; the field is in `missing`, and the intake list counts it as empty. */
export const missingText = '—';
