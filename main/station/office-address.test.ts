import { expect, it } from 'vitest';
import { readOfficeAddress, readPort } from './office-address.ts';

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
  expect(() => readOfficeAddress(given)).toThrow(sentence);
  expect(() => readOfficeAddress(given)).toThrow(/Write http/);
});

it('takes an address as people paste it, and names the variable that it came from', () => {
  expect(readOfficeAddress(' HTTPS://Office.example:443/ ')).toBe('https://office.example');
  expect(readOfficeAddress('http://127.0.0.1:8600/')).toBe('http://127.0.0.1:8600');
  expect(() => readOfficeAddress('office:8600', 'LINEWORK_OFFICE_URL')).toThrow(/^LINEWORK_OFFICE_URL office:8600/);
});

it.each(['abc', '', ' ', '1e3', '0x50', '70000', '-1'])('refuses the port "%s"', (port) => {
  expect(() => readPort(port)).toThrow(/--port .*a number from 0 to 65535/);
});
