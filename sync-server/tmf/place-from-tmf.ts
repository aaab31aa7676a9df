import type { Place } from '../../domain/documents/work-order.ts';
import { missingText, type TmfPlace } from './tmf-shape.ts';

/** The address in one line, its district and, where both coordinates are there and possible, its WGS-84 position. */
export function placeFrom(places: readonly TmfPlace[]): { readonly value: Place; readonly missing: readonly string[] } {
  const place = places.find((one) => addressOf(one) !== '');
  const address = place ? addressOf(place).slice(0, 300) : '';
  const position = place ? positionOf(place) : {};
  return {
    value: {
      address: address || missingText,
      district: place ? districtOf(place, address) : '',
      ...position,
      area: 'urban',
    },
    missing: address ? [] : ['place.address'],
  };
}

function addressOf(place: TmfPlace): string {
  const composed = [
    place.stateOrProvince,
    place.city,
    place.district ?? place.locality,
    place.streetName,
    place.streetNr,
  ];
  const street = place.streetName?.trim() ? composed.filter(Boolean).join('') : '';
  return (place.name?.trim() || street).trim();
}

function districtOf(place: TmfPlace, address: string): string {
  const named = place.district ?? place.locality;
  const found = /([^省市\s\d]{1,6}?(?:开发区|新区|区|县))/.exec(address)?.[1];
  return (named?.trim() || found || '').slice(0, 60);
}

function positionOf(place: TmfPlace): { latitude?: number; longitude?: number } {
  const point = place.geographicLocation;
  const latitude = point?.latitude ?? point?.y;
  const longitude = point?.longitude ?? point?.x;
  if (latitude === undefined || longitude === undefined) return {};
  const possible = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return possible ? { latitude, longitude } : {};
}
