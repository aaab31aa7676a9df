import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StationCallName, stationCalls } from '../../bridge/station.ts';
import type { SyncState } from '../../bridge/sync-state.ts';
import { readDocument } from '../../domain/documents/judge-shape.ts';
import type { DocumentType } from '../../domain/documents/parse.ts';
import type { Result } from '../../domain/result.ts';
import { formSteps, requiredSlots, sampleOf, stageKeys } from '../builders/answers.ts';
import { hostileJson, hostileMoment, hostileNumber, hostilePosition, hostileText } from '../builders/hostile.ts';
import { newOrder } from '../builders/new-order.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { workStageByCalls } from '../processes/work-by-calls.ts';
import { officeInProcess, type TestOffice } from './office-in-process.ts';
import { openStationFor, type StationFor } from './station-in-process.ts';

/** `npm run test:long` makes all runs that the acceptance asks for. */
const runs = Number(process.env.LINEWORK_KEPT_RUNS ?? (process.env.LINEWORK_LONG ? 2_000 : 300));
/** orders that a call takes to their end; each is used once */
const shortLived = 90;

let office: TestOffice;
let client: StationFor;
/** assigned and not accepted yet */
let fresh: string[];
/** at work in their second stage */
let working: string[];
/** at work, all but the sign-off done */
let signable: string;

beforeAll(async () => {
  office = await officeInProcess();
  client = await openStationFor(office.url());
  await client.call('session.signIn', { username: 'tech1', password: 'linework' });
  const dispatcher = await officeClient(office.url, 'disp1');
  const { technicians } = await dispatcher.call('people.list', {});
  const technicianId = technicians.find(({ username }) => username === 'tech1')?.accountId ?? '';
  const assigned = async (): Promise<string> => {
    const { orderId } = await dispatcher.call('workOrder.create', newOrder());
    await dispatcher.call('workOrder.assign', { orderId, technicianId });
    return orderId;
  };
  fresh = [];
  for (let n = 0; n < shortLived; n += 1) fresh.push(await assigned());
  working = [];
  for (let n = 0; n < 8; n += 1) working.push(await assigned());
  signable = await assigned();
  for (const orderId of [...fresh, ...working, signable])
    await until('the order on the station', () => client.call('workOrder.open', { orderId }), { withinMs: 60_000 });
  for (const orderId of working) {
    await workStageByCalls(client, orderId, 'orderStudy');
    await client.call('stage.pass', { orderId, stage: 'orderStudy' });
    await client.call('workOrder.start', { orderId });
  }
  for (const stage of stageKeys) {
    if (stage === 'signOff') break;
    await workStageByCalls(client, signable, stage);
    await client.call('stage.pass', { orderId: signable, stage });
  }
}, 300_000);
afterAll(async () => {
  await client?.close();
  await office?.close();
});

type Pool = 'fresh' | 'working' | 'signable';
type Trial = {
  readonly pool: Pool;
  /** how often it is tried beside the others */
  readonly weight: number;
  readonly argument: fc.Arbitrary<object>;
  /** honest calls that bring the order to where this one is legal; their answers do not matter */
  readonly before?: readonly (readonly [StationCallName, object])[];
};

const note = fc.oneof(hostileText, fc.constant('好'));
/** Seldom: a key that was used before finds what it wrote then. */
const requestKey = fc.option(hostileText, { nil: undefined, freq: 1 });
const noted = (reasonCode: string) => fc.record({ reasonCode: fc.constant(reasonCode), note, requestKey });
const only = fc.record({ requestKey });
const accept: readonly (readonly [StationCallName, object])[] = [['workOrder.accept', {}]];
const start: readonly (readonly [StationCallName, object])[] = [...accept, ['workOrder.start', {}]];
const steps = formSteps();
const anyStep = fc.constantFrom(...steps);

/** The sample answers of a step with something hostile in the place of some. */
const answers = (step: string): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .array(fc.tuple(fc.constantFrom(...Object.keys(sampleOf(step)), 'remark'), fc.oneof(hostileText, hostileJson)), {
      maxLength: 2,
    })
    .map((over) => ({ ...sampleOf(step), ...Object.fromEntries(over) }));

