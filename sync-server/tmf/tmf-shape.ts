import { z } from 'zod';
import { JsonValue } from '../../domain/documents/base.ts';

/**
 * What we read of a TMF697 v4 `WorkOrder_Create`. TMF bodies are open: unknown members are kept out of our way, never refused.
 * Systems in the field write lists where the specification has one (`note`, `place`) and the reverse, so both are read.
 */
const text = z.string().max(4000);
const oneOrMany = <T extends z.ZodType>(shape: T) =>
  z.union([z.array(shape).max(200), shape.transform((one) => [one])]);
const dateTime = z.iso.datetime({ offset: true });

export const TmfCharacteristic = z.looseObject({ name: z.string().max(200), value: JsonValue });

const GeographicPoint = z.looseObject({
  latitude: z.coerce.number().optional(),
  longitude: z.coerce.number().optional(),
  x: z.coerce.number().optional(),
  y: z.coerce.number().optional(),
});

/** `PlaceRefOrValue` with the members of a geographic address (TMF673) that senders put beside it. */
export const TmfPlace = z.looseObject({
  id: text.optional(),
  name: text.optional(),
  stateOrProvince: text.optional(),
  city: text.optional(),
  district: text.optional(),
  locality: text.optional(),
  streetName: text.optional(),
  streetNr: text.optional(),
  geographicLocation: GeographicPoint.optional(),
});
export type TmfPlace = z.infer<typeof TmfPlace>;

export const TmfParty = z.looseObject({
  id: text.optional(),
  name: text.optional(),
  role: text.optional(),
  '@referredType': text.optional(),
  contactMedium: z
    .array(
      z.looseObject({
        mediumType: text.optional(),
        characteristic: z.looseObject({ phoneNumber: text.optional() }).optional(),
      }),
    )
    .max(20)
    .optional(),
});
export type TmfParty = z.infer<typeof TmfParty>;

const TmfNote = z.looseObject({ text: text });

const TmfWork = z.looseObject({
  name: text.optional(),
  description: text.optional(),
  workSpecification: z.looseObject({ id: text.optional(), name: text.optional() }).optional(),
  workCharacteristic: z.array(TmfCharacteristic).max(500).optional(),
  deliveryTimeSlot: z.looseObject({ startDateTime: dateTime.optional(), endDateTime: dateTime.optional() }).optional(),
  place: oneOrMany(TmfPlace).optional(),
  relatedParty: oneOrMany(TmfParty).optional(),
  note: oneOrMany(TmfNote).optional(),
});

export const TmfWorkOrderCreate = z.looseObject({
  externalId: z.string().min(1).max(120).optional(),
  description: text.optional(),
  priority: z.union([z.string().max(40), z.number()]).optional(),
  notificationContact: text.optional(),
  orderDate: dateTime.optional(),
  requestedStartDate: dateTime.optional(),
  requestedCompletionDate: dateTime.optional(),
  note: oneOrMany(TmfNote).optional(),
  place: oneOrMany(TmfPlace).optional(),
  relatedParty: oneOrMany(TmfParty).optional(),
  workOrderItem: z
    .array(
      z.looseObject({
        id: z.union([text, z.number()]).optional(),
        action: text.optional(),
        work: TmfWork.optional(),
        note: oneOrMany(TmfNote).optional(),
      }),
    )
    .min(1)
    .max(100),
});
export type TmfWorkOrderCreate = z.infer<typeof TmfWorkOrderCreate>;

/** Stands where a name or an address must stand and none was sent; the field is in `missing`, and the intake list counts it as empty. */
export const missingText = '—';
