import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronFlags, electronForTests } from '../../build/needs/electron.ts';
import { root } from '../../build/root.ts';
import { builtProgram } from '../processes/built.ts';

/** The Electron of this machine; undefined: the tests that need it are skipped. */
export const electron = electronForTests(root);

export type ElectronShell = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** pid of the station's utility process */
  readonly stationPid: () => Promise<number>;
  /** addresses that the shell handed to the system; nothing is really opened */
  readonly openedOutside: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

export type ShellOptions = {
  readonly data: string;
  readonly officeUrl?: string;
  readonly args?: readonly string[];
  /** switches of Chromium's own */
  readonly switches?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** The built shell with a data folder of its own, its window open. */
export async function startShell({
  data,
  officeUrl = 'http://127.0.0.1:1',
  args = [],
  switches = [],
  env = {},
}: ShellOptions): Promise<ElectronShell> {
  const app = await _electron.launch({
    executablePath: electron ?? '',
    args: [
      ...electronFlags,
      ...switches,
      builtProgram('electron/main.mjs'),
      '--data',
      data,
      '--office',
      officeUrl,
      ...args,
    ],
    env: { ...(process.env as Record<string, string>), LOG_LEVEL: 'warn', ...env },
    cwd: path.dirname(data),
  });
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedOutside: opened });
    shell.openExternal = (url: string) => {
      opened.push(url);
      return Promise.resolve();
    };
    shell.openPath = (file: string) => {
      opened.push(file);
      return Promise.resolve('');
    };
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return {
    app,
    page,
    stationPid: () =>
      app.evaluate(({ app: running }) => {
        const found = running
          .getAppMetrics()
          .find(
            ({ serviceName, name }) =>
              `${serviceName} ${name}`.includes('linework-station') || (name ?? '').includes('linework-station'),
          );
        return found?.pid ?? -1;
      }),
    openedOutside: () => app.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside),
    close: () => app.close(),
  };
}
