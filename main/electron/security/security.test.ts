import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containedPath, isInside } from './contained-path.ts';
import { contentPolicy, securityHeaders } from './content-policy.ts';
import { evidenceOf } from './evidence-path.ts';
import { externalLink } from './external-links.ts';
import { isOf, isOwn } from './own-origin.ts';
import { isGranted } from './permissions.ts';
import { safeName } from './safe-name.ts';
import { isTrusted } from './trusted-frame.ts';
import { safePreferences } from './web-preferences.ts';

describe('own origin', () => {
  it('is compared by its parts, never by how it begins', () => {
    for (const url of ['linework://app/', 'linework://app/station.html?x#y', 'LINEWORK://app/'])
      expect(isOwn(url), url).toBe(true);
    const foreign = [
      'linework://app.evil.example/',
      'linework://app@evil.example/',
      'linework://evil/app/',
      'https://app/',
      'linework:app',
      'file:///linework://app/',
      'linework://user@app/',
      'about:blank',
      '',
    ];
    for (const url of foreign) expect(isOwn(url), url).toBe(false);
  });
  it('of the office: scheme, host and port', () => {
    expect(isOf('https://office.example', 'https://office.example/orders')).toBe(true);
    for (const url of [
      'https://office.example.evil.example/',
      'http://office.example/',
      'https://office.example:444/',
      'https://office.example@evil.example/',
      'javascript:alert(1)',
    ])
      expect(isOf('https://office.example', url), url).toBe(false);
  });
});

describe('contained path', () => {
  const folder = path.resolve('/srv/app');
  it('serves what is inside', () => {
    expect(containedPath(folder, '/assets/a.js')).toBe(path.join(folder, 'assets/a.js'));
    expect(containedPath(folder, '/%E5%85%89.png')).toBe(path.join(folder, '光.png'));
  });
  it('refuses every way out', () => {
    for (const way of [
      '/../x',
      '/%2e%2e/x',
      '/..%2fx',
      '/a/../../x',
      '/..\\x',
      '/%5c..%5cx',
      '/a%00.js',
      '/C:/x',
      '/%zz',
      '/',
      '/.',
    ])
      expect(containedPath(folder, way), way).toBeNull();
  });
  it('knows the separator', () => {
    expect(isInside('/srv/app', '/srv/app-old/x')).toBe(false);
    expect(isInside('/srv/app', '/srv/app/x')).toBe(true);
    expect(isInside('/srv/app', '/srv/app')).toBe(false);
  });
  it('whatever is asked, the answer is inside or nothing', () => {
    const part = fc.constantFrom('..', '.', 'a', '%2e%2e', '%2f', '\\', '%5c', '', '%00', 'C:', '光', '%252e%252e');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = containedPath(folder, `/${parts.join('/')}`);
        expect(file === null || isInside(folder, file)).toBe(true);
      }),
    );
  });
});

describe('permissions', () => {
  const own = { url: 'linework://app/', mainFrame: true };
  it('are a table, for our own main frame alone', () => {
    expect(isGranted({ ...own, permission: 'geolocation' })).toBe(true);
    expect(isGranted({ ...own, permission: 'media', mediaTypes: ['video'] })).toBe(true);
    // The microphone, with the camera or alone; the screen, which names nothing; what is not known.
    for (const mediaTypes of [['video', 'audio'], ['audio'], [], ['unknown'], undefined])
      expect(isGranted({ ...own, permission: 'media', mediaTypes }), String(mediaTypes)).toBe(false);
    for (const url of ['https://evil.example/', 'linework://app.evil.example/', 'about:blank'])
      expect(isGranted({ ...own, url, permission: 'media', mediaTypes: ['video'] }), url).toBe(false);
    expect(isGranted({ ...own, mainFrame: false, permission: 'media', mediaTypes: ['video'] })).toBe(false);
    expect(isGranted({ ...own, permission: 'notifications' })).toBe(true);
    expect(isGranted({ url: 'https://evil.example/', mainFrame: true, permission: 'notifications' })).toBe(false);
    for (const permission of ['midi', 'usb', 'openExternal', 'display-capture', 'toString', '__proto__'])
      expect(isGranted({ ...own, permission }), permission).toBe(false);
    expect(isGranted({ ...own, mainFrame: false, permission: 'geolocation' })).toBe(false);
    expect(isGranted({ ...own, url: 'https://evil.example/', permission: 'geolocation' })).toBe(false);
  });
});

it('external links: by the parsed protocol', () => {
  for (const url of ['https://example.com/', 'tel:13900000000', 'mailto:a@example.com', 'geo:31.82,117.22'])
    expect(externalLink(url), url).toBe(url);
  const refused = [
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/x',
    'ms-msdt:/id',
    'linework://app/',
    ' data:text/html,x',
    'https://a@b.example/',
    'nonsense',
    `https://e.example/${'a'.repeat(2001)}`,
  ];
  for (const url of refused) expect(externalLink(url), url).toBeNull();
});

it('the frame is trusted, not the window', () => {
  const main = { url: 'linework://app/' };
  const child = { url: 'linework://app/' };
  expect(isTrusted({ senderFrame: main, sender: { mainFrame: main } })).toBe(true);
  expect(isTrusted({ senderFrame: child, sender: { mainFrame: main } })).toBe(false);
  expect(isTrusted({ senderFrame: null, sender: { mainFrame: main } })).toBe(false);
  const gone = { url: 'https://evil.example/' };
  expect(isTrusted({ senderFrame: gone, sender: { mainFrame: gone } })).toBe(false);
});

it('paths of pictures', () => {
  const id = 'workOrder:01jnqk8v4r7t2m5x9c3h6d0a1b:evidence:01jnqk8v4r7t2m5x9c3h6d0a1c';
  expect(evidenceOf(`/evidence/${encodeURIComponent(id)}/view`)).toEqual({ evidenceId: id, variant: 'view' });
  for (const way of [
    '/evidence/a/b/view',
    '/evidence//view',
    '/evidence/a/other',
    '/evidence/%zz/view',
    '/x/evidence/a/view',
  ])
    expect(evidenceOf(way), way).toBeNull();
});

it('names of saved files are bare and end as the bytes want', () => {
  expect(safeName('HF-1 完工报告.pdf', 'application/pdf')).toBe('HF-1 完工报告.pdf');
  expect(safeName('../../etc/passwd', 'application/pdf')).toBe('etcpasswd.pdf');
  expect(safeName('run.exe', 'image/jpeg')).toBe('run.exe.jpg');
  expect(safeName({ toString: 1 }, 'image/jpeg')).toBe('linework.jpg');
});

it('pages are pages, and load nothing that is not ours', () => {
  expect(safePreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  expect(contentPolicy).toMatch(/^default-src 'none';/);
  expect(contentPolicy).not.toMatch(/unsafe-eval'(?<!wasm-unsafe-eval')|\*|https?:/);
  // The camera for our own origin, the microphone for nobody; the browser shell says the same (main/browser/door.test.ts).
  expect(securityHeaders['permissions-policy']).toBe(
    'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
  );
});