const photo = makeSmallPhoto(7).bytes;
/** The photo with its camera's words broken: EXIF values overwritten with bytes at random. */
const brokenPhoto = fc.array(fc.tuple(fc.nat(420), fc.nat(255)), { maxLength: 40 }).map((changes) => {
  const bytes = Buffer.from(photo);
  for (const [at, value] of changes) bytes[30 + at] = value;
  return bytes.toString('base64');
});

/** Calls that read, or change only this device's own settings and session. */
const notWriting = 'no document';
/** Every call of the contract has its line here, or this does not compile. */
const trials: Readonly<Record<StationCallName, Trial | typeof notWriting>> = {
  'session.state': notWriting,
  'session.signIn': notWriting,
  'session.lock': notWriting,
  'session.active': notWriting,
  'session.signOut': notWriting,
  'settings.get': notWriting,
  'settings.set': notWriting,
  'orders.list': notWriting,
  'workOrder.open': notWriting,
  'workOrder.plain': notWriting,
  'workOrder.markSeen': notWriting,
  'news.list': notWriting,
  'news.dismiss': notWriting,
  'news.look': notWriting,
  'news.untold': notWriting,
  'news.notified': notWriting,
  'stage.judge': notWriting,
  'conflict.list': notWriting,
  'signOff.summary': notWriting,
  'report.open': notWriting,
  'sync.state': notWriting,
  'sync.now': notWriting,
  'sync.sendNow': notWriting,
  'sync.retry': notWriting,
  'sync.acceptOffice': notWriting,
  'sync.export': notWriting,
  'sync.discard': notWriting,
  'sync.formerOrders': notWriting,
  'sync.exportOrder': notWriting,
  'sync.discardOrder': notWriting,
  'sync.discarded': notWriting,
  'device.health': notWriting,
  'people.technicians': notWriting,
  'calendar.get': notWriting,
  'definition.get': notWriting,

  'workOrder.accept': { pool: 'fresh', weight: 1, argument: only },
  'workOrder.decline': { pool: 'fresh', weight: 2, argument: noted('overloaded') },
  'workOrder.start': { pool: 'fresh', weight: 1, argument: only, before: accept },
  'workOrder.undoStart': { pool: 'fresh', weight: 1, argument: only, before: start },
  'workOrder.arrive': {
    pool: 'working',
    weight: 8,
    argument: fc.record({ position: fc.option(hostilePosition, { nil: undefined }), requestKey }),
  },
  'workOrder.hold': {
    pool: 'working',
    weight: 8,
    before: [['workOrder.resume', {}]],
    argument: fc
      .tuple(noted('customer'), fc.option(hostileMoment, { nil: undefined }))
      .map(([a, held]) => ({ ...a, until: held })),
  },
  'workOrder.resume': {
    pool: 'working',
    weight: 6,
    before: [['workOrder.hold', { reasonCode: 'customer', note: '好' }]],
    argument: fc.record({ note, requestKey }),
  },
  'workOrder.reschedule': {
    pool: 'working',
    weight: 8,
    before: [['workOrder.resume', {}]],
    argument: fc.record({
      reasonCode: fc.constant('customer'),
      note,
      requestKey,
      agreedWith: fc.oneof(hostileText, fc.constant('黄')),
      appointment: fc.record({
        start: fc.oneof(hostileMoment, fc.constant('2027-03-02T01:00:00.000Z')),
        end: fc.oneof(hostileMoment, fc.constant('9998-03-02T03:00:00.000Z')),
      }),
    }),
  },
  'workOrder.return': { pool: 'fresh', weight: 1, argument: noted('other'), before: start },
  'workOrder.handOver': { pool: 'fresh', weight: 1, argument: noted('shiftEnd'), before: start },
  'workOrder.complete': { pool: 'signable', weight: 1, argument: only },
  'workOrder.completePartially': {
    pool: 'fresh',
    weight: 2,
    before: start,
    argument: fc
      .tuple(noted('customerLater'), fc.array(hostileText, { maxLength: 2 }))
      .map(([a, remaining]) => ({ ...a, remaining, customerWords: a.note })),
  },
  'workOrder.fail': { pool: 'fresh', weight: 1, argument: noted('noResource'), before: start },
  'workOrder.askCancel': { pool: 'fresh', weight: 1, argument: noted('other'), before: start },
  'workOrder.note': {
    pool: 'working',
    weight: 15,
    argument: fc.record({ text: hostileText, asksAnswer: fc.boolean(), requestKey }),
  },
  'workOrder.waiveAnswer': {
    pool: 'working',
    weight: 3,
    argument: fc.record({ note: fc.constantFrom('none', '__proto__'), requestKey }),
  },
  'workOrder.reportDiscrepancy': {
    pool: 'working',
    weight: 15,
    before: [['workOrder.resume', {}]],
    argument: fc.record({
      resource: fc.constantFrom('splitterPort', 'onuModel'),
      found: hostileJson,
      note,
      requestKey,
    }),
  },
  'step.saveDraft': {
    pool: 'working',
    weight: 30,
    argument: anyStep.chain((step) =>
      fc.record({
        step: fc.constant(step),
        fields: fc.oneof(
          answers(step),
          hostileJson.map((value) => ({ remark: value })),
          hostileJson.filter(isObject),
        ),
      }),
    ),
  },
  'step.submit': {
    pool: 'working',
    weight: 30,
    before: [['workOrder.resume', {}]],
    argument: fc
      .constantFrom(...formSteps('preparation'), ...formSteps('orderStudy'))
      .chain((step) => fc.record({ step: fc.constant(step), fields: answers(step), requestKey })),
  },
  'stage.pass': {
    pool: 'working',
    weight: 1,
    argument: fc.record({ stage: fc.oneof(hostileText, fc.constantFrom(...stageKeys)), requestKey }),
  },
  'stage.askOverride': {
    pool: 'working',
    weight: 2,
    argument: fc.record({
      stage: fc.constantFrom(...stageKeys),
      gate: fc.oneof(hostileText, fc.constant('onuPower')),
      note,
      requestKey,
    }),
  },
  'conflict.choose': {
    pool: 'working',
    weight: 1,
    argument: fc.record({ step: anyStep, field: hostileText, chosen: hostileText, requestKey }),
  },
  'rework.done': { pool: 'working', weight: 1, argument: only },
  'evidence.add': {
    pool: 'working',
    weight: 4,
    argument: fc.record({
      slot: fc.constantFrom(...requiredSlots()),
      bytes: brokenPhoto,
      source: fc.constantFrom('live', 'file'),
      takenAt: fc.option(hostileMoment, { nil: undefined }),
      position: fc.option(hostilePosition, { nil: undefined }),
      cameraLabel: fc.option(hostileText, { nil: undefined }),
      caption: fc.option(hostileText, { nil: undefined }),
      requestKey,
    }),
  },
  'evidence.withdraw': {
    pool: 'working',
    weight: 2,
    argument: fc.record({ evidenceId: hostileText, reasonCode: fc.constant('blurred'), note, requestKey }),
  },
  'evidence.keep': { pool: 'working', weight: 2, argument: fc.record({ evidenceId: hostileText, note, requestKey }) },
  'signOff.sign': {
    pool: 'signable',
    weight: 6,
    argument: fc.record({
      signOff: fc.record({
        outcome: fc.constant('signed'),
        strokes: fc.array(fc.array(fc.oneof(fc.nat(1000), hostileNumber), { minLength: 2, maxLength: 8 }), {
          minLength: 1,
          maxLength: 3,
        }),
        padHeight: fc.oneof(fc.constant(380), hostileNumber),
        printedName: fc.oneof(hostileText, fc.constant('黄')),
        relation: fc.constant('self'),
        seenDigest: fc.constant('0'.repeat(64)),
      }),
      requestKey,
    }),
  },
  'report.make': { pool: 'signable', weight: 1, argument: only },
  'device.report': {
    pool: 'working',
    weight: 2,
    argument: fc.record({ batteryPercent: fc.oneof(hostileNumber, fc.constant(50), fc.constant(null)) }),
  },
};

