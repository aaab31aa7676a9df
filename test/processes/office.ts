import { builtProgram } from './built.ts';
import { type OfficeClient, officeClient } from './calls.ts';
import { type Program, startProgram } from './program.ts';

export type OfficeProcess = {
  readonly url: string;
  readonly port: number;
  readonly program: () => Program;
  readonly signIn: (username: string, password?: string) => Promise<OfficeClient>;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** on the same port and folder; `release`: another build of the office, for this run alone */
  readonly startAgain: (release?: string) => Promise<void>;
};

export type OfficeOptions = {
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** the program of another build, with its console beside it */
  readonly release?: string;
};

/** The office with the demo accounts and, unless told otherwise, no orders. */
export async function startOffice({
  data,
  args = ['--demo', '--empty'],
  env = {},
  port = 0,
  release: built = builtProgram('office/main.mjs'),
}: OfficeOptions): Promise<OfficeProcess> {
  const run = (onPort: number, release = built): Promise<Program> =>
    startProgram({
      name: 'office',
      command: process.execPath,
      args: [release, '--port', String(onPort), '--data', data, ...args],
      env: { LOG_LEVEL: 'warn', COUCHDB_URL: '', ...env },
      ready: /ready\b.*?(https?:\/\/[\w.[\]:-]+)/,
    });
  let program = await run(port);
  const url = new URL(program.ready[1] ?? '').origin;
  const boundPort = Number(new URL(url).port);
  return {
    url,
    port: boundPort,
    program: () => program,
    signIn: (username, password) => officeClient(() => url, username, password),
    kill: () => program.kill(),
    stop: () => program.stop(),
    startAgain: async (release) => {
      program = await run(boundPort, release);
    },
  };
}
