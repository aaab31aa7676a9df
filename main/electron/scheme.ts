import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { containedPath } from './security/contained-path.ts';
import { securityHeaders } from './security/content-policy.ts';
import { evidenceOf } from './security/evidence-path.ts';
import { isOwn, scheme } from './security/own-origin.ts';
import type { StationPort } from './station/port.ts';

/** Before the app is ready: our pages have a secure origin of their own (camera, geolocation), and no `file:` right. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** `linework://app/…`: the built pages, and the station's pictures under `/evidence/<id>/<variant>`. Read-only. */
export function serveScheme(session: Session, pages: string, station: StationPort): void {
  session.protocol.handle(scheme, async (request) => {
    if (!isOwn(request.url) || request.method !== 'GET') return nothing(request.method === 'GET' ? 404 : 405);
    const { pathname } = new URL(request.url);
    return evidenceOf(pathname) ? servePicture(pathname, station) : servePage(pages, pathname);
  });
}

async function servePage(pages: string, pathname: string): Promise<Response> {
  const file = containedPath(pages, pathname === '/' ? '/station.html' : pathname);
  const type = file === null ? undefined : types[path.extname(file)];
  if (file === null || type === undefined) return nothing(404);
  const bytes = await readFile(file).catch(() => null);
  return bytes ? answer(bytes, type) : nothing(404);
}

async function servePicture(pathname: string, station: StationPort): Promise<Response> {
  const wanted = evidenceOf(pathname);
  const found = wanted && (await station.evidence(wanted.evidenceId, wanted.variant).catch(() => null));
  return found ? answer(found.bytes, found.mediaType) : nothing(404);
}

const answer = (bytes: Buffer, type: string): Response =>
  new Response(new Uint8Array(bytes), { headers: { ...securityHeaders, 'content-type': type } });

const nothing = (status: number): Response => new Response('', { status, headers: { ...securityHeaders } });
