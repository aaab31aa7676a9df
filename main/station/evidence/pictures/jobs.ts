import { problem } from '../../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../../domain/result.ts';
import type { ReportInput } from '../../report/input.ts';
import { type Report, renderReport } from '../../report/render.ts';
import { decodeBase64 } from './base64.ts';
import type { PhotoSettings } from './check.ts';
import { type Copies, makeCopies, makePaperCopy } from './copies.ts';
import { pictureHead } from './decode.ts';
import { type CameraFacts, readCameraFacts } from './exif.ts';
import type { StripText } from './strip.ts';

export type Intake = { readonly bytes: Uint8Array; readonly camera: CameraFacts };
type CopiesArgument = {
  readonly picture: Uint8Array;
  readonly strip: StripText;
  readonly settings: PhotoSettings | null;
};

/** The heavy work of the station, each a function of its argument: it runs in a process of its own. */
export const jobs = {
  /** the picture of a call, with what its camera wrote */
  intake: async ({ base64 }: { readonly base64: string }): Promise<Result<Intake>> => {
    const bytes = decodeBase64(base64);
    if (!bytes) return refused(problem('evidence.notAPicture'));
    const head = pictureHead(bytes);
    return head.ok ? ok({ bytes, camera: await readCameraFacts(bytes) }) : head;
  },
  copies: ({ picture, strip, settings }: CopiesArgument): Promise<Result<Copies>> =>
    makeCopies(bufferOf(picture), strip, settings),
  /** null: no picture that can be printed */
  paper: ({ picture }: { readonly picture: Uint8Array }): Promise<Uint8Array | null> =>
    makePaperCopy(bufferOf(picture)),
  /** `copied`: the photos are paper copies already. A photo that cannot be printed is said to be so in the report. */
  report: async ({ input, copied }: { readonly input: ReportInput; readonly copied: boolean }): Promise<Report> => {
    if (copied) return renderReport(input);
    const photos = await Promise.all(
      input.photos.map(async (photo) => ({
        ...photo,
        picture:
          photo.picture === null || photo.picture.length === 0
            ? photo.picture
            : await makePaperCopy(bufferOf(photo.picture)),
      })),
    );
    return renderReport({ ...input, photos });
  },
} as const;

/** A view of these bytes, because a copy of 60 MB would be one too many. */
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

export type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type JobArgument<K extends JobName> = Parameters<Jobs[K]>[0];
export type JobValue<K extends JobName> = Awaited<ReturnType<Jobs[K]>>;
