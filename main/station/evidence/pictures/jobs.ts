import type { ReportInput } from '../../report/input.ts';
import { type Report, renderReport } from '../../report/render.ts';
import { decodeBase64 } from './base64.ts';
import type { PhotoSettings } from './check.ts';
import { type Copies, makeCopies, makePaperCopy } from './copies.ts';
import { type CameraFacts, readCameraFacts } from './exif.ts';
import { pictureTypeOf } from './media-type.ts';
import type { StripText } from './strip.ts';

export type Intake = { readonly bytes: Uint8Array; readonly camera: CameraFacts };
type CopiesArgument = {
  readonly picture: Uint8Array;
  readonly strip: StripText;
  readonly settings: PhotoSettings | null;
};

/** The heavy work of the station, each a function of its argument: it runs in a thread of its own. */
export const jobs = {
  /** the picture of a call, with what its camera wrote; null: no picture */
  intake: async ({ base64 }: { readonly base64: string }): Promise<Intake | null> => {
    const bytes = decodeBase64(base64);
    if (!bytes || pictureTypeOf(bytes) === null) return null;
    return { bytes, camera: await readCameraFacts(bytes) };
  },
  /** null: no readable picture */
  copies: ({ picture, strip, settings }: CopiesArgument): Promise<Copies | null> =>
    makeCopies(Buffer.from(picture), strip, settings),
  report: async ({ input }: { readonly input: ReportInput }): Promise<Report> => {
    const photos = await Promise.all(
      input.photos.map(async ({ item, picture }) => ({
        item,
        picture: (await makePaperCopy(Buffer.from(picture))) ?? picture,
      })),
    );
    return renderReport({ ...input, photos });
  },
} as const;

export type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type JobArgument<K extends JobName> = Parameters<Jobs[K]>[0];
export type JobValue<K extends JobName> = Awaited<ReturnType<Jobs[K]>>;
