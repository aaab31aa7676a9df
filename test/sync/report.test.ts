import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidencePath } from '../../bridge/station.ts';
import { pagesOf, poppler } from '../../main/station/report/ink.ts';
import { formSteps, requiredSlots, sampleOf, stageKeys } from '../builders/answers.ts';
import { customerName } from '../builders/new-order.ts';
import { makePhoto } from '../builders/photo.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { stationToken } from '../processes/station.ts';
import { type Field, type FieldStation, openField } from './field.ts';

let field: Field;
let station: FieldStation;
let orderId: string;

beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.assigned(station);
});
afterAll(() => field.close());

const squeeze = (text: string): string => text.replace(/\s+/g, '');
const bytesOf = async (evidenceId: string): Promise<Buffer> =>
  (
    await http(`${station.url}${evidencePath(evidenceId, 'view')}`, {
      headers: { authorization: `Bearer ${stationToken}` },
    })
  ).body;

async function fill(stage: string): Promise<void> {
  for (const step of formSteps(stage)) {
    const relevant = (await station.view(orderId)).stages
      .flatMap(({ steps }) => steps)
      .find(({ key }) => key === step)?.relevant;
    if (relevant) await station.call('step.submit', { orderId, step, fields: sampleOf(step) });
  }
  for (const [i, slot] of requiredSlots(stage).entries()) {
    const bytes = makePhoto(stageKeys.indexOf(stage) * 10 + i).bytes.toString('base64');
    await station.call('evidence.add', { orderId, slot, source: 'live', bytes });
  }
}

const strokes = [Array.from({ length: 80 }, (_, i) => [100 + i * 9, 200 + Math.round(120 * Math.sin(i / 5))]).flat()];

it('makes the report offline, once, with everything of the order in it', async () => {
  station.link.set('cut');
  expect(await station.ask('report.make', { orderId })).toMatchObject({
    ok: false,
    problem: { code: 'report.nothingToReport' },
  });
  await station.call('workOrder.accept', { orderId });
  await station.call('workOrder.start', { orderId });
  for (const stage of stageKeys.slice(0, -1)) {
    await fill(stage);
    await station.call('stage.pass', { orderId, stage });
  }
  await fill('signOff');
  const { digest } = await station.call('signOff.summary', { orderId });
  const signOff = {
    outcome: 'signed',
    strokes,
    padHeight: 400,
    printedName: customerName,
    relation: 'self',
    seenDigest: digest,
  } as const;
  await station.call('signOff.sign', { orderId, signOff });

  const started = performance.now();
  const press = () => station.call('report.make', { orderId, requestKey: 'report-1' });
  const [made, second, third] = await Promise.all([press(), press(), press()]);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect([second, third]).toEqual([made, made]);
  expect(await press()).toEqual(made);
  expect(await station.call('report.make', { orderId })).toEqual(made);
  const view = await station.view(orderId);
  expect(view.fold.reports).toMatchObject([{ report: 1, evidenceId: made.evidenceId, sha256: made.sha256 }]);

  const bytes = await bytesOf(made.evidenceId);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256);
  if (process.env.LINEWORK_KEEP_REPORT) writeFileSync(process.env.LINEWORK_KEEP_REPORT, bytes);
  const text = squeeze(poppler('pdftotext', bytes));
  const measures = view.stages.flatMap(({ steps }) => steps.flatMap((step) => step.measures));
  expect(measures.length).toBeGreaterThan(3);
  for (const { value, unit, limit } of measures) {
    expect(text).toContain(squeeze(`${value}${unit}`.replace('-', '−')));
    for (const bound of [limit?.min, limit?.max])
      if (bound !== undefined) expect(text).toContain(String(bound).replace('-', '−'));
  }
  for (const { document, slot } of view.evidence) if (slot !== 'report') expect(text).toContain(document.sha256);
  for (const words of [view.number, customerName, digest]) expect(text).toContain(squeeze(words));
  for (const page of pagesOf(bytes)) {
    expect(
      page.dark(0, 0, page.width, 39) +
        page.dark(0, 0, 39, page.height) +
        page.dark(page.width - 39, 0, page.width, page.height),
    ).toBe(0);
    expect(page.dark(40, 40, 555, 800)).toBeGreaterThan(1000);
  }
});

it('after rework the second report names the first and what changed, and both are the office’s', async () => {
  const [first] = (await station.view(orderId)).fold.reports;
  await station.call('stage.pass', { orderId, stage: 'signOff' });
  await station.call('workOrder.complete', { orderId });
  station.link.set('open');
  await station.synchronised(90_000);
  const reviewer = await field.office.signIn('rev1');
  await until(
    'the order at the office',
    async () => (await reviewer.call('workOrder.open', { orderId })).view.fold.phase === 'completed',
  );
  const rework = [{ step: 'opticalTurnup.readings', fields: ['onuDbm'], reasonCode: 'wrongValue', note: '请复测' }];
  await reviewer.call('review.return', { orderId, rework, note: '', scorecard: [] });
  await until('the rework here', async () => (await station.view(orderId)).fold.rework.length > 0);
  await station.call('step.submit', {
    orderId,
    step: 'opticalTurnup.readings',
    fields: sampleOf('opticalTurnup.readings', { onuDbm: -18.4 }),
  });
  const second = await station.call('report.make', { orderId });
  expect(second.report).toBe(2);
  const text = squeeze(poppler('pdftotext', await bytesOf(second.evidenceId)));
  for (const words of [first?.sha256 ?? '', '本报告替代', '−19.3dBm', '−18.4dBm', '签字之后，记录有过更改'])
    expect(text).toContain(words);
  await station.synchronised(90_000);
  const { view } = await reviewer.call('workOrder.open', { orderId });
  expect(view.manifest.received).toBe(view.manifest.total);
  expect(view.fold.reports).toHaveLength(2);
});
