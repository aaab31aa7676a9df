import type { IncomingMessage } from 'node:http';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Pairing } from './pairing.ts';

/** Names under which a browser reaches this machine's own loopback; anything else is DNS rebinding. */
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/** Cookies know no port: two stations on one machine keep theirs apart by name. */
export const cookieName = (port: number): string => `linework-station-${port}`;

export type Request = Pick<IncomingMessage, 'headers' | 'method'>;

/** Host and origin, for every request, with or without a session. Null: fine. */
export function checkSource({ headers }: Request): Problem | null {
  const host = headers.host ?? '';
  if (!loopback.test(host)) return problem('session.originRefused');
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return problem('session.originRefused');
  const site = headers['sec-fetch-site'];
  // `none` is an address typed or a link outside the browser; `same-site` is another port of this machine.
  const foreign = site === 'cross-site' || site === 'same-site';
  return foreign && headers['sec-fetch-mode'] !== 'navigate' ? problem('session.originRefused') : null;
}

/** Paired page or script. Null: fine. */
export function checkPairing({ headers, method }: Request, pairing: Pairing, port: number): Problem | null {
  if (pairing.knowsBearer(headers.authorization)) return null;
  if (!pairing.knowsCookie(readCookie(headers.cookie, cookieName(port)))) return problem('session.pairingRequired');
  // A cookie travels by itself. Every browser names the origin of what is more than reading a page.
  const readsOnly = (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined;
  const isNamed = headers.origin !== undefined || headers['sec-fetch-site'] === 'same-origin';
  return readsOnly || isNamed ? null : problem('session.originRefused');
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
