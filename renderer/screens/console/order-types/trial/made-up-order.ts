import type { EventDocument, EventKind, EventPayload } from '../../../../../domain/documents/event.ts';
import { eventId } from '../../../../../domain/documents/event.ts';
import { type EvidenceDocument, evidenceId } from '../../../../../domain/documents/evidence.ts';
import { type SubmissionDocument, submissionId } from '../../../../../domain/documents/submission.ts';
import { type WorkOrderDocument, workOrderId } from '../../../../../domain/documents/work-order.ts';
import { sampleCharacteristics, sampleTime } from '../../../../../forms/engine/definition-samples.ts';
import { deriveOrder } from '../../../../../forms/engine/derive.ts';
import { hasFieldStages, sideOfStage } from '../../../../../forms/engine/performers.ts';
import type { Values } from '../../../../../forms/engine/scope.ts';
import { evaluateStep } from '../../../../../forms/engine/step-form.ts';
import { stepsOf } from '../../../../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition, OrderView, SettingsByKey } from '../../../../../forms/engine/types.ts';

/** What is supposed of the made-up order while a form is tried. */
export type Supposed = {
  /** by `<stage>.<step>`: what is filled in; a step that is left out has not been submitted */
  readonly answers: Readonly<Record<string, Values>>;
  /** by `<stage>.<step>.<slot>`: photos taken */
  readonly photos: Readonly<Record<string, number>>;
  readonly accepted: boolean;
  readonly signed: boolean;
  readonly reported: boolean;
};

/** The samples: every step filled in, a photo in every slot, signed and reported. */
export function sampled(definition: OrderTypeDefinition): Supposed {
  const places = stepsOf(definition);
  return {
    answers: Object.fromEntries(places.map(({ key }) => [key, definition.samples[key] ?? {}])),
    photos: Object.fromEntries(
      places.flatMap(({ key, step }) => step.photos.map((photo) => [`${key}.${photo.key}`, 1])),
    ),
    accepted: true,
    signed: true,
    reported: true,
  };
}

const id = (name: string): string => name.padEnd(26, '0');
const orderId = id('trial');
const [technicianId, deviceId, assignmentId] = [id('technician'), id('device'), id('assignment')];
const noHash = '0'.repeat(64);

/** An order that nobody has: derived by the engine from documents, as every order is, so that forms and gates judge it as they would a real one. */
export function madeUpView(definition: OrderTypeDefinition, settings: SettingsByKey, supposed: Supposed): OrderView {
  const plain = derived(definition, settings, supposed);
  const answers = calculated(definition, settings, supposed, plain);
  return answers === supposed.answers ? plain : derived(definition, settings, { ...supposed, answers });
}

const derived = (definition: OrderTypeDefinition, settings: SettingsByKey, supposed: Supposed): OrderView =>
  deriveOrder({
    documents: [
      order(definition, settings),
      ...events(definition, supposed),
      ...submissions(definition, supposed),
      ...pictures(supposed),
    ],
    definition,
    settings,
  });

/** A submission holds what was calculated when it was made: the answers with it, as `makeSubmission` would store them. */
function calculated(
  definition: OrderTypeDefinition,
  settings: SettingsByKey,
  { answers }: Supposed,
  view: OrderView,
): Supposed['answers'] {
  const made = stepsOf(definition).flatMap(({ key, step }) => {
    const fields = answers[key];
    const calculates = step.fields.some(({ calculate }) => calculate !== undefined);
    return fields === undefined || !calculates
      ? []
      : [[key, evaluateStep({ view, definition, settings, step: key, fields }).values] as const];
  });
  return made.length === 0 ? answers : { ...answers, ...Object.fromEntries(made) };
}

function order(definition: OrderTypeDefinition, settings: SettingsByKey): WorkOrderDocument {
  const values = definition.samples['order.origin'];
  return {
    _id: workOrderId(orderId),
    type: 'workOrder',
    schemaVersion: 1,
    createdBy: 'office',
    orderId,
    number: 'SAMPLE',
    orderType: definition.key,
    orderTypeVersion: definition.version,
    settings: Object.fromEntries(definition.settings.map((key) => [key, settings[key]?.version ?? 1])),
    customer: { name: 'Sample', phone: '', grade: 'standard' },
    place: { address: 'Sample', district: '', area: 'urban' },
    ...sampleCharacteristics(definition),
    remarks: '',
    priority: 'normal',
    acceptedAt: sampleTime,
    createdAt: sampleTime,
    source: 'form',
    missing: [],
    ...(values === undefined
      ? {}
      : {
          origin: {
            orderId: id('origin'),
            number: 'SAMPLE',
            orderType: '',
            raise: 'sample',
            relation: 'follow',
            values,
          },
        }),
  } as WorkOrderDocument;
}

