import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OfficeProcess, startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { type StationProcess, startStation, stationToken } from '../processes/station.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type ElectronShell, electron, startShell } from './electron-shell.ts';

type Door = {
  readonly linework: {
    readonly call: (name: string, argument: unknown) => Promise<{ readonly value?: { readonly state?: string } }>;
  };
};

describe.skipIf(!electron)('Electron’s windows', () => {
  let folder: TemporaryFolder;
  let office: OfficeProcess;
  let station: StationProcess;
  let shell: ElectronShell;

  beforeAll(async () => {
    folder = await temporaryFolder('windows');
    office = await startOffice({ data: path.join(folder.path, 'office') });
    station = await startStation({ data: path.join(folder.path, 'station'), officeUrl: office.url });
    const args = ['--station', station.url];
    shell = await startShell({
      data: path.join(folder.path, 'window'),
      officeUrl: office.url,
      args,
      env: { LINEWORK_STATION_TOKEN: stationToken },
    });
  });
  afterAll(async () => {
    await shell?.close();
    await station?.stop();
    await office?.stop();
    await folder?.remove();
  });

  it('a window attached to a running station is that station: what happens there is seen here', async () => {
    const state = () =>
      shell.page.evaluate(
        async () => (await (window as unknown as Door).linework.call('session.state', {})).value?.state,
      );
    expect(await state()).toBe('new');
    await shell.page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      (window as unknown as { linework: { on: (listener: (event: { name: string }) => void) => void } }).linework.on(
        ({ name }) => told.push(name),
      );
    });
    await station.signIn('tech1');
    await until('the event', () =>
      shell.page.evaluate(() => (window as unknown as { told: string[] }).told.includes('session.changed')),
    );
    expect(await state()).toBe('open');
  });

  it('the office console is the office’s own origin, without verbs, with cookies of its own, and stays there', async () => {
    const opening = shell.app.waitForEvent('window');
    await shell.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('console')?.click());
    const page = await opening;
    await page.waitForLoadState('domcontentloaded');
    expect(new URL(page.url()).origin).toBe(office.url);
    expect(await page.evaluate(() => ['linework', 'require', 'process'].filter((name) => name in window))).toEqual([]);
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: which jar it lands in is the question
      document.cookie = 'mark=console';
    });
    const jars = await shell.app.evaluate(async ({ session }, url) => {
      const names = async (jar: Electron.Session): Promise<string[]> =>
        (await jar.cookies.get({ url })).map(({ name }) => name);
      return {
        own: await names(session.fromPartition('persist:office-console')),
        station: await names(session.defaultSession),
      };
    }, office.url);
    expect(jars.own).toContain('mark');
    expect(jars.station).not.toContain('mark');
    await page.evaluate(() => location.assign('https://example.com/console'));
    await until('the link handed over', async () =>
      (await shell.openedOutside()).includes('https://example.com/console'),
    );
    expect(new URL(page.url()).origin).toBe(office.url);
  });

  it('the menu speaks the language of the technician', async () => {
    const labels = () =>
      shell.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
    expect(await labels()).toEqual(['文件', '编辑', '显示', '窗口']);
    await station.call('settings.set', { language: 'en' });
    await until('the English menu', async () => (await labels())[0] === 'File');
  });

  it('fits the work area, may be as small as a tablet at 150 %, and says when no program takes a link', async () => {
    const { bounds, area, least } = await shell.app.evaluate(({ BrowserWindow, screen }) => {
      const [window] = BrowserWindow.getAllWindows().filter((one) => one.webContents.getURL().startsWith('linework:'));
      if (!window) throw new Error('no window');
      return {
        bounds: window.getBounds(),
        area: screen.getDisplayMatching(window.getBounds()).workArea,
        least: window.getMinimumSize(),
      };
    });
    expect(bounds.width).toBeLessThanOrEqual(area.width);
    expect(bounds.height).toBeLessThanOrEqual(area.height);
    expect(least[0]).toBeLessThanOrEqual(853);
    expect(least[1]).toBeLessThanOrEqual(533);
    await shell.app.evaluate(({ app }) => {
      app.getApplicationNameForProtocol = () => '';
    });
    const answer = await shell.page.evaluate(() =>
      (window as unknown as { linework: { openOutside: (url: string) => Promise<unknown> } }).linework.openOutside(
        'tel:110',
      ),
    );
    expect(answer).toMatchObject({ ok: false, problem: { code: 'device.noProgram' } });
  });

  it('a kiosk begins and ends with its code', async () => {
    const isKiosk = () =>
      shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isKiosk()));
    expect(await station.ask('settings.set', { windowMode: 'kiosk' })).toMatchObject({
      ok: false,
      problem: { code: 'settings.kioskCodeRequired' },
    });
    await station.call('settings.set', { windowMode: 'kiosk', kioskCode: '2468' });
    await until('the kiosk', isKiosk);
    expect(await station.ask('settings.set', { windowMode: 'window', kioskCode: '1357' })).toMatchObject({
      ok: false,
      problem: { code: 'settings.kioskCodeWrong' },
    });
    await station.call('settings.set', { windowMode: 'window', kioskCode: '2468' });
    await until('the window', async () => !(await isKiosk()));
  });
});
