import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './root.ts';

export type LaunchOptions = {
  readonly open: boolean;
  readonly empty: boolean;
  readonly dataFolder: string;
  readonly officePort: number;
  readonly stationPort: number;
};

export const usage = 'npm start -- [--no-open] [--data DIR] [--office-port N] [--station-port N] [--empty]';

/** @throws with a sentence for the person at the command line */
export function readOptions(args: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'no-open': { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      data: { type: 'string' },
      'office-port': { type: 'string', default: '8600' },
      'station-port': { type: 'string', default: '8700' },
    },
  });
  return {
    open: !values['no-open'],
    empty: values.empty,
    dataFolder: values.data ? path.resolve(values.data) : path.join(root, '.data'),
    officePort: portOf('--office-port', values['office-port']),
    stationPort: portOf('--station-port', values['station-port']),
  };
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`${name} ${text} is not a port`);
  return port;
}
