import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../../domain/result.ts';
import { sampleOf } from '../builders/answers.ts';
import { newOrder } from '../builders/new-order.ts';
import { smallPhoto } from '../durability/small-photo.ts';
import { type Acknowledged, draftLog, type Ledger } from './ledger.ts';
import { fairWeather } from './link.ts';
import type { Device, Move, Schedule, Step } from './schedule.ts';
import { devices, technicianOf } from './schedule.ts';
import type { Site } from './site.ts';

const draftStep = 'preparation.route';
/** Small enough that a thousand schedules do not wait for pictures, large enough to be cut under way. */
const pictureSize = [320, 240] as const;
/** An order that does not come within this is worked on as far as it goes: refusals are in order. */
const arrivesWithinMs = 8_000;

/** One order's life: created, given to its first technician, then every step in turn. Resolves when the last step is done. */
export async function live(site: Site, ledger: Ledger): Promise<void> {
  const { schedule } = ledger;
  const key = keysOf(schedule);
  const created = await site.askOffice('disp1', 'workOrder.create', newOrder({ requestKey: key() }));
  if (!created.ok) throw new Error(`no order: ${created.problem.code}`);
  ledger.orderId = created.value.orderId;
  await perform(site, ledger, { do: 'assign', to: schedule.first }, key);
  await arrives(site, ledger, schedule.first);
  for (const step of schedule.steps) await perform(site, ledger, step, key);
}

/** Unique to this run: a database that outlives it must not take the next run's requests for retries. */
function keysOf({ seed, number }: Schedule): () => string {
  const run = randomUUID().slice(0, 8);
  let next = 0;
  return () => `${seed}-${number}-${next++}-${run}`;
}

async function arrives(site: Site, { orderId }: Ledger, technician: string): Promise<void> {
  const until = performance.now() + arrivesWithinMs;
  for (const on of devices.filter((device) => technicianOf[device] === technician))
    while (performance.now() < until) {
      const opened = await site.ask(on, 'workOrder.open', { orderId });
      if (opened.ok && opened.value.local.grant === 'active') break;
      await pause(60);
    }
}

async function perform(site: Site, ledger: Ledger, step: Step, key: () => string): Promise<void> {
  const { orderId } = ledger;
  switch (step.do) {
    case 'pause':
      return pause(step.ms);
    case 'kill':
      return site.kill(step.all, step.downMs);
    case 'clock':
      return site.setClock(step.of, step.offsetMs);
    case 'database':
      return void (await site.restartDatabase());
    case 'link':
      site.links[step.of].set(step.mode);
      setTimeout(() => site.links[step.of].set('open'), step.forMs);
      return;
    case 'box':
      site.boxes[step.of].set(step.box);
      setTimeout(() => site.boxes[step.of].set({ box: 'clear' }), step.forMs);
      return;
    case 'weather':
      site.links[step.of].weather({ ...fairWeather, ...step.weather });
      setTimeout(() => site.links[step.of].weather(fairWeather), step.forMs);
      return;
    case 'assign': {
      const requestKey = key();
      const given = { orderId, technicianId: site.technicians[step.to], requestKey };
      const answer = await site.askOffice('disp1', 'workOrder.assign', given);
      noteOffice(ledger, requestKey, answer);
      if (answer.ok && ledger.byOffice.length > 1) await arrives(site, ledger, step.to);
      return;
    }
    case 'officeNote': {
      const requestKey = key();
      const given = { orderId, text: `调度 ${requestKey}`, requestKey };
      return noteOffice(ledger, requestKey, await site.askOffice('disp1', 'workOrder.note', given));
    }
    case 'reschedule': {
      const requestKey = key();
      const start = Date.UTC(2027, 0, 1) + ledger.asked.length * 3_600_000;
      const appointment = { start: new Date(start).toISOString(), end: new Date(start + 7_200_000).toISOString() };
      const given = { orderId, reasonCode: 'customer', note: '', appointment, agreedWith: '客户本人', requestKey };
      return noteOffice(ledger, requestKey, await site.askOffice('disp1', 'workOrder.reschedule', given));
    }
    case 'cancel': {
      const requestKey = key();
      const given = { orderId, reasonCode: 'customerWithdrew', note: '', requestKey };
      return noteOffice(ledger, requestKey, await site.askOffice('disp1', 'workOrder.cancel', given));
    }
    default:
      return onDevice(site, ledger, step, key);
  }
}

type DeviceStep = Extract<Step, { readonly on: Device }>;

