import { type HttpRequest, Upload } from 'tus-js-client';
import { evidenceUploadPath } from '../../../../bridge/office.ts';
import { uploadLimits } from '../limits.ts';
import type { Parcel } from './outstanding.ts';
import type { Pace } from './pace.ts';

export type Sending = {
  readonly officeUrl: string;
  readonly authorization: string;
  readonly parcel: Parcel;
  readonly bytes: Buffer;
  /** where an earlier try had got to; its offset is asked first */
  readonly uploadUrl: string | undefined;
  readonly pace: Pace;
  /** told as soon as the office has opened the upload; the first byte waits until it is on the disk */
  readonly opened: (uploadUrl: string) => void;
  readonly progress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends one file by tus; resolves when the office has answered for its last byte.
 * @throws what tus says of a refusal or a cut; `SilentLink` when nothing moved for 20 s
 */
export function send({
  officeUrl,
  authorization,
  parcel,
  bytes,
  uploadUrl,
  pace,
  opened,
  progress,
  signal,
}: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    let watch: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(watch);
      signal.removeEventListener('abort', onAbort);
    };
    const give = (error: Error): void => {
      end();
      // The promise of abort() is about the request alone; its failure says nothing that we do not know.
      upload.abort().catch(() => undefined);
      reject(error);
    };
    const onAbort = (): void => give(new SilentLink('stopped'));
    const alive = (): void => {
      clearTimeout(watch);
      watch = setTimeout(
        () => give(new SilentLink(`no answer for ${uploadLimits.silentMs} ms`)),
        uploadLimits.silentMs,
      );
    };
    const upload = new Upload(bytes, {
      endpoint: new URL(evidenceUploadPath, officeUrl).href,
      ...(uploadUrl ? { uploadUrl } : {}),
      chunkSize: pace.chunk(),
      retryDelays: null,
      // A thumbnail goes with its creation: one round trip.
      uploadDataDuringCreation: parcel.kind === 'thumbnail',
      storeFingerprintForResuming: false,
      headers: { Authorization: authorization },
      metadata: { orderId: parcel.orderId, evidenceId: parcel.evidenceId, sha256: parcel.sha256, kind: parcel.kind },
      onBeforeRequest: (_request: HttpRequest) => alive(),
      onProgress: alive,
      onUploadUrlAvailable: () => {
        if (upload.url && upload.url !== uploadUrl) opened(upload.url);
      },
      onChunkComplete: (_size, accepted) => {
        upload.options.chunkSize = pace.success();
        progress(accepted);
      },
      onSuccess: () => {
        end();
        resolve();
      },
      onError: give,
    });
    signal.addEventListener('abort', onAbort);
    alive();
    upload.start();
  });
}

/** Nothing moved, or we were told to stop: the link's fault, not the file's. */
export class SilentLink extends Error {}
