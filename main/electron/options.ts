import { parseArgs } from 'node:util';
import { readOfficeAddress } from '../station/office-address.ts';
import { loopbackUrl } from './station/attached.ts';

export type ShellOptions = {
  /** null: the system's own place for this program */
  readonly dataFolder: string | null;
  readonly officeUrl: string;
  /** an administrator's way out of a kiosk whose code is lost */
  readonly noKiosk: boolean;
  /** a station that runs already; null: the shell has its own */
  readonly attach: { readonly url: URL; readonly token: string } | null;
};

/**
 * `--data DIR --office URL --station URL`, or `LINEWORK_DATA`, `LINEWORK_OFFICE_URL`, `LINEWORK_STATION_URL`; a running
 * station also needs its bearer, `LINEWORK_STATION_TOKEN` (in the environment only: command lines are public).
 * `--no-kiosk` ends a kiosk whose code is lost. Chromium's own switches stand on the same line and are passed over.
 * @throws with a sentence for the person at the command line
 */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ShellOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      office: { type: 'string' },
      station: { type: 'string' },
      'no-kiosk': { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
  });
  const said = (name: 'data' | 'office' | 'station', variable: string): string | null => {
    const given = values[name];
    return typeof given === 'string' && given !== '' ? given : env[variable] || null;
  };
  const office = said('office', 'LINEWORK_OFFICE_URL') ?? 'http://127.0.0.1:8600';
  const option = office === values.office ? '--office' : 'LINEWORK_OFFICE_URL';
  const station = said('station', 'LINEWORK_STATION_URL');
  return {
    dataFolder: said('data', 'LINEWORK_DATA'),
    noKiosk: values['no-kiosk'] === true,
    officeUrl: readOfficeAddress(office, option),
    attach: station === null ? null : attachTo(station, env.LINEWORK_STATION_TOKEN),
  };
}

function attachTo(station: string, token: string | undefined): NonNullable<ShellOptions['attach']> {
  const url = loopbackUrl(station);
  if (!url) throw new Error(`--station ${station} is not an address of this machine`);
  if (!token) throw new Error('--station needs LINEWORK_STATION_TOKEN');
  return { url, token };
}