async function onDevice(site: Site, ledger: Ledger, step: DeviceStep, key: () => string): Promise<void> {
  const { orderId } = ledger;
  const { on } = step;
  if (step.do === 'draft') {
    const log = draftLog(ledger, on, draftStep);
    log.asked += 1;
    const asked = log.asked;
    const fields = { ...sampleOf(draftStep), routeNote: `${asked}` };
    const answer = await site.ask(on, 'step.saveDraft', { orderId, step: draftStep, fields });
    if (answer.ok) log.acknowledged = asked;
    else refusal(ledger, answer.problem.code);
    return;
  }
  const requestKey = key();
  const kept = (
    kind: Acknowledged['kind'],
    answer: Result<{ id: string; travels?: string }>,
    more: Partial<Acknowledged> & { readonly original?: string } = {},
  ): void => {
    if (!answer.ok) {
      refusal(ledger, answer.problem.code);
      return;
    }
    const { id, travels } = answer.value;
    const photo = travels !== undefined && more.original !== undefined ? { original: more.original, travels } : null;
    ledger.acknowledged.push({ on, kind, id, requestKey, holds: more.holds ?? null, photo, seen: false });
  };
  /** Asked twice at the same time where the step says so: both answers must be about the same thing. */
  const once = async <T>(ask: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (step.twice !== true) return ask();
    const [one, other] = await Promise.all([ask(), ask()]);
    const said = (answer: Result<T>): string => (answer.ok ? idIn(answer.value) : answer.problem.code);
    if (one.ok && other.ok && said(one) !== said(other))
      ledger.contradictions.push(`${step.do} on ${on} twice: ${said(one)} and ${said(other)}`);
    return one.ok ? one : other;
  };
  switch (step.do) {
    case 'note': {
      ledger.asked.push({ kind: 'event', requestKey });
      const text = `记录 ${requestKey}`;
      const answer = await once(() => site.ask(on, 'workOrder.note', { orderId, text, requestKey }));
      return kept('event', eventOf(answer), { holds: { path: 'payload.text', value: text } });
    }
    case 'move':
      ledger.asked.push({ kind: 'event', requestKey });
      return kept('event', eventOf(await once(() => move(site, ledger, on, step.move, requestKey))));
    case 'pass':
      ledger.asked.push({ kind: 'event', requestKey });
      return kept(
        'event',
        eventOf(await once(() => site.ask(on, 'stage.pass', { orderId, stage: 'orderStudy', requestKey }))),
      );
    case 'submit': {
      ledger.asked.push({ kind: 'submission', requestKey });
      const noted = step.step === 'orderStudy.services';
      const fields = sampleOf(step.step, noted ? { studyNote: requestKey } : {});
      const answer = await once(() => site.ask(on, 'step.submit', { orderId, step: step.step, fields, requestKey }));
      const of: Result<{ id: string }> = answer.ok ? { ok: true, value: { id: answer.value.submissionId } } : answer;
      return kept('submission', of, noted ? { holds: { path: 'fields.studyNote.value', value: requestKey } } : {});
    }
    case 'photo': {
      ledger.asked.push({ kind: 'photo', requestKey });
      const { bytes, sha256 } = smallPhoto(step.picture, pictureSize);
      const given = { orderId, slot: step.slot, bytes: bytes.toString('base64'), source: 'file' as const, requestKey };
      const answer = await once(() => site.ask(on, 'evidence.add', given));
      const of: Result<{ id: string; travels: string }> = answer.ok
        ? { ok: true, value: { id: answer.value.evidenceId, travels: answer.value.sha256 } }
        : answer;
      return kept('photo', of, { original: sha256, holds: { path: 'slot', value: step.slot } });
    }
  }
}

function move(site: Site, { orderId }: Ledger, on: Device, name: Move, requestKey: string) {
  const given = { orderId, requestKey };
  switch (name) {
    case 'hold':
      return site.ask(on, 'workOrder.hold', { ...given, reasonCode: 'access', note: '' });
    case 'decline':
      return site.ask(on, 'workOrder.decline', { ...given, reasonCode: 'overloaded', note: '' });
    case 'return':
      return site.ask(on, 'workOrder.return', { ...given, reasonCode: 'noAccess', note: '' });
    case 'fail':
      return site.ask(on, 'workOrder.fail', { ...given, reasonCode: 'technical', note: '' });
    default:
      return site.ask(on, `workOrder.${name}`, given);
  }
}

/** The id of the record that an answer says was made. */
const idIn = (value: unknown): string => {
  const made = value as { readonly eventId?: string; readonly submissionId?: string; readonly evidenceId?: string };
  return made.eventId ?? made.submissionId ?? made.evidenceId ?? '';
};

const eventOf = (answer: Result<{ eventId: string }>): Result<{ id: string }> =>
  answer.ok ? { ok: true, value: { id: answer.value.eventId } } : answer;

function noteOffice(ledger: Ledger, requestKey: string, answer: Result<{ eventId: string }>): void {
  ledger.asked.push({ kind: 'officeEvent', requestKey });
  if (answer.ok) ledger.byOffice.push({ id: answer.value.eventId, requestKey });
  else refusal(ledger, answer.problem.code);
}

function refusal({ refusals }: Ledger, code: string): void {
  refusals[code] = (refusals[code] ?? 0) + 1;
}