function events(definition: OrderTypeDefinition, { accepted, signed, reported }: Supposed): readonly EventDocument[] {
  const written: EventDocument[] = [];
  const counts = { office: 0, device: 0 };
  const happens = <K extends EventKind>(by: 'office' | 'device', kind: K, payload: EventPayload<K>): void => {
    counts[by] += 1;
    const minutes = written.length + 1;
    written.push({
      _id: eventId(orderId, id(`${String(minutes).padStart(3, '0')}e`)),
      type: 'event',
      schemaVersion: 1,
      createdBy: by === 'office' ? 'office' : technicianId,
      ...(by === 'office' ? {} : { deviceId }),
      orderId,
      deviceSeq: counts[by],
      after: written.slice(-1).map(({ _id }) => _id),
      time: {
        at: new Date(Date.parse(sampleTime) + minutes * 60_000).toISOString(),
        uptimeMs: minutes * 60_000,
        bootId: 'b',
      },
      role: by === 'office' ? 'dispatcher' : 'technician',
      kind,
      payload,
    } as unknown as EventDocument);
  };
  if (hasFieldStages(definition)) {
    happens('office', 'assigned', { assignmentId, technicianId });
    if (accepted) {
      happens('device', 'accepted', { assignmentId });
      happens('device', 'started', { assignmentId });
    }
  } else if (accepted) happens('office', 'started', {});
  for (const raise of definition.raises ?? []) {
    const child = { orderId: id(`child${raise.key.toLowerCase()}`.slice(0, 26)), relation: raise.relation };
    happens('office', 'childRaised', { ...child, raise: raise.key, number: 'SAMPLE', orderType: raise.orderType });
    if (raise.relation === 'child') happens('office', 'childEnded', { orderId: child.orderId, state: 'completed' });
  }
  if (signed) {
    const strokes = [[0, 0, 100, 100]];
    const signOff = {
      outcome: 'signed',
      strokes,
      padHeight: 400,
      printedName: 'Sample',
      relation: 'self',
      seenDigest: noHash,
    } as const;
    happens('device', 'signedOff', { signOff: { ...signOff, strokes }, submissions: [] });
  }
  if (reported)
    happens('device', 'reportMade', {
      report: 1,
      evidenceId: evidenceId(orderId, id('report')),
      sha256: noHash,
      covers: [],
    });
  return written;
}

function submissions(definition: OrderTypeDefinition, { answers }: Supposed): readonly SubmissionDocument[] {
  return stepsOf(definition).flatMap(({ key, stage }, index) => {
    const fields = answers[key];
    if (fields === undefined) return [];
    const inField = sideOfStage(definition, stage) === 'field';
    return [
      {
        _id: submissionId(orderId, key, id(`${String(index).padStart(3, '0')}s`)),
        type: 'submission',
        schemaVersion: 1,
        createdBy: technicianId,
        ...(inField ? { deviceId, assignmentId } : {}),
        orderId,
        step: key,
        supersedes: [],
        fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }])),
        measures: [],
        time: { at: sampleTime, uptimeMs: index, bootId: 'b' },
      } as SubmissionDocument,
    ];
  });
}

const pictures = ({ photos }: Supposed): readonly EvidenceDocument[] =>
  Object.entries(photos).flatMap(([slot, count], place) =>
    Array.from({ length: count }, (_, n): EvidenceDocument => {
      const own = `${String(place).padStart(3, '0')}p${n}`;
      return {
        _id: evidenceId(orderId, id(own)),
        type: 'evidence',
        schemaVersion: 1,
        createdBy: technicianId,
        deviceId,
        orderId,
        slot,
        sha256: own.replace('p', 'a').padEnd(64, '0'),
        bytes: 1,
        mediaType: 'image/jpeg',
        takenAt: sampleTime,
        source: 'live',
      };
    }),
  );
