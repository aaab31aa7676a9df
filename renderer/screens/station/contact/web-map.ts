import type { Place } from '../../../../domain/documents/work-order.ts';

/** `geo:` takes WGS-84 as stored; null where dispatch knows no position. */
export function geoLink({ latitude, longitude, address }: Place): string | null {
  if (latitude === undefined || longitude === undefined) return null;
  return `geo:${latitude},${longitude}?q=${latitude},${longitude}(${encodeURIComponent(address)})`;
}

/**
 * The address of the configured web map. Holes: `{lat}`, `{lng}`, `{address}`. Null: none is configured, or it is not https;
 * `noPosition`: it wants a position that the order does not have.
 */
export function webMapLink(template: string | null, place: Place): string | null | 'noPosition' {
  if (template === null || !/^https:\/\//i.test(template)) return null;
  const { latitude, longitude, address } = place;
  const lacks = latitude === undefined || longitude === undefined;
  if (lacks && /\{(?:lat|lng)\}/.test(template)) return 'noPosition';
  const filled = template
    .replaceAll('{lat}', String(latitude))
    .replaceAll('{lng}', String(longitude))
    .replaceAll('{address}', encodeURIComponent(address));
  return URL.canParse(filled) && new URL(filled).protocol === 'https:' ? filled : null;
}
