import type { ValueOf } from '../../../bridge/contract.ts';
import type { StationCalls } from '../../../bridge/station.ts';
import type { EventOf } from '../../../domain/documents/event.ts';
import { type EvidenceDocument, evidenceId as evidenceIdOf } from '../../../domain/documents/evidence.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { OrderView } from '../../../forms/engine/types.ts';
import type { Desk, OrderAtHand } from '../context.ts';
import { zoneInUse } from '../device/time-zone.ts';
import { hashOf } from '../evidence/files.ts';
import { darkroomOf } from '../evidence/room.ts';
import { drawReport } from './draw.ts';
import type { ReportPhoto } from './input.ts';
import { coversOf, lastReport, type Maker, reportedEvidence, reportInput } from './input-of.ts';

type Made = ValueOf<StationCalls['report.make']>;

/**
 * Makes the completion report of what the order is now and keeps it for good: the bytes first, then evidence document and
 * `reportMade` in one write. After rework it makes the next one, which names the one before.
 */
export function makeReport(desk: Desk, orderId: string, requestKey: string | undefined): Promise<Result<Made>> {
  // One at a time: a second press while the first renders finds that report, and makes no other. The lane is not the order's
  // own, which `writeEvent` takes.
  return desk.exclusively(`report:${orderId}`, () => makeOne(desk, orderId, requestKey));
}

async function makeOne(desk: Desk, orderId: string, requestKey: string | undefined): Promise<Result<Made>> {
  const before = await desk.written(orderId, requestKey);
  if (before?.type === 'event' && before.kind === 'reportMade') return madeBefore(desk, before);
  const order = await desk.writable(orderId);
  if (!order.ok) return order;
  if (order.value.view.fold.signOff === null) return refused(problem('report.nothingToReport'));
  const unchanged = await sameAsLast(desk, order.value);
  if (unchanged) return unchanged;

  const room = darkroomOf(desk);
  const { view } = order.value;
  // What is fetched for the report must still be here when it is read.
  const photos = await room.files.gate.naming(() => photosOf(desk, view));
  const madeAt = new Date(desk.clock.now()).toISOString();
  const input = reportInput(order.value, photos, makerOf(desk, madeAt));
  const report = await drawReport(room.studio, input);
  const bytes = Buffer.from(report.bytes);
  const sha256 = hashOf(bytes);
  const document: EvidenceDocument = {
    _id: evidenceIdOf(orderId, desk.makeId()),
    type: 'evidence',
    schemaVersion: 1,
    createdBy: desk.technicianId,
    orderId,
    deviceId: desk.deviceId,
    slot: 'report',
    sha256,
    bytes: bytes.length,
    mediaType: 'application/pdf',
    takenAt: madeAt,
    source: 'made',
  };
  const { report: n, covers, replaces } = input;
  const payload = {
    report: n,
    evidenceId: document._id,
    sha256,
    covers: [...covers],
    ...(replaces ? { replaces: replaces.sha256 } : {}),
  };
  const options = { requestKey, also: () => [document] };
  const written = await room.files.gate.naming(async () => {
    // Belongs to the sign-off: it may use the reserve.
    await desk.reserve.spend(async () => {
      await room.files.keep(sha256, bytes);
      await room.expect(document._id, orderId);
    });
    return room.keepPromise(document._id, () => desk.writeEvent(orderId, 'reportMade', payload, options));
  });
  return written.ok ? ok({ evidenceId: document._id, sha256, bytes: bytes.length, report: n }) : written;
}

async function madeBefore(desk: Desk, { orderId, payload }: EventOf<'reportMade'>): Promise<Result<Made>> {
  const order = await desk.order(orderId);
  const bytes = order.ok
    ? order.value.view.evidence.find(({ id }) => id === payload.evidenceId)?.document.bytes
    : undefined;
  return ok({ evidenceId: payload.evidenceId, sha256: payload.sha256, bytes: bytes ?? 0, report: payload.report });
}

/** A second press without anything new answers the report that is there; its own events do not make it new. */
async function sameAsLast(desk: Desk, { view }: OrderAtHand): Promise<Result<Made> | null> {
  const last = lastReport(view);
  if (!last) return null;
  const now = coversOf(view);
  const then = new Set(last.payload.covers);
  if (now.length !== then.size || now.some((id) => !then.has(id))) return null;
  return madeBefore(desk, last);
}

/** The photos of the manifest with their bytes; one whose bytes are on another device and cannot be had is left to the list of hashes. */
async function photosOf(desk: Desk, view: OrderView): Promise<readonly ReportPhoto[]> {
  const { files } = darkroomOf(desk);
  const photos: ReportPhoto[] = [];
  for (const item of reportedEvidence(view)) {
    await desk.evidence().file(item.id, 'view');
    const picture = await files.read(item.document.sha256);
    photos.push({ item, picture: picture ?? new Uint8Array() });
  }
  return photos;
}

/** A number that a customer may call; the newest settings count, no order pins them. */
function hotlineOf(desk: Desk): string | null {
  const hotline = desk.newestSettings('customerService').customerService?.values.hotline;
  return typeof hotline === 'string' && hotline.trim() !== '' ? hotline : null;
}

function makerOf(desk: Desk, madeAt: string): Maker {
  return {
    people: desk.people(),
    technician: desk.technicianName,
    technicianId: desk.technicianId,
    deviceId: desk.deviceId,
    languages: desk.settings().language === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en'],
    timeZone: zoneInUse().name,
    timeZoneAssumed: zoneInUse().assumed,
    madeAt,
    hotline: hotlineOf(desk),
  };
}
