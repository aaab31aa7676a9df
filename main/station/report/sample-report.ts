import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import type { Json } from '../../../domain/documents/base.ts';
import type { EventOf } from '../../../domain/documents/event.ts';
import type { Measure } from '../../../domain/documents/submission.ts';
import type { OrderView, StageView, StepView } from '../../../forms/engine/types.ts';
import { shippedOrderTypes } from '../../../forms/order-types/index.ts';
import type { ReportInput, ReportPhoto } from './input.ts';

/** A finished fibre install for the tests of the report: the shipped order type, its sample answers, invented people. */
export const orderId = '01jnqk8v4r7t2m5x9c3h6d0a1b';
const definition = shippedOrderTypes[0] as NonNullable<(typeof shippedOrderTypes)[0]>;
const device = '01jnqk8v4r7t2m5x9c3h6d0dev';
const dispatcher = '01jnqk8v4r7t2m5x9c3h6d0dsp';
const technician = '01jnqk8v4r7t2m5x9c3h6d0tec';

const measures: Readonly<Record<string, readonly Measure[]>> = {
  'opticalTurnup.readings': [
    {
      field: 'onuDbm',
      value: -19.3,
      unit: 'dBm',
      instrument: 'JW3208 光功率计',
      method: '1490 nm',
      limit: {
        min: -27,
        max: -8,
        source: 'ITU-T G.984.2 (2019/08), as tabled by VeEX and TechTarget',
        settings: 'optics@1',
      },
      verdict: 'pass',
    },
  ],
  'dropCable.laying': [
    {
      field: 'metres',
      value: 38,
      unit: 'm',
      limit: { max: 150, source: 'YD/T 1997-2009 [W]', settings: 'dropCable@1' },
      verdict: 'pass',
    },
  ],
  'demoSpeedTest.speedTest': [
    {
      field: 'downMbps',
      value: 441.7,
      unit: 'Mbit/s',
      method: 'carrier',
      instrument: '合肥 1 号测速节点',
      limit: { min: 450, source: 'Linework product default [P]', settings: 'speedTest@1' },
      verdict: 'fail',
    },
    { field: 'upMbps', value: 52.4, unit: 'Mbit/s', limit: { source: '', settings: 'speedTest@1' }, verdict: 'none' },
    { field: 'latencyMs', value: 6, unit: 'ms', limit: { source: '', settings: 'speedTest@1' }, verdict: 'none' },
  ],
};

const step = (key: string, kind: StepView['kind'], values: Readonly<Record<string, Json>> | undefined): StepView => ({
  key,
  kind,
  relevant: true,
  state: values ? 'submitted' : 'empty',
  values: values ?? {},
  measures: measures[key] ?? [],
  origins: {},
  heads: [],
  submissions: [],
  rework: null,
  changes: [],
});

const stages: readonly StageView[] = definition.stages.map((stage, i) => ({
  key: stage.key,
  performer: stage.performer,
  state: 'passed',
  passedAt: `2026-03-02T0${i}:20:00.000Z`,
  steps: stage.steps.map((of) => step(`${stage.key}.${of.key}`, of.kind, definition.samples[`${stage.key}.${of.key}`])),
  gates: [],
}));

const override: EventOf<'overridden'> = {
  _id: `workOrder:${orderId}:event:01jnqm000000000000000000ov`,
  type: 'event',
  schemaVersion: 1,
  createdBy: dispatcher,
  orderId,
  deviceSeq: 3,
  after: [],
  role: 'dispatcher',
  time: { at: '2026-03-02T02:31:00.000Z', uptimeMs: 1, bootId: 'b' },
  kind: 'overridden',
  payload: {
    stage: 'demoSpeedTest',
    gate: 'speed',
    reasonCode: 'networkWorks',
    note: '城域网扩容施工中，3 月 5 日前恢复，已告知客户。',
  },
};

/** A loop like a hand-written name. */
function strokes(): number[][] {
  return [0, 1, 2].map((n) =>
    Array.from({ length: 60 }, (_, i) => {
      const t = (i / 60) * Math.PI * 3;
      return [Math.round(160 + n * 260 + i * 3 + 60 * Math.cos(t)), Math.round(200 + 90 * Math.sin(t * 1.3 + n))];
    }).flat(),
  );
}

