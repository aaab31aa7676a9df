import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Display } from 'electron';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWindowState } from './window-state.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'linework-window-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } } as Display] };
const read = (content: string): unknown => {
  const file = path.join(folder, 'window.json');
  writeFileSync(file, content);
  return readWindowState(file, screen);
};

it('opens where it was, unless there is no screen there any more or the file makes no sense', () => {
  const bounds = { x: 100, y: 50, width: 1200, height: 800 };
  expect(read(JSON.stringify({ bounds, maximized: true }))).toEqual({ bounds, maximized: true });
  expect(read(JSON.stringify({ bounds: { ...bounds, x: 4000 } }))).toBeNull();
  expect(read('{ "bounds": {} }')).toBeNull();
  expect(read('nonsense')).toBeNull();
  expect(readWindowState(path.join(folder, 'none.json'), screen)).toBeNull();
});
