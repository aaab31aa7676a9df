import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { builtProgram } from './built.ts';
import { type OfficeProcess, startOffice } from './office.ts';

const run = promisify(execFile);
const cli = (...args: string[]) => run(process.execPath, [builtProgram('office/cli.mjs'), ...args]);

/** `npm run backup` of an office, running or not, into an empty folder. */
export const backUp = async (data: string, to: string): Promise<void> => {
  await cli('backup', '--data', data, '--to', to);
};

/** An office made of a backup, started where the former one listened: the same address, another generation. */
export async function startRestored(from: string, data: string, port: number): Promise<OfficeProcess> {
  await cli('restore', '--from', from, '--data', data);
  return startOffice({ data, port });
}
