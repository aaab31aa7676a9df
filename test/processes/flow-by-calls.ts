import { sideOfStage } from '../../forms/engine/performers.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import type { Answers } from '../builders/answers.ts';
import { makeSmallPhoto } from '../builders/photo.ts';
import type { StationClient } from './calls.ts';
import { signByCalls } from './work-by-calls.ts';

/** Does every field stage whose turn it is through the station's door, by the samples of the order's type, until it is the office's turn or the end. */
export async function fieldByCalls(
  station: StationClient,
  orderId: string,
  over: Readonly<Record<string, Answers>> = {},
): Promise<void> {
  const open = () => station.call('workOrder.open', { orderId });
  const { definition, settings } = await open();
  await station.call('workOrder.accept', { orderId });
  await station.call('workOrder.start', { orderId });
  for (const stage of definition.stages) {
    if (sideOfStage(definition, stage) === 'office' || (await open()).view.currentStage !== stage.key) continue;
    for (const step of stage.steps) {
      const path = `${stage.key}.${step.key}`;
      const { view } = await open();
      if (view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === path)?.relevant !== true) continue;
      const fields: Answers = { ...definition.samples[path], ...over[path] };
      for (const { slot, required } of evaluateStep({ view, definition, settings, step: path, fields }).photos) {
        taken += 1;
        const bytes = makeSmallPhoto(700 + taken).bytes.toString('base64');
        if (required) await station.call('evidence.add', { orderId, slot, bytes, source: 'file' });
      }
      if (step.kind === 'form') await station.call('step.submit', { orderId, step: path, fields: { ...fields } });
      if (step.kind === 'signOff') await signByCalls(station, orderId);
    }
    await station.call('stage.pass', { orderId, stage: stage.key });
  }
}
let taken = 0;
