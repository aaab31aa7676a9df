import { execFile } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../command-line.ts';
import { readCouchAddress, readCouchOption, readLogin } from './address.ts';

const said = (run: () => unknown): string => {
  try {
    run();
    return 'taken';
  } catch (error) {
    return error instanceof TypeError ? error.message : `no sentence: ${String(error)}`;
  }
};

describe('an address that cannot be used is named with its option and its mend', () => {
  it.each([
    [
      '127.0.0.1:5984',
      /^--couchdb 127\.0\.0\.1:5984: the address has no http:\/\/ before it\. Write http:\/\/127\.0\.0\.1:5984$/,
    ],
    ['couch:5984', /Write http:\/\/couch:5984/],
    ['admin:pa55@couch:5984', /no http:\/\//],
    ['//couch', /no http:\/\//],
    ['ftp://couch:5984', /^--couchdb: ftp:\/\/ is not spoken here/],
    ['file:///etc/passwd', /file:\/\/ is not spoken/],
    ['http://', /no address/],
    ['http://couch:99999/', /no address/],
    ['http://ad:pa55/word@couch:5984/', /%2F/],
    ['http://ad:pa55#x@couch:5984/', /%23/],
    ['http://ad:100%@couch:5984/', /%25/],
    ['http://couch:5984/?prefx=a-', /\?prefx= is not known/],
    ['http://couch:5984/?prefix=A-', /prefix=A-/],
    ['http://couch:5984/?prefix=_x', /prefix=_x/],
    ['', /the address is empty/],
    ['   ', /the address is empty/],
  ])('%s', (given, sentence) => {
    const message = said(() => readCouchAddress(given));
    expect(message).toMatch(sentence);
    expect(message).toMatch(/^--couchdb/);
    expect(message).not.toContain('pa55');
  });

  it('names the variable when it came from there, and takes an empty one for none', () => {
    expect(said(() => readCouchOption(undefined, { COUCHDB_URL: 'couch:5984' }))).toMatch(/^COUCHDB_URL couch:5984/);
    expect(readCouchOption(undefined, { COUCHDB_URL: ' ' })).toBeNull();
    expect(readCouchOption(undefined, {})).toBeNull();
    // `--couchdb "$UNSET"` must not open an empty embedded store in place of the office's.
    expect(said(() => readCouchOption('', {}))).toMatch(/^--couchdb: the address is empty/);
    expect(readCouchOption(' http://couch:5984/ ', {})).toBe('http://couch:5984/');
  });

  it('is a sentence at the terminal, without a stack, and the office ends', async () => {
    const main = path.resolve(import.meta.dirname, '../main.ts');
    const ended = await new Promise<{ code: unknown; err: string }>((resolve) => {
      const args = ['--import', 'tsx', main, '--couchdb', '127.0.0.1:5984', '--data', '/nonexistent/x'];
      execFile(process.execPath, args, { timeout: 60_000 }, (error, _out, err) => resolve({ code: error?.code, err }));
    });
    expect(ended).toEqual({ code: 1, err: expect.stringMatching(/^--couchdb 127\.0\.0\.1:5984: .*\n$/) });
  }, 90_000);
});

it('reads any name, password and prefix that is written as an address wants it', () => {
  const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (username, password) => {
      const given = `https://${encodeURIComponent(username)}:${encodeURIComponent(password)}@couch.example/db/?prefix=a-`;
      expect(readCouchAddress(given)).toEqual({
        base: 'https://couch.example/db',
        login: { username, password },
        prefix: 'a-',
      });
    }),
  );
});

it('reads credentials out of the first line of a file', () => {
  expect(readLogin('admin:a:b c\r\n\n')).toEqual({ username: 'admin', password: 'a:b c' });
  expect(readLogin('\uFEFFadmin:x')).toEqual({ username: 'admin', password: 'x' });
  for (const nothing of ['', 'admin', ':x', 'admin:', '\nadmin:x']) expect(readLogin(nothing)).toBeNull();
});

describe('other options that name a place', () => {
  const line = (...args: string[]) => said(() => readCommandLine(args, {}, '/console'));
  it.each([
    [['--port', 'abc'], /^--port abc: a number from 0 to 65535/],
    [['--port', ''], /^--port/],
    [['--port', ' '], /^--port/],
    [['--port', '1e3'], /^--port 1e3/],
    [['--port', '0x50'], /^--port 0x50/],
    [['--host', ''], /^--host/],
    [['--data', ''], /^--data/],
    [['--evidence', 'couchdb'], /--couchdb URL/],
  ])('%s', (args, sentence) => expect(line(...args)).toMatch(sentence));

  it.each([
    ['minio:9000', /^LINEWORK_S3_ENDPOINT minio:9000: .*http:\/\/minio:9000/],
    ['ftp://minio', /^LINEWORK_S3_ENDPOINT/],
    ['http://', /^LINEWORK_S3_ENDPOINT/],
  ])('an S3 endpoint %s', (endpoint, sentence) => {
    const env = { LINEWORK_S3_ENDPOINT: endpoint, LINEWORK_EVIDENCE: 's3://bucket' };
    expect(said(() => readCommandLine([], env, '/console'))).toMatch(sentence);
  });
});
