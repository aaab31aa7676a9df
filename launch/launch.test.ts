import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readOptions } from './options.ts';
import { isFree } from './ports.ts';
import { root } from './root.ts';
import { browserCommand, electronProgram, hasDisplay } from './window.ts';

it('has the defaults of DESIGN §9, and takes what is said', () => {
  expect(readOptions([])).toEqual({
    open: true,
    empty: false,
    dataFolder: path.join(root, '.data'),
    officePort: 8600,
    stationPort: 8700,
  });
  const said = readOptions(['--no-open', '--empty', '--data', '/tmp/x', '--office-port', '1', '--station-port', '0']);
  expect(said).toEqual({ open: false, empty: true, dataFolder: path.resolve('/tmp/x'), officePort: 1, stationPort: 0 });
  for (const port of ['70000', '-1', 'eighty', '8e3'])
    expect(() => readOptions([`--office-port=${port}`])).toThrow('is not a port');
  expect(() => readOptions(['--nonsense'])).toThrow();
});

it('knows a taken port', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await isFree(port)).toBe(true);
});

it('opens a window only where there is a screen and something to open it with', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'win32')).toBe(true);
  expect(electronProgram({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, 'linux')).not.toBe('/nowhere/electron');
  expect(browserCommand({ PATH: '/nowhere' }, 'linux')).toBeNull();
  expect(browserCommand({}, 'darwin')).toEqual(['open']);
});
