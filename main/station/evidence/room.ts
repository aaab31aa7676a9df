import { open } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceDocument } from '../../../domain/documents/evidence.ts';
import { orderIdOf } from '../../../domain/documents/work-order.ts';
import { makeFlushedFolder } from '../../../storage/flushed-file.ts';
import type { Desk, EvidenceFile, EvidenceRoom, OpenEvidence } from '../context.ts';
import type { Darkroom } from './add.ts';
import { fetchFromOffice } from './fetch-from-office.ts';
import { type EvidenceFiles, openFiles } from './files.ts';
import { startsFast } from './fork-hand.ts';
import { limits } from './limits.ts';
import { pictureTypeOf, tellingBytes } from './pictures/media-type.ts';
import { spaceIn } from './space.ts';
import { openStudio } from './studio.ts';
import { openTaken } from './taken.ts';
import { openMarkers } from './uploads/markers.ts';
import { openUploads } from './uploads/uploads.ts';

/** Rooms by the desk they belong to: the handlers of this folder and of the report find theirs here. */
const darkrooms = new WeakMap<EvidenceRoom, Darkroom>();

/** Opened with the desk: the files, the process for pictures, the queue of uploads. */
export const openEvidence: OpenEvidence = async (desk, changed) => {
  const folder = path.join(desk.folder, 'evidence');
  const files = openFiles(folder);
  const studio = openStudio(desk.shell.startHand);
  await makeFlushedFolder(folder);
  const taken = await openTaken(folder, desk.log);
  const uploads = await openUploads(desk, files, openMarkers(path.join(folder, 'pending')), changed);
  const stopListening = desk.onOrdersChanged(uploads.ordersChanged);
  let warming: NodeJS.Timeout | undefined;
  // Not while the order's own screen is being drawn, and not by every test that opens an order.
  const photoAhead = (): void => {
    if (!startsFast) return;
    clearTimeout(warming);
    warming = setTimeout(studio.warm, limits.warmAfterMs).unref();
  };
  const room: EvidenceRoom = {
    items: uploads.items,
    wake: uploads.wake,
    retry: uploads.retry,
    sendNow: uploads.sendNow,
    linkFound: uploads.linkFound,
    networkChanged: uploads.networkChanged,
    photoAhead,
    file: (evidenceId, variant) => fileOf(desk, files, evidenceId, variant),
    close: async () => {
      stopListening();
      clearTimeout(warming);
      await uploads.close();
      await studio.close();
    },
  };
  darkrooms.set(room, {
    files,
    studio,
    taken,
    space: () => spaceIn(desk.folder, desk.limits),
    expect: uploads.expect,
    keepPromise: async (evidenceId, write) => {
      try {
        const written = await write();
        if (!written.ok) await uploads.forget(evidenceId);
        return written;
      } catch (error) {
        uploads.doubt(evidenceId);
        throw error;
      } finally {
        changed();
        desk.nudge();
        uploads.wake();
      }
    },
  });
  return room;
};

/** What handlers of this desk work with. */
export function darkroomOf(desk: Desk): Darkroom {
  const room = darkrooms.get(desk.evidence());
  if (!room) throw new Error('the evidence room of this desk is not open');
  return room;
}

/** The bytes of a photo or report; what another device took is fetched once and kept. Null: neither here nor to be had. */
async function fileOf(
  desk: Desk,
  files: EvidenceFiles,
  evidenceId: string,
  variant: 'thumbnail' | 'view' | 'original',
): Promise<EvidenceFile | null> {
  const orderId = orderIdOf(evidenceId);
  const order = orderId === null ? null : await desk.order(orderId);
  if (!order?.ok) return null;
  const document = order.value.documents.find((found) => found._id === evidenceId);
  if (document?.type !== 'evidence') return null;
  for (const { sha256, mediaType } of wantedOf(document, variant)) {
    if (!(await files.has(sha256))) {
      const fetched = await fetchFromOffice(desk, document.orderId, sha256);
      if (!fetched) continue;
      await files.keep(sha256, fetched);
    }
    return { path: files.pathOf(sha256), mediaType: mediaType ?? (await sniff(files.pathOf(sha256))) };
  }
  return null;
}

/** `mediaType` null: whatever the camera wrote, told by its first bytes. */
type Wanted = { readonly sha256: string; readonly mediaType: string | null };

/** Where the variant is missing, the picture itself is shown instead. */
function wantedOf(document: EvidenceDocument, variant: 'thumbnail' | 'view' | 'original'): readonly Wanted[] {
  const view = { sha256: document.sha256, mediaType: document.mediaType };
  if (variant === 'thumbnail' && document.thumbnailSha256)
    return [{ sha256: document.thumbnailSha256, mediaType: 'image/webp' }, view];
  if (variant === 'original' && document.originalSha256)
    return [{ sha256: document.originalSha256, mediaType: null }, view];
  return [view];
}

async function sniff(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tellingBytes), 0, tellingBytes, 0);
    return pictureTypeOf(buffer.subarray(0, bytesRead)) ?? 'application/octet-stream';
  } finally {
    await handle.close();
  }
}
