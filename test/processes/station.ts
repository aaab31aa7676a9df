import { builtProgram } from './built.ts';
import { type StationClient, stationClient } from './calls.ts';
import { type Program, startProgram } from './program.ts';

export const stationToken = 'test-station-token-0123456789';

export type StationProcess = StationClient & {
  readonly url: string;
  readonly data: string;
  readonly program: () => Program;
  /** the address that pairs a browser, good once; a new one is printed after its use */
  readonly pairingUrl: () => string;
  readonly signIn: (username: string, password?: string) => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** on the same port and folder */
  readonly startAgain: () => Promise<void>;
};

export type StationOptions = {
  readonly data: string;
  readonly officeUrl: string;
  readonly env?: Record<string, string>;
};

/** The station in its browser shell. Its folder and port outlive a kill. */
export async function startStation({ data, officeUrl, env = {} }: StationOptions): Promise<StationProcess> {
  const run = (port: number): Promise<Program> =>
    startProgram({
      name: 'station',
      command: process.execPath,
      args: [builtProgram('station/browser.mjs'), '--port', String(port), '--data', data, '--office', officeUrl],
      env: { LOG_LEVEL: 'warn', LINEWORK_STATION_TOKEN: stationToken, ...env },
      ready: /^linework station ready url=(\S+)/,
    });
  let program = await run(0);
  const url = new URL(program.ready[1] ?? '').origin;
  const client = stationClient(() => url, stationToken);
  return {
    ...client,
    url,
    data,
    program: () => program,
    pairingUrl: () => {
      const lines = program.out.filter((line) => /^linework station (ready|pair) url=/.test(line));
      return (lines.at(-1) ?? '').replace(/^.*?url=/, '');
    },
    signIn: async (username, password = 'linework') => {
      await client.call('session.signIn', { username, password });
    },
    kill: () => program.kill(),
    stop: () => program.stop(),
    startAgain: async () => {
      program = await run(Number(new URL(url).port));
    },
  };
}
