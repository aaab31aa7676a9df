import type { ParsedOf, ValueOf } from '../../../bridge/contract.ts';
import type { StationCalls } from '../../../bridge/station.ts';
import { type EvidenceDocument, evidenceId as evidenceIdOf } from '../../../domain/documents/evidence.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { Desk, OrderAtHand } from '../context.ts';
import { moment, position as positionText } from '../report/values.ts';
import type { EvidenceFiles } from './files.ts';
import { hashOf } from './files.ts';
import type { Copies } from './pictures/copies.ts';
import type { CameraFacts } from './pictures/exif.ts';
import { pictureTypeOf } from './pictures/media-type.ts';
import type { StripText } from './pictures/strip.ts';
import { judgeSlot } from './slots.ts';
import { roomForPhotos, type Space } from './space.ts';
import type { Studio } from './studio.ts';

export type AddArgument = ParsedOf<StationCalls['evidence.add']>;
type Added = ValueOf<StationCalls['evidence.add']>;

/** What adding needs of the evidence room. */
export type Darkroom = {
  readonly files: EvidenceFiles;
  readonly studio: Studio;
  readonly space: () => Promise<Space>;
  /** before the document is written: its upload survives a kill in between, and counts as outstanding at once */
  readonly expect: (evidenceId: string, orderId: string) => Promise<void>;
  /** writes the document, then wakes the queue; forgets the promise when it was not written */
  readonly keepPromise: <T>(evidenceId: string, write: () => Promise<Result<T>>) => Promise<Result<T>>;
};

/**
 * A photo, kept for good before it is answered: original, travelling copy and thumbnail are on the disk first, then the
 * document. A kill in between leaves files that nothing names, never a document without its files.
 */
export async function addEvidence(desk: Desk, room: Darkroom, argument: AddArgument): Promise<Result<Added>> {
  const before = await desk.written(argument.orderId, argument.requestKey);
  if (before?.type === 'evidence') return ok(answerOf(before));
  const writable = await desk.writable(argument.orderId);
  if (!writable.ok) return writable;
  const allowed = judge(writable.value, argument);
  if (!allowed.ok) return allowed;
  const space = roomForPhotos(await room.space());
  if (!space.ok) return space;

  const original = decodeBase64(argument.bytes);
  if (!original || pictureTypeOf(original) === null) return refused(problem('evidence.notAPicture'));
  const camera = await room.studio.make('cameraFacts', { picture: original });
  const facts = factsOf(argument, camera, new Date(desk.clock.now()).toISOString());
  const strip = stripText(desk, writable.value, argument, facts);
  const copies = await room.studio.make('copies', { picture: original, strip });
  if (!copies) return refused(problem('evidence.notAPicture'));

  return room.files.gate.naming(async () => {
    await room.files.keep(copies.original.sha256, original);
    await room.files.keep(copies.view.sha256, copies.view.bytes);
    await room.files.keep(copies.thumbnail.sha256, copies.thumbnail.bytes);
    const document = documentOf(desk, writable.value, argument, facts, original, copies);
    await room.expect(document._id, argument.orderId);
    const written = await room.keepPromise(document._id, () => write(desk, argument, document));
    return written.ok ? ok(answerOf(document)) : written;
  });
}

const judge = ({ definition, view }: OrderAtHand, argument: AddArgument): Result<unknown> =>
  judgeSlot(definition, view, {
    slot: argument.slot,
    source: argument.source,
    replaces: argument.replaces?.evidenceId,
  });

/** Decided again where no other write about this order runs: two photos at once cannot both take the last place. */
async function write(desk: Desk, argument: AddArgument, document: EvidenceDocument): Promise<Result<unknown>> {
  const { orderId, replaces } = argument;
  if (replaces)
    return desk.writeEvent(
      orderId,
      'evidenceWithdrawn',
      {
        evidenceId: replaces.evidenceId,
        reasonCode: replaces.reasonCode,
        note: replaces.note,
        replacedBy: document._id,
      },
      { also: () => [document] },
    );
  return desk.exclusively(orderId, async () => {
    const now = await desk.writable(orderId);
    if (!now.ok) return now;
    const allowed = judge(now.value, argument);
    if (!allowed.ok) return allowed;
    await desk.append([document]);
    return ok(true);
  });
}

/** Strict: `Buffer.from` would skip what is not base64. A data URL's head is accepted. */
function decodeBase64(text: string): Buffer | null {
  const body = text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text;
  if (body.length === 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(body)) return null;
  return Buffer.from(body, 'base64');
}

type Facts = {
  readonly takenAt: string;
  readonly position: EvidenceDocument['position'];
  readonly cameraLabel: string | undefined;
};

/** What the caller says outranks EXIF; a live photo without a time is taken now. */
function factsOf(argument: AddArgument, camera: CameraFacts, now: string): Facts {
  const said = argument.takenAt === undefined ? null : new Date(argument.takenAt);
  const stated = said && !Number.isNaN(said.getTime()) ? said.toISOString() : null;
  const takenAt = stated ?? (argument.source === 'file' ? camera.takenAt : null) ?? now;
  const fromCamera = camera.place && { ...camera.place, fixAt: camera.takenAt ?? takenAt, source: 'gnss' as const };
  return {
    takenAt,
    position: argument.position ?? fromCamera ?? undefined,
    cameraLabel: argument.cameraLabel ?? camera.label ?? undefined,
  };
}

function stripText(desk: Desk, order: OrderAtHand, argument: AddArgument, facts: Facts): StripText {
  const zh = desk.settings().language === 'zh-CN';
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const fix = facts.position && facts.position.source !== 'none' ? positionText(facts.position) : null;
  const source = argument.source === 'live' ? (zh ? '现场拍摄' : 'live photo') : zh ? '选自文件' : 'from a file';
  return {
    number: order.view.number,
    takenAt: moment(facts.takenAt, zone),
    where: fix ?? (zh ? '无定位' : 'no fix'),
    who: desk.technicianName,
    source,
  };
}

function documentOf(
  desk: Desk,
  order: OrderAtHand,
  argument: AddArgument,
  facts: Facts,
  original: Buffer,
  copies: Copies,
): EvidenceDocument {
  const { orderId } = argument;
  return {
    _id: evidenceIdOf(orderId, desk.makeId()),
    type: 'evidence',
    schemaVersion: 1,
    createdBy: desk.technicianId,
    orderId,
    deviceId: desk.deviceId,
    slot: argument.slot,
    orderTypeVersion: order.definition.version,
    sha256: copies.view.sha256,
    bytes: copies.view.bytes.length,
    mediaType: 'image/jpeg',
    width: copies.view.width,
    height: copies.view.height,
    stripHeight: copies.view.stripHeight,
    thumbnailSha256: copies.thumbnail.sha256,
    originalSha256: hashOf(original),
    originalBytes: original.length,
    takenAt: facts.takenAt,
    source: argument.source,
    ...(facts.position ? { position: facts.position } : {}),
    ...(facts.cameraLabel ? { cameraLabel: facts.cameraLabel } : {}),
    ...(argument.caption ? { caption: argument.caption } : {}),
    ...(argument.requestKey ? { requestKey: argument.requestKey } : {}),
  };
}

const answerOf = (document: EvidenceDocument): Added => ({
  evidenceId: document._id,
  sha256: document.sha256,
  bytes: document.bytes,
});