export function sampleView(change: Partial<OrderView> = {}): OrderView {
  return {
    orderId,
    number: 'HF-20260302-0017',
    orderType: definition.key,
    orderTypeVersion: definition.version,
    priority: 'normal',
    source: 'demo',
    externalId: 'BSS-8804417',
    acceptedAt: '2026-03-01T02:00:00.000Z',
    createdAt: '2026-03-01T02:00:00.000Z',
    origin: null,
    plan: null,
    missing: [],
    fold: {
      phase: 'started',
      state: 'inProgress',
      assignment: null,
      assignments: [],
      accepted: true,
      started: true,
      startedAt: '2026-03-02T01:05:00.000Z',
      appointment: { start: '2026-03-02T01:00:00.000Z', end: '2026-03-02T03:00:00.000Z' },
      arrivedAt: '2026-03-02T01:05:00.000Z',
      position: {
        latitude: 31.8206,
        longitude: 117.2272,
        accuracyM: 12,
        fixAt: '2026-03-02T01:05:00.000Z',
        source: 'gnss',
      },
      hold: null,
      rescheduled: false,
      everHeld: false,
      customer: { name: '欧阳文静', phone: '13855127781', grade: 'gold', accountNumber: 'HF5510298834' },
      place: {
        address: '望江西路 888 号 翡翠花园三期 5 幢 2 单元 1704 室',
        district: '蜀山区',
        access: '南门登记后从地下车库进，弱电井钥匙在物业',
        area: 'urban',
      },
      products: { broadbandMbps: 500, uploadMbps: 50, iptv: true, voice: false },
      resources: {
        olt: 'HF-SS-OLT-07',
        ponPort: '0/3/11',
        opticsClass: 'GPON-B+',
        odf: 'ODF-SS-22/3',
        splitter: 'FDT-翡翠-05',
        splitterPort: '12',
        splitterRatio: '16',
        fibreKm: 2.4,
        loid: 'HF202603020017',
        onuModel: 'HG8145V5',
      },
      remarks: '',
      amendments: [],
      children: [],
      notRaised: [],
      escalations: [],
      upgrades: [],
      discrepancies: [{ resource: 'splitterPort', found: '14', note: '12 口已被占用', at: '2026-03-02T01:20:00.000Z' }],
      passed: {},
      overrides: [override],
      overridesAsked: [],
      overridesRefused: [],
      signOff: {
        eventId: `workOrder:${orderId}:event:01jnqm000000000000000000so`,
        at: '2026-03-02T02:48:00.000Z',
        signOff: {
          outcome: 'signed',
          strokes: strokes(),
          padHeight: 400,
          printedName: '欧阳文静',
          relation: 'self',
          seenDigest: 'a3'.repeat(32),
        },
      },
      reports: [],
      withdrawn: {},
      kept: {},
      choices: {},
      reviewState: null,
      reviews: [],
      rework: [],
      notes: [],
      seen: {},
      history: [],
      frontier: [],
    },
    stages,
    currentStage: 'signOff',
    turn: 'field',
    conflicts: [],
    evidence: [],
    unmapped: [],
    manifest: { total: 8, received: 0 },
    sla: [],
    findings: [],
    appointment: { start: '2026-03-02T01:00:00.000Z', end: '2026-03-02T03:00:00.000Z' },
    ...change,
  };
}

const slots = [
  'dropCable.photos.start',
  'dropCable.photos.route',
  'dropCable.photos.entry',
  'dropCable.photos.outlet',
  'opticalTurnup.readings.meter',
  'opticalTurnup.onu.label',
  'opticalTurnup.onu.installed',
  'demoSpeedTest.speedTest.result',
];

/** `count` photos, tall and wide in turn, as JPEGs. */
export function samplePhotos(count = 8): readonly ReportPhoto[] {
  return Array.from({ length: count }, (_, i) => {
    const [width, height] = i % 3 === 2 ? [600, 860] : [960, 780];
    const canvas = createCanvas(width, height);
    const pen = canvas.getContext('2d');
    const ground = pen.createLinearGradient(0, 0, width, height);
    ground.addColorStop(0, `hsl(${i * 40} 35% 42%)`);
    ground.addColorStop(1, `hsl(${i * 40 + 60} 30% 22%)`);
    pen.fillStyle = ground;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#f2ead8';
    pen.fillRect(width * 0.25, height * 0.2, width * 0.5, height * 0.45);
    const picture = canvas.toBuffer('image/jpeg', 80);
    const id = `workOrder:${orderId}:evidence:01jnqm0000000000000000000${i}`;
    const slot = slots[i % slots.length] ?? 'dropCable.photos.start';
    return {
      picture,
      item: {
        id,
        slot,
        withdrawn: null,
        received: false,
        document: {
          _id: id,
          type: 'evidence',
          schemaVersion: 1,
          createdBy: technician,
          orderId,
          deviceId: device,
          slot,
          sha256: createHash('sha256').update(picture).digest('hex'),
          bytes: picture.length,
          mediaType: 'image/jpeg',
          width,
          height,
          takenAt: `2026-03-02T01:${20 + i}:00.000Z`,
          source: i === 3 ? 'file' : 'live',
          ...(i === 2
            ? {}
            : {
                position: {
                  latitude: 31.8206,
                  longitude: 117.2272,
                  accuracyM: 9,
                  fixAt: `2026-03-02T01:${20 + i}:00.000Z`,
                  source: 'gnss',
                },
              }),
          ...(i === 4 ? { caption: '面板处复测' } : {}),
        },
      },
    };
  });
}

export function sampleInput(change: Partial<ReportInput> = {}): ReportInput {
  const view = change.view ?? sampleView();
  const photos = change.photos ?? samplePhotos();
  return {
    view,
    definition,
    report: 1,
    replaces: null,
    changes: [],
    photos,
    people: { [dispatcher]: '调度员 周岚', [technician]: '陈志强' },
    technician: '陈志强',
    crew: [],
    occasion: 'first',
    standings: [],
    seenStands: true,
    hotline: '10000',
    deviceId: device,
    covers: [`workOrder:${orderId}`, ...photos.map(({ item }) => item.id), override._id],
    languages: ['zh-CN', 'en'],
    timeZone: 'Asia/Shanghai',
    madeAt: '2026-03-02T02:50:00.000Z',
    ...change,
  };
}
