import { parseArgs } from 'node:util';
import { readOfficeAddress, readPort } from '../station/office-address.ts';

export type Options = {
  readonly port: number;
  readonly dataFolder: string;
  readonly officeUrl: string;
  /** bearer for scripts (`LINEWORK_STATION_TOKEN`); none: scripts have no way in */
  readonly token: string | null;
  readonly logLevel: string;
};

/**
 * `--port N --data DIR --office URL`, with the fixed defaults of DESIGN §9.
 * @throws with a sentence for the person at the command line
 */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8700' },
      data: { type: 'string', default: '.data/station' },
      office: { type: 'string', default: 'http://127.0.0.1:8600' },
    },
  });
  const port = readPort(values.port);
  const officeUrl = readOfficeAddress(values.office);
  const token = env.LINEWORK_STATION_TOKEN;
  if (token !== undefined && token !== '' && token.length < 16)
    throw new Error('LINEWORK_STATION_TOKEN needs at least 16 characters');
  return {
    port,
    dataFolder: values.data,
    officeUrl,
    token: token ? token : null,
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}
