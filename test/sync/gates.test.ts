import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../domain/problem.ts';
import { formSteps, requiredSlots, sampleOf } from '../builders/answers.ts';
import { resourcesOf } from '../builders/new-order.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import { until } from '../processes/poll.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { signByCalls, workByCalls, workStageByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from './field.ts';

let field: Field;
let station: FieldStation;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
});
afterAll(() => field.close());

const readings = 'opticalTurnup.readings';

async function orderOf(opticsClass: string): Promise<string> {
  const orderId = await field.assigned(station, { resources: { ...resourcesOf(opticsClass) } });
  return orderId;
}

/** The problems with which a stage refuses to be left, each worded in the language of the device. */
async function refusals(orderId: string, stage: string): Promise<readonly Problem[]> {
  const answer = await station.ask('stage.pass', { orderId, stage });
  if (answer.ok) throw new Error(`${stage} was passed`);
  expect(answer.problem.code).toBe('gate.refused');
  return answer.problem.details.problems as readonly Problem[];
}

/** In both languages of the device, by name of the code, with everything its sentence names filled in. */
async function refusedWith(orderId: string, stage: string, code: string): Promise<void> {
  for (const language of ['en', 'zh-CN'] as const) {
    await station.call('settings.set', { language });
    const problems = await refusals(orderId, stage);
    expect(problems.map((one) => one.code)).toEqual([code]);
    const message = problems[0]?.message ?? '';
    expect([language, /\p{Script=Han}/u.test(message)]).toEqual([language, language === 'zh-CN']);
    expect(message).not.toMatch(/\{\w+\}|undefined/);
  }
}

const submit = (orderId: string, step: string, over: Parameters<typeof sampleOf>[1]) =>
  station.call('step.submit', { orderId, step, fields: { ...sampleOf(step, over) } });

it.each([
  ['GPON-B+', '1490', [-27.1, -7.9], [-27, -8]],
  ['GPON-C+', '1490', [-30.1], [-27.1, -30]],
  ['XGS-PON-N1', '1577', [-8.5, -28.1], [-9, -28]],
] as const)(
  '%s: refused just outside its window, passed on its bounds, the draft kept',
  async (opticsClass, wavelengthNm, outside, inside) => {
    const orderId = await orderOf(opticsClass);
    await workByCalls(station, { orderId, until: 'opticalTurnup' });
    await workStageByCalls(station, orderId, 'opticalTurnup', { [readings]: { wavelengthNm } });
    for (const onuDbm of outside) {
      await submit(orderId, readings, { wavelengthNm, onuDbm });
      await refusedWith(orderId, 'opticalTurnup', 'gate.onuPowerOutOfWindow');
      const typed = { ...sampleOf(readings, { wavelengthNm, onuDbm }), instrument: '重测中' };
      await station.call('step.saveDraft', { orderId, step: readings, fields: typed });
      await refusedWith(orderId, 'opticalTurnup', 'gate.onuPowerOutOfWindow');
      await station.kill();
      await station.startAgain();
      expect((await station.open(orderId)).local.drafts[readings]?.fields).toMatchObject({
        onuDbm,
        instrument: '重测中',
      });
    }
    for (const onuDbm of inside) {
      await submit(orderId, readings, { wavelengthNm, onuDbm });
      expect(await station.call('stage.judge', { orderId, stage: 'opticalTurnup' })).toMatchObject({
        passes: true,
        problems: [],
      });
    }
    await station.call('stage.pass', { orderId, stage: 'opticalTurnup' });
  },
);

