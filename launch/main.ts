/** `npm start`: the office with demo data, the station, and a window onto it (DESIGN §9). */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Child, startChild, stopChild } from './children.ts';
import { type LaunchOptions, readOptions, usage } from './options.ts';
import { isFree } from './ports.ts';
import { root } from './root.ts';
import { browserCommand, electronProgram, hasDisplay, openBrowser, openElectron } from './window.ts';

// Office, station and window inherit it: whatever they make is for this user alone.
process.umask(0o077);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);
const children: Child[] = [];
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // The station first: it may still have something to tell the office.
  for (const child of [...children].reverse()) await stopChild(child);
  process.exit(code);
}

async function startOne(name: 'office' | 'station', args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const script = path.join(root, name === 'office' ? 'dist/office/main.mjs' : 'dist/station/browser.mjs');
  const child = startChild(name, script, args, env, say);
  children.push(child);
  void child.ended.then((code) => {
    if (stopping) return;
    complain(`linework: ${name} 意外退出（代码 ${code}）。 ${name} ended unexpectedly with code ${code}.`);
    void stop(code === 0 ? 1 : code);
  });
  return child.ready;
}

/** Answers whether both ports are free; says which is not, and what to do. */
async function portsAreFree({ officePort, stationPort }: LaunchOptions): Promise<boolean> {
  const wanted = [
    ['--office-port', officePort],
    ['--station-port', stationPort],
  ] as const;
  let free = true;
  for (const [option, port] of wanted) {
    if (await isFree(port)) continue;
    free = false;
    complain(
      `linework: 端口 ${port} 已被占用，请用 ${option} 换一个。 Port ${port} is taken; choose another with ${option}.`,
    );
  }
  return free;
}

function openWindow(
  officeUrl: string,
  stationUrl: string,
  pairingUrl: string,
  token: string,
  dataFolder: string,
): void {
  const electron = electronProgram(process.env, process.platform);
  if (hasDisplay(process.env, process.platform) && electron) {
    const window = openElectron(electron, {
      officeUrl,
      stationUrl,
      token,
      dataFolder: path.join(dataFolder, 'window'),
    });
    window.on('error', (error) => complain(`linework: ${error.message}`));
    process.on('exit', () => window.kill());
    return;
  }
  const browser = hasDisplay(process.env, process.platform) ? browserCommand(process.env, process.platform) : null;
  if (browser) openBrowser(browser, pairingUrl);
}

async function launch(options: LaunchOptions): Promise<void> {
  if (!(await portsAreFree(options))) return stop(1);
  const { dataFolder, officePort, stationPort, empty } = options;
  const officeArgs = [
    '--port',
    String(officePort),
    '--data',
    path.join(dataFolder, 'office'),
    '--demo',
    ...(empty ? ['--empty'] : []),
  ];
  const officeUrl = new URL(await startOne('office', officeArgs, process.env)).origin;
  const token = process.env.LINEWORK_STATION_TOKEN || randomBytes(24).toString('hex');
  const stationArgs = [
    '--port',
    String(stationPort),
    '--data',
    path.join(dataFolder, 'station'),
    '--office',
    officeUrl,
  ];
  const pairingUrl = await startOne('station', stationArgs, { ...process.env, LINEWORK_STATION_TOKEN: token });
  const stationUrl = new URL(pairingUrl).origin;

  say('');
  say('  线务通 Linework');
  say(`  调度台 office    ${officeUrl}/`);
  say(`  装维端 station   ${pairingUrl}`);
  say(
    '  账号 accounts    tech1  tech2  装维 technicians · disp1 调度 dispatcher · rev1 审核 reviewer · admin1 管理 administrator',
  );
  say('  密码 password    linework');
  say('  Ctrl-C 结束 ends');
  say('');
  say(`linework ready office=${officeUrl} station=${stationUrl}`);
  if (options.open) openWindow(officeUrl, stationUrl, pairingUrl, token, dataFolder);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  await launch(readOptions(process.argv.slice(2)));
} catch (error) {
  // A child that ended has said why; anything else is a wrong option.
  if (children.length === 0) complain(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  await stop(children.length === 0 ? 2 : 1);
}
