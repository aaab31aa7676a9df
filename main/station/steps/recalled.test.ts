import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OrderTypeDefinition } from '../../../forms/engine/types.ts';
import { installDefinition } from '../../../test/builders/install-definition.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openRecalled } from './recalled.ts';

const step = 'opticalTurnup.readings';
const name = `${step}.instrument`;

/** The install order type, whose instrument is offered again, whatever the shipped one says. */
const definition: OrderTypeDefinition = {
  ...installDefinition,
  stages: installDefinition.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((one) => ({
      ...one,
      fields: one.fields.map((field) => (field.key === 'instrument' ? { ...field, recall: true } : field)),
    })),
  })),
};

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder('recalled');
});
afterEach(() => folder.remove());

it('offers the last three different answers, newest first, also after a restart', async () => {
  const recalled = await openRecalled(folder.path);
  expect(recalled.of(definition.key)).toEqual({});
  for (const instrument of ['甲', '乙', '丙', '乙 ', '丁']) await recalled.keep(definition, step, { instrument });
  expect(recalled.of(definition.key)).toEqual({ [name]: ['丁', '乙', '丙'] });
  expect((await openRecalled(folder.path)).of(definition.key)).toEqual({ [name]: ['丁', '乙', '丙'] });
});

it('keeps nothing of fields that say nothing, of empty answers, and of what is no text', async () => {
  const recalled = await openRecalled(folder.path);
  await recalled.keep(definition, step, { instrument: '  ', wavelengthNm: '1490', onuDbm: -19.3 });
  await recalled.keep(definition, step, { instrument: 'x'.repeat(201) });
  await recalled.keep(definition, step, { instrument: 7 });
  await recalled.keep(definition, 'no.step', { instrument: '甲' });
  expect(recalled.of(definition.key)).toEqual({});
});

it('knows one order type from another', async () => {
  const recalled = await openRecalled(folder.path);
  await recalled.keep(definition, step, { instrument: '甲' });
  expect(recalled.of('ftth-repair')).toEqual({});
});

it('begins with nothing over a file that cannot be read, and goes on', async () => {
  await writeFile(join(folder.path, 'recalled.json'), '{"ftth-install": 7');
  const recalled = await openRecalled(folder.path);
  await recalled.keep(definition, step, { instrument: '甲' });
  expect((await openRecalled(folder.path)).of(definition.key)).toEqual({ [name]: ['甲'] });
});

it('keeps both of two submissions at once', async () => {
  const recalled = await openRecalled(folder.path);
  await Promise.all([
    recalled.keep(definition, step, { instrument: '甲' }),
    recalled.keep(definition, step, { instrument: '乙' }),
  ]);
  expect((await openRecalled(folder.path)).of(definition.key)).toEqual({ [name]: ['乙', '甲'] });
});