/** Writing calls whose state a lone device does not come to; whatever they answer ok is judged all the same. */
const rarelyLegal: ReadonlySet<string> = new Set([
  'conflict.choose',
  'rework.done',
  'stage.pass',
  'stage.askOverride',
  'evidence.withdraw',
  'evidence.keep',
  'workOrder.complete',
  'workOrder.completePartially',
]);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const trial = fc.oneof(
  ...Object.entries(trials).flatMap(([name, one]) =>
    one === notWriting
      ? []
      : [
          {
            weight: one.weight,
            arbitrary: one.argument.map((argument) => ({ name: name as StationCallName, argument })),
          },
        ],
  ),
);

/** Nothing waits and nothing was refused, or what was refused and why. */
async function allTaken(): Promise<void> {
  const state = await until(
    'everything to be answered by the office',
    async (): Promise<SyncState> => {
      const now = await client.call('sync.now', {});
      const waiting = now.items.filter((item) => item.state !== 'refused');
      return waiting.length === 0 ? now : Promise.reject(new Error(JSON.stringify(waiting.slice(0, 3))));
    },
    { withinMs: 120_000, everyMs: 50 },
  );
  const refused = state.items.filter((item) => item.state === 'refused');
  const [first] = refused;
  const whole = first === undefined ? '' : (await client.call('sync.export', { id: first.id })).json;
  expect(refused, whole.slice(0, 4_000)).toEqual([]);
}

