import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { electronFlags, electronForTests } from '../../build/needs/electron.ts';
import { root } from '../../build/root.ts';
import type { Result } from '../../domain/result.ts';
import { builtProgram } from '../processes/built.ts';
import { Refused, type StationClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import type { StationDriver } from './station-driver.ts';

type Verbs = { readonly call: (name: string, argument: unknown) => Promise<Result<unknown>> };

/** The Electron shell with its own station in a utility process; calls go the page's way, through the preload. */
export async function electronStation(data: string, officeUrl: string): Promise<StationDriver> {
  const executablePath = electronForTests(root) ?? '';
  if (executablePath === '') throw new Error('no Electron runtime');
  const args = [...electronFlags, builtProgram('electron/main.mjs'), '--data', data, '--office', officeUrl];
  const env = { ...process.env, LOG_LEVEL: 'warn', ELECTRON_DISABLE_SECURITY_WARNINGS: '1' } as Record<string, string>;

  async function launch(): Promise<{ readonly app: ElectronApplication; readonly page: Page }> {
    const app = await electron.launch({ executablePath, args, env, timeout: 60_000 });
    const page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    return { app, page };
  }
  let { app, page } = await launch();

  const ask = (name: string, argument: unknown): Promise<Result<unknown>> =>
    page.evaluate(
      ([called, given]) => (window as unknown as { linework: Verbs }).linework.call(called as string, given),
      [name, argument] as const,
    );
  const call = async (name: string, argument: unknown): Promise<unknown> => {
    const answer = await ask(name, argument);
    if (!answer.ok) throw new Refused(name, answer.problem);
    return answer.value;
  };
  const stationPid = (): Promise<number | undefined> =>
    app.evaluate(
      ({ app: shell }) =>
        shell
          .getAppMetrics()
          .find(({ serviceName, name }) => serviceName === 'linework-station' || name === 'linework-station')?.pid,
    );
  const answers = (): Promise<unknown> =>
    until('the station in Electron to answer', async () => (await ask('session.state', {})).ok, { withinMs: 30_000 });

  async function killStation(): Promise<void> {
    const pid = await until('the utility process', stationPid);
    process.kill(pid, 'SIGKILL');
    await until('the utility process to be gone', () => isGone(pid));
  }

  return {
    shell: 'electron',
    ask: ask as StationClient['ask'],
    call: call as StationClient['call'],
    page: () => page,
    data,
    killStation,
    // The shell starts its station again by itself.
    startAgain: async () => {
      await answers();
      await page.reload();
    },
    killAllAndStartAgain: async () => {
      const pid = app.process().pid ?? -1;
      const station = await stationPid();
      process.kill(pid, 'SIGKILL');
      await until('Electron to be gone', () => isGone(pid));
      if (station !== undefined) await until('its station to be gone', () => isGone(station));
      ({ app, page } = await launch());
      await answers();
    },
    close: () => app.close(),
  };
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
