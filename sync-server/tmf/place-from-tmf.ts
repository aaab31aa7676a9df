import type { Place } from '../../domain/documents/work-order.ts';
import { cutText } from '../../domain/text/cut.ts';
import { missingText, type TmfPlace } from './tmf-shape.ts';

type PlaceRead = { readonly value: Place; readonly missing: readonly string[]; readonly remarks: readonly string[] };

/** The longest texts that `Place` holds, in UTF-16 units. */
const most = { address: 300, district: 60 } as const;

/** The address in one line, its district and, where both coordinates are there and possible, its WGS-84 position. */
export function placeFrom(places: readonly TmfPlace[]): PlaceRead {
  const place = places.find((one) => addressOf(one) !== '');
  const whole = place ? addressOf(place) : '';
  const address = cutText(whole, most.address);
  const position = place ? positionOf(place) : null;
  return {
    value: {
      address: address || missingText,
      district: place ? cutText(districtOf(place, address), most.district) : '',
      ...position?.value,
      area: 'urban',
    },
    missing: [
      ...(address ? [] : ['place.address']),
      ...(position?.unfit === undefined ? [] : ['place.latitude', 'place.longitude']),
    ],
    remarks: [
      ...(address === whole ? [] : [`address: ${whole}`]),
      ...(position?.unfit === undefined ? [] : [`geographicLocation: ${position.unfit}`]),
    ],
  };
}

function addressOf(place: TmfPlace): string {
  const composed = [place.stateOrProvince, place.city, place.district, place.streetName, place.streetNr];
  const street = place.streetName === undefined ? '' : composed.filter(Boolean).join('');
  return place.name ?? street;
}

function districtOf(place: TmfPlace, address: string): string {
  const found = /([^省市\s\d]{1,6}?(?:开发区|新区|区|县))/.exec(address)?.[1];
  return place.district ?? found ?? '';
}

/** A pair of zeros is what senders write who have no position; it lies in the Gulf of Guinea. */
function positionOf({ latitude, longitude }: TmfPlace): {
  readonly value?: { readonly latitude: number; readonly longitude: number };
  readonly unfit?: string;
} {
  if (latitude === undefined && longitude === undefined) return {};
  const isPlace =
    latitude !== undefined &&
    longitude !== undefined &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    !(latitude === 0 && longitude === 0);
  return isPlace ? { value: { latitude, longitude } } : { unfit: `${latitude ?? '—'}, ${longitude ?? '—'}` };
}
