import { randomBytes } from 'node:crypto';
import { draftId } from '../../domain/documents/draft.ts';
import { type EventKind, type EventPayload, eventId } from '../../domain/documents/event.ts';
import { evidenceId } from '../../domain/documents/evidence.ts';
import { submissionId } from '../../domain/documents/submission.ts';
import { makeIds } from '../../domain/ids.ts';

export const makeId = makeIds(Date.now, (length) => randomBytes(length));

/** Who writes: a technician's account and his device. */
export type Hand = { readonly createdBy: string; readonly deviceId: string };

const time = () => ({ at: new Date().toISOString(), uptimeMs: 1000, bootId: 'boot' });
export const firstRev = (): string => `1-${randomBytes(16).toString('hex')}`;

/** An event as a station writes it, with a first revision. */
export function deviceEvent<K extends EventKind>(
  hand: Hand,
  orderId: string,
  kind: K,
  payload: EventPayload<K>,
  over: Readonly<Record<string, unknown>> = {},
) {
  return {
    _id: eventId(orderId, makeId()),
    _rev: firstRev(),
    type: 'event',
    schemaVersion: 1,
    ...hand,
    orderId,
    deviceSeq: 1,
    after: [],
    time: time(),
    role: 'technician',
    kind,
    payload,
    ...over,
  };
}

export const deviceDraft = (
  hand: Hand,
  orderId: string,
  step: string,
  fields: Readonly<Record<string, unknown>> = {},
) => ({
  _id: draftId(orderId, step, hand.deviceId),
  _rev: firstRev(),
  type: 'draft',
  schemaVersion: 1,
  ...hand,
  orderId,
  step,
  fields,
  basedOn: [],
  hash: 'x',
  savedAt: new Date().toISOString(),
});

export const deviceSubmission = (hand: Hand, orderId: string, step: string) => ({
  _id: submissionId(orderId, step, makeId()),
  _rev: firstRev(),
  type: 'submission',
  schemaVersion: 1,
  ...hand,
  orderId,
  step,
  supersedes: [],
  fields: {},
  measures: [],
  time: time(),
});

export const deviceEvidence = (hand: Hand, orderId: string) => ({
  _id: evidenceId(orderId, makeId()),
  _rev: firstRev(),
  type: 'evidence',
  schemaVersion: 1,
  ...hand,
  orderId,
  slot: 'dropCable.laying.route',
  sha256: randomBytes(32).toString('hex'),
  bytes: 1000,
  mediaType: 'image/jpeg',
  takenAt: new Date().toISOString(),
  source: 'live',
});
