import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Position } from '../../../domain/documents/base.ts';
import { jumpKmh } from '../../../domain/evidence/jump.ts';
import { hashDistance, isTelling, type ParsedHash, parseHash } from '../../../domain/evidence/look-alike.ts';
import type { Log } from '../context.ts';
import type { PhotoSettings } from './pictures/check.ts';

/** One picture that this device took for this technician. */
const Line = z.object({
  id: z.string(),
  originalSha256: z.string(),
  dHash: z.string(),
  position: Position.optional(),
});
export type TakenPicture = z.infer<typeof Line>;

/**
 * What this device has taken, to compare the next picture with: across slots and orders, after a restart too. Only an index: flushed as
 * everything that a save writes, but where it is lost the office still finds what looks alike (ADR 0016).
 */
export type Taken = {
  /** the evidence whose picture looks the same; never one of `except` */
  readonly lookAlike: (
    picture: Pick<TakenPicture, 'originalSha256' | 'dHash'>,
    settings: PhotoSettings,
    except: ReadonlySet<string>,
  ) => string | null;
  /** km/h from this device's last fix; null where one of the two says nothing */
  readonly jumpTo: (position: Position | undefined) => number | null;
  readonly remember: (picture: TakenPicture) => Promise<void>;
};

/** More than a technician takes in a year. */
const mostKept = 20_000;

export async function openTaken(folder: string, log: Log): Promise<Taken> {
  const file = path.join(folder, 'taken.ndjson');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pictures = text
    .split('\n')
    .slice(-mostKept)
    .flatMap(readLine)
    .map((one) => ({ ...one, hash: parseHash(one.dHash) }));
  let lastFix = pictures.findLast(({ position }) => position !== undefined)?.position ?? null;

  return {
    lookAlike: ({ originalSha256, dHash }, settings, except) => {
      const hash = parseHash(dHash);
      const telling = isTelling(hash, settings.tellingBitsMin);
      const isSame = (one: { originalSha256: string; hash: ParsedHash }): boolean =>
        one.originalSha256 === originalSha256 || (telling && hashDistance(one.hash, hash) <= settings.sameBitsMax);
      return pictures.findLast((one) => !except.has(one.id) && isSame(one))?.id ?? null;
    },
    jumpTo: (position) => (lastFix === null || position === undefined ? null : jumpKmh(lastFix, position)),
    remember: async (picture) => {
      pictures.push({ ...picture, hash: parseHash(picture.dHash) });
      lastFix = picture.position ?? lastFix;
      await appendFile(file, `${JSON.stringify(picture)}\n`, { flush: true }).catch((error: unknown) =>
        log.warn({ err: error }, 'the index of pictures taken was not written'),
      );
    },
  };
}

/** A kill tears the last line at most; it is passed over. */
function readLine(line: string): readonly TakenPicture[] {
  try {
    const read = Line.safeParse(JSON.parse(line));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}
