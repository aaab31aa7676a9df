import { expect, it } from 'vitest';
import { readOptions as browserOptions } from './browser/options.ts';
import { readOptions as shellOptions } from './electron/options.ts';

const wrong = [
  ['office:8600', /--office office:8600 has no http/],
  ['127.0.0.1:8600', /--office 127\.0\.0\.1:8600 has no http/],
  ['ftp://office', /--office ftp:\/\/office is not/],
  ['http://', /--office http:\/\/ /],
  ['http://office:99999', /--office http:\/\/office:99999 /],
  ['https://office.example/linework', /nothing may follow the port/],
  ['https://a:b@office.example', /holds no name and password/],
  ['', /--office/],
] as const;

it.each(wrong)('says what is wrong with the office %s and what to write', (given, sentence) => {
  expect(() => browserOptions(['--office', given], {})).toThrow(sentence);
  expect(() => browserOptions(['--office', given], {})).toThrow(/Write http/);
  if (given !== '') expect(() => shellOptions(['--office', given], {})).toThrow(sentence);
});

it('takes an address as people paste it', () => {
  expect(browserOptions(['--office', ' HTTPS://Office.example:443/ '], {}).officeUrl).toBe('https://office.example');
  expect(shellOptions(['--office', 'http://127.0.0.1:8600/'], {}).officeUrl).toBe('http://127.0.0.1:8600');
  expect(() => shellOptions([], { LINEWORK_OFFICE_URL: 'office:8600' })).toThrow(/LINEWORK_OFFICE_URL office:8600/);
});

it.each(['abc', '', ' ', '1e3', '0x50', '70000', '-1'])('refuses the port "%s"', (port) => {
  expect(() => browserOptions([`--port=${port}`], {})).toThrow(/--port .*a number from 0 to 65535/);
});