it('typing ahead in a stage that is not reached keeps the draft and begins no work (R-23)', async () => {
  const orderId = await orderOf('GPON-B+');
  await station.call('workOrder.accept', { orderId });
  const kinds = async () => (await station.view(orderId)).fold.history.map(({ event }) => event.kind);
  const ahead = 'dropCable.laying';
  const typed = { ...sampleOf(ahead) };
  await station.call('step.saveDraft', { orderId, step: ahead, fields: typed });
  await station.call('step.saveDraft', {
    orderId,
    step: 'preparation.kit',
    fields: { ...sampleOf('preparation.kit') },
  });
  const opened = await station.open(orderId);
  expect([opened.view.fold.phase, opened.local.drafts[ahead]?.fields]).toEqual(['accepted', typed]);
  expect(await kinds()).toEqual(['assigned', 'accepted']);

  for (const step of formSteps('orderStudy')) await submit(orderId, step, {});
  await station.call('stage.pass', { orderId, stage: 'orderStudy' });
  expect(await kinds()).toEqual(['assigned', 'accepted', 'stagePassed']);
  const reached = { orderId, step: 'preparation.kit', fields: { ...sampleOf('preparation.kit'), onuSerial: 'HWTC' } };
  await station.call('step.saveDraft', reached);
  // Nor does typing in the stage at hand: work is begun by saying so, or with the first step of it (ADR 0028).
  expect((await kinds()).at(-1)).toBe('stagePassed');
  expect((await station.open(orderId)).local.drafts[ahead]?.fields).toEqual(typed);
});

it('the press that ends the study accepts the order with it, or does neither', async () => {
  const orderId = await orderOf('GPON-B+');
  const kinds = async () => (await station.open(orderId)).view.fold.history.map(({ event }) => event.kind);
  const accepting = { orderId, stage: 'orderStudy', accepts: true };
  // A gate that would refuse the stage leaves the order as it was: nobody has accepted what he could not check.
  expect(await station.ask('stage.pass', accepting)).toMatchObject({ ok: false, problem: { code: 'gate.refused' } });
  expect(await kinds()).toEqual(['assigned']);
  for (const step of formSteps('orderStudy')) await submit(orderId, step, {});
  expect(await station.ask('stage.pass', { ...accepting, accepts: false })).toMatchObject({ ok: false });
  const both = await Promise.all([station.call('stage.pass', accepting), station.call('stage.pass', accepting)]);
  expect(both[0]).toEqual(both[1]);
  expect(await kinds()).toEqual(['assigned', 'accepted', 'stagePassed']);
  expect((await station.open(orderId)).view.fold.phase).toBe('accepted');

  // Given anew to the same hand: the stage stands as passed, and the press accepts what nobody has accepted yet.
  const { fold } = (await station.open(orderId)).view;
  const technicianId = fold.assignment?.technicianId ?? '';
  await station.synchronised();
  await field.dispatcher.call('workOrder.unassign', { orderId, reasonCode: 'other', note: '' });
  await field.dispatcher.call('workOrder.assign', { orderId, technicianId });
  await until('the new assignment', async () => (await station.open(orderId)).view.fold.phase === 'assigned');
  expect(await station.call('stage.pass', accepting)).toEqual(both[0]);
  expect((await station.open(orderId)).view.fold.phase).toBe('accepted');
  expect(await station.call('stage.pass', accepting)).toEqual(both[0]);
  expect((await kinds()).filter((kind) => kind === 'accepted')).toHaveLength(2);
});

it('a refused press on a step that nobody typed in keeps no draft, and one on a typed step does', async () => {
  const orderId = await orderOf('GPON-B+');
  await station.call('workOrder.accept', { orderId });
  const step = 'orderStudy.services';
  expect(await station.ask('step.submit', { orderId, step, fields: {} })).toMatchObject({ ok: false });
  expect((await station.open(orderId)).local.drafts[step]).toBeUndefined();
  const typed = { studyNote: '门口有犬' };
  expect(await station.ask('step.submit', { orderId, step, fields: typed })).toMatchObject({ ok: false });
  expect((await station.open(orderId)).local.drafts[step]?.fields).toEqual(typed);
});