it('the table names every call of the contract', () => {
  expect(Object.keys(trials).sort()).toEqual(Object.keys(stationCalls).sort());
});

it(`whatever a call answers ok, the office takes: ${runs} runs over every call that writes`, async () => {
  const kept = new Map<string, number>();
  const codes = new Map<string, number>();
  let done = 0;
  await fc.assert(
    fc.asyncProperty(trial, fc.nat(), async ({ name, argument }, pick) => {
      const { pool, before = [] } = trials[name] as Trial;
      const orderId = pool === 'fresh' ? fresh.pop() : pool === 'signable' ? signable : working[pick % working.length];
      if (orderId === undefined) return;
      for (const [honest, more] of before) await client.ask(honest, { orderId, ...more } as never);
      const given = name === 'device.report' ? argument : { orderId, ...argument };
      const answer: Result<unknown> = await client.ask(name, given as never);
      if (answer.ok) kept.set(name, (kept.get(name) ?? 0) + 1);
      else codes.set(answer.problem.code, (codes.get(answer.problem.code) ?? 0) + 1);
      if (!answer.ok) expect(answer.problem.code, JSON.stringify(client.errors.at(-1))).not.toBe('internal');
      done += 1;
      if (done % 200 === 0) await allTaken();
    }),
    { numRuns: runs, endOnFailure: true },
  );
  await allTaken();
  process.stdout.write(
    `kept ${JSON.stringify(Object.fromEntries(kept))}\nrefused ${JSON.stringify(Object.fromEntries(codes))}\n`,
  );
  const tried = Object.entries(trials).flatMap(([name, one]) => (one === notWriting ? [] : [name]));
  if (runs >= 2_000) expect(tried.filter((name) => !kept.has(name) && !rarelyLegal.has(name))).toEqual([]);

  // And what lies at the office is what its own schemas take, and makes orders.
  const { work } = office.office().context;
  for (const { doc } of await work.allDocs({ includeDocs: true })) {
    if (!doc) continue;
    const read = readDocument(doc.type as DocumentType, doc);
    expect(read.ok, JSON.stringify(doc).slice(0, 2_000)).toBe(true);
  }
  const dispatcher = await officeClient(office.url, 'disp1');
  for (const orderId of [...working, signable]) await dispatcher.call('workOrder.open', { orderId });
}, 900_000);
