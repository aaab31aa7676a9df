import type { ValueOf } from '../../../bridge/contract.ts';
import type { StationCalls } from '../../../bridge/station.ts';
import {
  type EvidenceDocument,
  evidenceId as evidenceIdOf,
  type PictureCheck,
  type PictureFault,
} from '../../../domain/documents/evidence.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { PhotoSlot } from '../../../forms/engine/types.ts';
import type { Desk, OrderAtHand } from '../context.ts';
import { type AddArgument, type Facts, factsOf, stripText } from './facts.ts';
import type { EvidenceFiles } from './files.ts';
import { limits } from './limits.ts';
import { faultsOf, type PhotoSettings, photoSettings } from './pictures/check.ts';
import type { Copies } from './pictures/copies.ts';
import type { Intake } from './pictures/jobs.ts';
import { judgeSlot } from './slots.ts';
import { roomForPhotos, type Space } from './space.ts';
import { endedProblem, type Studio } from './studio.ts';
import type { Taken } from './taken.ts';

type Added = ValueOf<StationCalls['evidence.add']>;

/** What adding needs of the evidence room. */
export type Darkroom = {
  readonly files: EvidenceFiles;
  readonly studio: Studio;
  readonly taken: Taken;
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
  const heardAt = desk.clock.now();
  const before = await desk.written(argument.orderId, argument.requestKey);
  if (before?.type === 'evidence') return ok(answerOf(before));
  const writable = await desk.writable(argument.orderId);
  if (!writable.ok) return writable;
  const allowed = judge(writable.value, argument);
  if (!allowed.ok) return allowed;
  const space = roomForPhotos(await room.space());
  if (!space.ok) return space;

  const made = await developed(desk, room, argument, writable.value, heardAt);
  if (!made.ok) return made;
  const { picture, facts, copies, settings } = made.value;
  const found = findingsOf(room, argument, { settings, facts, copies });
  const unclear = allowed.value.mustBeClear ? unclearProblem(found.check.faults) : null;
  if (unclear) return refused(unclear);

  const parts = { facts, found, originalBytes: picture.bytes.length, copies };
  const document = documentOf(desk, writable.value, argument, parts);
  if (Buffer.byteLength(JSON.stringify(document)) > limits.documentBytes)
    return refused(problem('input.invalid', { where: 'caption' }));
  return room.files.gate.naming(async () => {
    await room.files.keep(copies.original.sha256, picture.bytes);
    await room.files.keep(copies.view.sha256, copies.view.bytes);
    await room.files.keep(copies.thumbnail.sha256, copies.thumbnail.bytes);
    await room.expect(document._id, argument.orderId);
    const written = await room.keepPromise(document._id, () => write(desk, argument, document));
    if (!written.ok) return written;
    const { position } = facts;
    await room.taken.remember({
      id: document._id,
      originalSha256: copies.original.sha256,
      dHash: copies.measured.dHash,
      ...(position ? { position } : {}),
    });
    return ok(answerOf(document));
  });
}

type Developed = {
  readonly picture: Intake;
  readonly facts: Facts;
  readonly copies: Copies;
  readonly settings: PhotoSettings | null;
};

/** Has the process for pictures develop the call's bytes; a picture that ends that process is refused and costs nothing else. */
async function developed(
  desk: Desk,
  room: Darkroom,
  argument: AddArgument,
  order: OrderAtHand,
  heardAt: number,
): Promise<Result<Developed>> {
  try {
    const picture = await room.studio.make('intake', { base64: argument.bytes });
    if (!picture.ok) return picture;
    const settings = photoSettings(desk.newestSettings('photo'));
    const facts = factsOf(argument, picture.value.camera, heardAt);
    const strip = stripText(desk, order, argument, facts);
    const copies = await room.studio.make('copies', { picture: picture.value.bytes, strip, settings });
    return copies.ok ? ok({ picture: picture.value, facts, copies: copies.value, settings }) : copies;
  } catch (error) {
    return refused(endedProblem(error));
  }
}

type Found = { readonly check: PictureCheck; readonly dHash: string } & Pick<EvidenceDocument, 'resembles' | 'jumpKmh'>;

/** What is to be said of a picture: its figures, and what the settings call a fault. */
function findingsOf(
  room: Darkroom,
  argument: AddArgument,
  { settings, facts, copies }: { settings: PhotoSettings | null; facts: Facts; copies: Copies },
): Found {
  const { dHash, ...figures } = copies.measured;
  const faults = [...faultsOf(copies.measured, settings)];
  // The picture that it replaces shows the same, as it should.
  const except = new Set(argument.replaces ? [argument.replaces.evidenceId] : []);
  const same = { originalSha256: copies.original.sha256, dHash };
  const resembles = settings && room.taken.lookAlike(same, settings, except);
  if (resembles) faults.push('resembles');
  const kmh = room.taken.jumpTo(facts.position);
  if (settings && kmh !== null && kmh > settings.jumpKmhMax) faults.push('jumped');
  return {
    check: { ...figures, faults, ...(settings ? { settings: settings.version } : {}) },
    dHash,
    ...(resembles ? { resembles } : {}),
    ...(kmh === null ? {} : { jumpKmh: kmh }),
  };
}

/** What a slot that takes only clear pictures says; null: the picture is clear. */
function unclearProblem(faults: readonly PictureFault[]): Problem | null {
  if (faults.includes('blurred')) return problem('evidence.tooBlurred');
  if (faults.includes('dark')) return problem('evidence.tooDark');
  return faults.includes('bright') ? problem('evidence.tooBright') : null;
}

const judge = ({ definition, view }: OrderAtHand, argument: AddArgument): Result<PhotoSlot> =>
  judgeSlot(definition, view, {
    slot: argument.slot,
    source: argument.source,
    replaces: argument.replaces?.evidenceId,
  });

/**
 * Decided again where no other write about this order runs: two photos at once cannot both take the last place, nor replace the same one.
 */
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
      { allowed: (order) => judge(order, argument), also: () => [document] },
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

function documentOf(
  desk: Desk,
  order: OrderAtHand,
  argument: AddArgument,
  { facts, found, originalBytes, copies }: { facts: Facts; found: Found; originalBytes: number; copies: Copies },
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
    originalSha256: copies.original.sha256,
    originalBytes,
    takenAt: facts.takenAt,
    source: argument.source,
    ...(facts.position ? { position: facts.position } : {}),
    ...(facts.cameraLabel ? { cameraLabel: facts.cameraLabel } : {}),
    ...(argument.caption ? { caption: argument.caption } : {}),
    ...found,
    ...(argument.requestKey ? { requestKey: argument.requestKey } : {}),
  };
}

const answerOf = (document: EvidenceDocument): Added => ({
  evidenceId: document._id,
  sha256: document.sha256,
  bytes: document.bytes,
  faults: document.check?.faults ?? [],
});
