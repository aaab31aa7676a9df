import type { ReportInput } from '../../report/input.ts';
import { type Report, renderReport } from '../../report/render.ts';
import { type Copies, makeCopies, makePaperCopy } from './copies.ts';
import { type CameraFacts, readCameraFacts } from './exif.ts';
import type { StripText } from './strip.ts';

/** The heavy work of the station, each a function of its argument: it runs in a thread of its own. */
export const jobs = {
  cameraFacts: ({ picture }: { readonly picture: Uint8Array }): Promise<CameraFacts> => readCameraFacts(picture),
  /** null: no readable picture */
  copies: ({ picture, strip }: { readonly picture: Uint8Array; readonly strip: StripText }): Promise<Copies | null> =>
    makeCopies(Buffer.from(picture), strip),
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
