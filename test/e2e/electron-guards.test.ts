import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronFlags } from '../../build/needs/electron.ts';
import { builtProgram } from '../processes/built.ts';
import { until } from '../processes/poll.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { type ElectronShell, electron, startShell } from './electron-shell.ts';

type Verbs = {
  readonly call: (
    name: string,
    argument: unknown,
  ) => Promise<{ readonly ok: boolean; readonly value?: unknown; readonly problem?: { readonly code: string } }>;
};
type Given = { readonly linework: Verbs };

/** What an attacker in the page, or beside it, would try; each is a try at a running shell. */
describe.skipIf(!electron)('the Electron shell under attack', () => {
  let folder: TemporaryFolder;
  let shell: ElectronShell;
  let evil: Server;
  let evilUrl: string;

  beforeAll(async () => {
    folder = await temporaryFolder('electron');
    evil = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<h1>elsewhere</h1>'));
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
    evilUrl = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/`;
    shell = await startShell({
      data: path.join(folder.path, 'data'),
      switches: ['--use-fake-device-for-media-stream'],
    });
  });
  afterAll(async () => {
    await shell?.close();
    evil?.close();
    await folder?.remove();
  });

  it('shows its own page, and the page has the verbs and no Node', async () => {
    expect(shell.page.url()).toMatch(/^linework:\/\/app\//);
    const seen = await shell.page.evaluate(() => ({
      verbs: Object.keys((window as unknown as Given).linework),
      node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in window),
      secure: window.isSecureContext,
    }));
    expect(seen).toEqual({
      verbs: ['call', 'on', 'saveFile', 'printFile', 'showWindow', 'openOutside', 'facts'],
      node: [],
      secure: true,
    });
    const state = await shell.page.evaluate(() => (window as unknown as Given).linework.call('session.state', {}));
    expect(state).toMatchObject({ ok: true, value: { state: 'new' } });
  });

  it('every window has the safe preferences', async () => {
    const preferences = await shell.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const contents = window.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
          contents.getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
      }),
    );
    expect(preferences).toEqual([
      { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
    ]);
  });

  it('the page cannot be led away; https goes to the system’s browser, anything else nowhere', async () => {
    const before = shell.page.url();
    for (const url of [evilUrl, 'https://example.com/away', 'file:///etc/passwd', 'linework://other/']) {
      await shell.page.evaluate((to) => {
        const link = document.createElement('a');
        link.href = to;
        document.body.append(link);
        link.click();
        link.remove();
      }, url);
    }
    await until('https handed over', async () => (await shell.openedOutside()).includes('https://example.com/away'));
    expect(await shell.openedOutside()).toEqual(['https://example.com/away']);
    expect(shell.page.url()).toBe(before);
    expect(await shell.page.evaluate(() => document.body.textContent)).not.toContain('elsewhere');
  });

  it('opens no window', async () => {
    const opened = await shell.page.evaluate(
      (urls) => urls.map((url) => window.open(url) === null),
      ['about:blank', evilUrl, 'linework://app/', 'javascript:alert(1)', 'file:///etc/passwd'],
    );
    expect(opened).toEqual([true, true, true, true, true]);
    expect(shell.app.windows()).toHaveLength(1);
  });

  it('the scheme gives out nothing but the pages', async () => {
    const ways = [
      '/../electron/main.mjs',
      '/%2e%2e/electron/main.mjs',
      '/..%2felectron%2fmain.mjs',
      '/%2e%2e%5celectron%5cmain.mjs',
      '/..;/electron/main.mjs',
      '/assets/../../electron/main.mjs',
      '/assets/%252e%252e/x',
      '/etc/passwd',
      '/C:/Windows/win.ini',
      '/evidence/..%2F..%2Fetc%2Fpasswd/view',
      '/evidence/x/original',
    ];
    const statuses = await shell.page.evaluate(
      (all) => Promise.all(all.map(async (way) => (await fetch(`linework://app${way}`)).status)),
      ways,
    );
    expect(statuses).toEqual(ways.map(() => 404));
    expect(await shell.page.evaluate(async () => (await fetch('linework://app/', { method: 'POST' })).status)).toBe(
      405,
    );
    const policy = await shell.page.evaluate(async () =>
      (await fetch('linework://app/')).headers.get('content-security-policy'),
    );
    expect(policy).toMatch(/^default-src 'none'/);
  });

  it('the policy stops foreign requests, inline scripts and eval', async () => {
    const stopped = await shell.page.evaluate(async (url) => {
      const foreign = await fetch(url).then(
        () => 'sent',
        () => 'stopped',
      );
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      // In a task of its own: what a debugger evaluates at once is beyond the policy.
      const evaluated = await new Promise((done) =>
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: the policy must stop it
            done(globalThis.eval('"ran"'));
          } catch {
            done('stopped');
          }
        }),
      );
      return { foreign, inline: 'inlineRan' in window, evaluated };
    }, evilUrl);
    expect(stopped).toEqual({ foreign: 'stopped', inline: false, evaluated: 'stopped' });
  });

  it('a call from a frame inside our page is refused, and so is one from a foreign page in our window', async () => {
    const fromFrame = await shell.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      await window?.webContents.executeJavaScript(
        `new Promise((done) => { const frame = document.createElement('iframe'); frame.src = 'linework://app/station.html'; frame.id = 'inner'; frame.onload = done; document.body.append(frame); })`,
      );
      const frame = window?.webContents.mainFrame.frames[0];
      return frame?.executeJavaScript(
        `'linework' in window ? window.linework.call('session.state', {}).then((a) => a.problem.code) : 'no verbs'`,
      ) as Promise<string>;
    });
    expect(['session.originRefused', 'no verbs']).toContain(fromFrame);
    await shell.page.evaluate(() => document.getElementById('inner')?.remove());

    const foreign = await shell.app.evaluate(
      async ({ BrowserWindow }, { url, preload }) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { sandbox: true, contextIsolation: true, preload },
        });
        await window.loadURL(url);
        const answer = (await window.webContents.executeJavaScript(
          `window.linework.call('session.state', {}).then((a) => a.problem?.code ?? 'answered')`,
        )) as string;
        window.destroy();
        return answer;
      },
      { url: evilUrl, preload: builtProgram('electron/preload.cjs') },
    );
    expect(foreign).toBe('session.originRefused');
  });

  it('nonsense over the wire is a coded refusal, and the shell lives', async () => {
    const codes = await shell.page.evaluate(async () => {
      const { call } = (window as unknown as Given).linework;
      const tries: readonly (readonly [unknown, unknown])[] = [
        ['no.such', {}],
        [42, {}],
        ['constructor', {}],
        ['workOrder.open', null],
        ['workOrder.open', { orderId: '../..' }],
        ['x'.repeat(5000), {}],
      ];
      return Promise.all(tries.map(async ([name, argument]) => (await call(name as string, argument)).problem?.code));
    });
    for (const code of codes)
      expect(code).toMatch(/^(call\.unknown|input\.invalid|session\.required|session\.firstSignInOnline)$/);
    expect(
      await shell.page.evaluate(() => (window as unknown as Given).linework.call('settings.get', {})),
    ).toMatchObject({ ok: true });
  });

  it('denies what is not in the table', async () => {
    const states = await shell.page.evaluate(async () => {
      const asked = ['notifications', 'midi', 'geolocation'] as const;
      return Promise.all(
        asked.map(async (name) => (await navigator.permissions.query({ name: name as 'notifications' })).state),
      );
    });
    expect(states).toEqual(['granted', 'denied', 'granted']);
  });

  it('gives the page the camera, and neither the microphone nor the screen', async () => {
    const given = await shell.page.evaluate(async () => {
      const ask = async (media: Promise<MediaStream>): Promise<string> => {
        try {
          const tracks = (await media).getTracks();
          for (const track of tracks) track.stop();
          return tracks.map(({ kind }) => kind).join();
        } catch (error) {
          return error instanceof DOMException ? 'refused' : String(error);
        }
      };
      const { mediaDevices } = navigator;
      // How a page of old asked for the screen, by the camera's own call.
      const desktop = { video: { mandatory: { chromeMediaSource: 'desktop' } } } as MediaStreamConstraints;
      return {
        camera: await ask(mediaDevices.getUserMedia({ video: true })),
        microphone: await ask(mediaDevices.getUserMedia({ audio: true })),
        both: await ask(mediaDevices.getUserMedia({ audio: true, video: true })),
        desktop: await ask(mediaDevices.getUserMedia(desktop)),
        screen: await ask(mediaDevices.getDisplayMedia({ video: true })),
      };
    });
    expect(given).toEqual({
      camera: 'video',
      microphone: 'refused',
      both: 'refused',
      desktop: 'refused',
      screen: 'refused',
    });
  });

  it('a second launch ends by itself and the first window stays', async () => {
    const args = [...electronFlags, builtProgram('electron/main.mjs'), '--data', path.join(folder.path, 'data')];
    const second = spawn(electron ?? '', args, { stdio: 'ignore' });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    expect(shell.app.windows()).toHaveLength(1);
  });

  it('a station process that is killed is started again, and the page is told', async () => {
    await shell.page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      (window as unknown as { linework: { on: (listener: (event: unknown) => void) => () => void } }).linework.on(
        (event) => told.push(event),
      );
    });
    const pid = await shell.stationPid();
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGKILL');
    await until('the page to be told', () =>
      shell.page.evaluate(() =>
        (window as unknown as { told: { name: string }[] }).told.some(({ name }) => name === 'session.changed'),
      ),
    );
    expect(
      await shell.page.evaluate(() => (window as unknown as Given).linework.call('session.state', {})),
    ).toMatchObject({ ok: true });
    expect(await shell.stationPid()).not.toBe(pid);
  });
});
