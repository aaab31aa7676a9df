import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../processes/poll.ts';
import { stationToken } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { workByCalls } from '../processes/work-by-calls.ts';
import { type Field, type FieldStation, openField } from '../sync/field.ts';
import { type ElectronShell, electron, startShell } from './electron-shell.ts';

/** The viewfinder in Electron's own window: its camera is allowed without a question, and what it shoots is a live photo. */
describe.skipIf(!electron)('the viewfinder in Electron', () => {
  let folder: TemporaryFolder;
  let field: Field;
  let station: FieldStation;
  let shell: ElectronShell;
  let orderId: string;

  beforeAll(async () => {
    folder = await temporaryFolder('viewfinder-electron');
    field = await openField();
    station = await field.station('tech1');
    orderId = await field.create();
    await field.assign(orderId, 'tech1');
    await station.has(orderId);
    await workByCalls(station, { orderId, until: 'dropCable' });
    shell = await startShell({
      data: path.join(folder.path, 'window'),
      args: ['--station', station.url],
      switches: ['--use-fake-device-for-media-stream'],
      env: { LINEWORK_STATION_TOKEN: stationToken },
    });
  });
  afterAll(async () => {
    await shell?.close();
    await field?.close();
    await folder?.remove();
  });

  it('films, takes a photo at one tap, and stops filming when it is closed', async () => {
    const { page } = shell;
    await page.getByTestId('tab-today').waitFor();
    await page.evaluate((to) => {
      window.location.hash = to;
    }, `#/order/${orderId}/work/dropCable.photos`);
    await page.getByTestId('photo-add-start').click();
    const video = page.locator('[data-testid="viewfinder-video"][data-ready="true"]');
    await video.waitFor();
    const isLive = await video.evaluate((element) =>
      ((element as HTMLVideoElement).srcObject as MediaStream)
        .getTracks()
        .every(({ readyState }) => readyState === 'live'),
    );
    expect(isLive).toBe(true);
    const stream = await video.evaluateHandle((element) => (element as HTMLVideoElement).srcObject as MediaStream);
    await page.getByTestId('shutter').click();
    const taken = await until('the photo', async () => (await station.view(orderId)).evidence[0] ?? false);
    expect(taken).toMatchObject({ slot: 'dropCable.photos.start', document: { source: 'live' } });
    await page.getByTestId('viewfinder-close').click();
    await page.getByTestId('viewfinder').waitFor({ state: 'detached' });
    expect(
      await stream.evaluate((filmed) => filmed.getTracks().filter(({ readyState }) => readyState === 'live').length),
    ).toBe(0);
  });
});