it('a window that is over is refused, one that has begun is taken, and a retry is answered as before', async () => {
  const orderId = await orderOf('GPON-B+');
  await station.call('workOrder.accept', { orderId });
  const hours = (from: number, to: number) => ({
    start: new Date(Date.now() + from * 3_600_000).toISOString(),
    end: new Date(Date.now() + to * 3_600_000).toISOString(),
  });
  const move = { orderId, reasonCode: 'customer', note: '', agreedWith: '客户本人', requestKey: 'agreed-0001' };
  const refusal = (code: string) => ({ ok: false, problem: { code } });
  const ask = (appointment: ReturnType<typeof hours>) => station.ask('workOrder.reschedule', { ...move, appointment });
  expect(await ask(hours(-3, -1))).toMatchObject(refusal('order.windowPast'));
  expect(await ask(hours(3, 1))).toMatchObject(refusal('order.windowInvalid'));
  const taken = hours(-1, 1);
  const made = await ask(taken);
  expect([made.ok, (await station.open(orderId)).view.appointment]).toEqual([true, taken]);
  expect(await ask(hours(-3, -1))).toEqual(made);
});

it('a missing photo, a slow line and no signature are refused; dispatch opens a gate, and the report says so', async () => {
  const orderId = await orderOf('GPON-B+');
  await workByCalls(station, { orderId, until: 'dropCable' });
  for (const step of ['dropCable.arrival', 'dropCable.laying', 'dropCable.photos']) await submit(orderId, step, {});
  await refusedWith(orderId, 'dropCable', 'gate.photoMissing');
  for (const [i, slot] of requiredSlots('dropCable').entries()) {
    const bytes = makeSmallPhoto(70 + i).bytes.toString('base64');
    await station.call('evidence.add', { orderId, slot, bytes, source: 'file' });
  }
  await station.call('stage.pass', { orderId, stage: 'dropCable' });

  // Too dark: no link to dispatch at first, so the work goes on with the gate open (DESIGN §7).
  await workStageByCalls(station, orderId, 'opticalTurnup', { [readings]: { onuDbm: -27.4 } });
  await refusedWith(orderId, 'opticalTurnup', 'gate.onuPowerOutOfWindow');
  station.link.set('cut');
  await station.call('stage.askOverride', { orderId, stage: 'opticalTurnup', gate: 'powerWindow', note: '分光器老化' });
  await workStageByCalls(station, orderId, 'activation');
  await station.call('stage.pass', { orderId, stage: 'activation' });
  await workStageByCalls(station, orderId, 'demoSpeedTest', { 'demoSpeedTest.speedTest': { downMbps: 445 } });
  await refusedWith(orderId, 'demoSpeedTest', 'gate.speedBelowContract');
  await submit(orderId, 'demoSpeedTest.speedTest', { downMbps: 450 });
  await station.call('stage.pass', { orderId, stage: 'demoSpeedTest' });
  await submit(orderId, 'signOff.summary', {});
  expect((await refusals(orderId, 'signOff')).map(({ code }) => code)).toContain('gate.signatureMissing');

  // Dispatch overrides; only then may the order be completed.
  station.link.set('open');
  await station.synchronised();
  const asked = {
    orderId,
    stage: 'opticalTurnup',
    gate: 'powerWindow',
    reasonCode: 'meterChecked',
    note: '备用表复核',
  };
  await field.dispatcher.call('workOrder.override', asked);
  await until('the override here', async () => (await station.view(orderId)).fold.overrides.length === 1);
  await signByCalls(station, orderId);
  await station.call('stage.pass', { orderId, stage: 'signOff' });
  await station.call('workOrder.complete', { orderId });
  await station.synchronised();

  const { evidence } = (await field.dispatcher.call('workOrder.open', { orderId })).view;
  const report = evidence.find(({ slot }) => slot === 'report');
  const pdf = await field.dispatcher.get(`/evidence/file/${report?.document.sha256}?order=${orderId}`);
  const folder = await temporaryFolder('report');
  const file = path.join(folder.path, 'report.pdf');
  await writeFile(file, pdf.body);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  await folder.remove();
  for (const said of ['备用表复核', '周敏', '调度员']) expect(text).toContain(said);
  expect(text.replaceAll('−', '-')).toContain('-27.4');
});
