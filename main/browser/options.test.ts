import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it('names the option that cannot be used, and what to write', () => {
  expect(() => readOptions(['--office', 'office:8600'], {})).toThrow(/--office office:8600 has no http/);
  expect(() => readOptions(['--port', 'abc'], {})).toThrow(/--port abc is not a port: write a number/);
  expect(readOptions(['--office', 'http://127.0.0.1:8600/'], {}).officeUrl).toBe('http://127.0.0.1:8600');
});
