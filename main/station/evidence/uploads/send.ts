import { type HttpRequest, type HttpResponse, Upload } from 'tus-js-client';
import { evidenceUploadPath } from '../../../../bridge/office.ts';
import { uploadLimits } from '../limits.ts';
import type { Parcel } from './outstanding.ts';
import type { Pace } from './pace.ts';
import { openPacedHttp, uploadAddress } from './paced-http.ts';

export type Sending = {
  readonly authorization: string;
  readonly parcel: Parcel;
  readonly bytes: Buffer;
  /** where an earlier try had got to; its offset is asked first */
  readonly uploadUrl: string | undefined;
  /** bytes that the office has answered for so far */
  readonly confirmed: number;
  /** an earlier try may have begun an upload whose address did not come back: asked before anything is sent */
  readonly begun: boolean;
  /** told as soon as the office has opened the upload */
  readonly opened: (uploadUrl: string) => void;
  /** bytes that the office has */
  readonly progress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
};

export type Sender = {
  /**
   * Sends one file by tus; resolves when the office has answered for its last byte.
   * @throws what tus says of a refusal or a cut; `SilentLink` when nothing moved for 20 s
   */
  readonly send: (given: Sending) => Promise<void>;
  /** Gives up what has not moved for `stalledMs`; answers whether there was something. */
  readonly leaveStalled: () => boolean;
  readonly close: () => void;
};

/** One connection to the office for files. @param quiet resolves when no document is on its way */
export function openSender(officeUrl: string, pace: Pace, quiet: () => Promise<void>): Sender {
  const { stack, close } = openPacedHttp(officeUrl, pace, quiet);
  const endpoint = new URL(evidenceUploadPath, officeUrl).href;
  let current: { movedAt: number; readonly leave: () => void } | null = null;
  return {
    close,
    send: (given) => sendOver(given),
    leaveStalled: () => {
      if (current === null || performance.now() - current.movedAt < uploadLimits.stalledMs) return false;
      current.leave();
      return true;
    },
  };

  function sendOver({ parcel, bytes, uploadUrl, confirmed, signal, ...given }: Sending): Promise<void> {
    return new Promise((resolve, reject) => {
      let watch: NodeJS.Timeout | undefined;
      const mine = {
        movedAt: performance.now(),
        leave: () => give(new SilentLink('the office was reached on another connection')),
      };
      const end = (): void => {
        clearTimeout(watch);
        if (current === mine) current = null;
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
        mine.movedAt = performance.now();
        clearTimeout(watch);
        watch = setTimeout(
          () => give(new SilentLink(`no answer for ${uploadLimits.silentMs} ms`)),
          uploadLimits.silentMs,
        );
      };
      /** The answer to a question says how far the office is. */
      const resumed = (request: HttpRequest, response: HttpResponse): void => {
        const offset = Number(response.getHeader('Upload-Offset'));
        const asked = request.getMethod() === 'HEAD' || (request.getMethod() === 'POST' && given.begun);
        if (!asked || response.getStatus() >= 300 || !Number.isFinite(offset)) return;
        pace.resumed(Math.max(0, offset - confirmed));
        given.progress(offset);
        upload.options.chunkSize = pace.chunk();
      };
      const known = uploadUrl === undefined ? null : uploadAddress(uploadUrl, officeUrl);
      const upload = new Upload(bytes, {
        endpoint,
        httpStack: stack,
        ...(known === null ? {} : { uploadUrl: known }),
        chunkSize: given.begun && known === null ? 0 : pace.chunk(),
        retryDelays: null,
        // The first bytes go with the creation: a round trip less for each file.
        uploadDataDuringCreation: true,
        storeFingerprintForResuming: false,
        headers: { Authorization: given.authorization },
        metadata: { orderId: parcel.orderId, evidenceId: parcel.evidenceId, sha256: parcel.sha256, kind: parcel.kind },
        onBeforeRequest: (_request: HttpRequest) => alive(),
        onAfterResponse: resumed,
        onProgress: alive,
        onUploadUrlAvailable: () => {
          if (upload.url === null) return;
          // A proxy may have written the name of an inner host into it.
          upload.url = uploadAddress(upload.url, officeUrl);
          if (upload.url !== null && upload.url !== uploadUrl) given.opened(upload.url);
        },
        onChunkComplete: (_size, accepted) => {
          upload.options.chunkSize = pace.chunk();
          given.progress(accepted);
        },
        onSuccess: () => {
          end();
          resolve();
        },
        onError: give,
      });
      signal.addEventListener('abort', onAbort);
      current = mine;
      alive();
      upload.start();
    });
  }
}

/** Nothing moved, or we were told to stop: the link's fault, not the file's. */
export class SilentLink extends Error {}
