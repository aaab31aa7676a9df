import type { OfficeSummary, SamePicture } from '../../bridge/office.ts';
import { hashDistance, isTelling, type ParsedHash, parseHash } from '../../domain/evidence/look-alike.ts';
import type { OrderView, SettingsByKey } from '../../forms/engine/types.ts';

/** What a row keeps of each picture that counts: evidence id, dHash, the beginning of the original's sha256. */
export type RowPicture = readonly [id: string, dHash: string, original: string];

/** Withdrawn ones do not count; what came along from a raising order is the same picture on purpose. */
export const picturesOf = (view: OrderView): readonly RowPicture[] =>
  view.evidence.flatMap(({ id, document, withdrawn }): readonly RowPicture[] =>
    withdrawn === null && document.source !== 'carried' && document.dHash !== undefined
      ? [[id, document.dHash, (document.originalSha256 ?? document.sha256).slice(0, 16)]]
      : [],
  );

/** What is compared of a row. */
type Pictured = {
  readonly summary: Pick<OfficeSummary, 'orderId' | 'number'>;
  readonly pictures: readonly RowPicture[];
};

type Parsed = { readonly id: string; readonly hash: ParsedHash; readonly original: string };
const parsed = new WeakMap<Pictured, readonly Parsed[]>();

function parsedOf(row: Pictured): readonly Parsed[] {
  const known = parsed.get(row);
  if (known !== undefined) return known;
  const made = row.pictures.map(([id, dHash, original]) => ({ id, hash: parseHash(dHash), original }));
  parsed.set(row, made);
  return made;
}

/** At most this many a picture: one look-alike is enough to ask. */
const mostEach = 3;

/**
 * Pictures of one order that look like one of this or any other order, by the numbers of the newest settings `photo`. Every picture of
 * every order is compared: 15 ms for 6 pictures among 60 000, 150 ms the first time (measured).
 */
export function samePictures(
  orderId: string,
  rows: Iterable<Pictured>,
  settings: SettingsByKey,
): readonly SamePicture[] {
  const { sameBitsMax, tellingBitsMin } = settings.photo?.values ?? {};
  if (typeof sameBitsMax !== 'number' || typeof tellingBitsMin !== 'number') return [];
  const all = [...rows];
  const own = all.filter(({ summary }) => summary.orderId === orderId).flatMap(parsedOf);
  const found = new Map<string, SamePicture[]>(own.map(({ id }) => [id, []]));
  const telling = new Set(own.filter(({ hash }) => isTelling(hash, tellingBitsMin)).map(({ id }) => id));
  if (own.length === 0) return [];
  for (const row of all)
    for (const other of parsedOf(row))
      for (const one of own) {
        if (one.id === other.id) continue;
        const isSame =
          one.original === other.original || (telling.has(one.id) && hashDistance(one.hash, other.hash) <= sameBitsMax);
        if (!isSame) continue;
        const { orderId: otherOrder, number } = row.summary;
        found.get(one.id)?.push({ evidenceId: one.id, otherId: other.id, orderId: otherOrder, number });
      }
  // The oldest first, so that every office names the same ones: rows stand in the order in which they came.
  const oldest = (a: SamePicture, b: SamePicture): number =>
    `${a.orderId} ${a.otherId}` < `${b.orderId} ${b.otherId}` ? -1 : 1;
  return [...found.values()].flatMap((list) => list.sort(oldest).slice(0, mostEach));
}
