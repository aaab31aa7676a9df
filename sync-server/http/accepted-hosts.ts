import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { problem } from '../../domain/problem.ts';
import type { OfficeConfig } from '../config.ts';
import { plainAddress } from './plain-address.ts';
import { Refusal } from './session-hook.ts';

/** A name or an address, and perhaps a port: nothing that a URL parser would read as a user, a path or a query. */
const hostPattern = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/i;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::', '']);

/**
 * Refuses a request for a name that is not this office's: a page that points its own name at this machine (DNS rebinding) would else be
 * of the office's own origin. Accepted are loopback, what the office listens on, the address that the connection came to, this
 * machine's name, and the public origins of the command line. A forwarded host of a trusted proxy is asked as well as the proxy's own.
 */
export function refuseForeignHosts(app: FastifyInstance, config: Pick<OfficeConfig, 'host' | 'origins'>): void {
  const own = ownNames(config);
  app.addHook('onRequest', async (request) => {
    const given = givenHosts(request.raw);
    // A balancer's probe in HTTP/1.0 names no host at all. A browser always does.
    if (given.length === 0 && request.raw.httpVersion === '1.0' && request.url === '/healthz') return;
    const wanted = [...given, request.host];
    const fine = given.length === 1 && wanted.every((host) => isOwn(host, own, request.raw.socket.localAddress));
    if (!fine) throw new Refusal(problem('link.hostRefused'));
  });
}

function ownNames({ host, origins = [] }: Pick<OfficeConfig, 'host' | 'origins'>): ReadonlySet<string> {
  const listened = host.includes(':') ? `[${host}]` : host;
  return new Set([
    ...origins.map((origin) => new URL(origin).hostname),
    ...(everywhere.has(host) ? [hostname().toLowerCase()] : [listened.toLowerCase()]),
  ]);
}

/** Every `Host` of a request: Node keeps the first of several, a proxy before it may have looked at another one. */
function givenHosts({ rawHeaders }: IncomingMessage): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');
}

function isOwn(host: string, own: ReadonlySet<string>, localAddress: string | undefined): boolean {
  const name = hostPattern.exec(host)?.[1]?.toLowerCase().replace(/\.$/, '');
  if (name === undefined) return false;
  return loopback.test(name) || own.has(name) || name === bracketed(localAddress);
}

/** An address as it stands in `Host`: IPv6 in brackets, IPv4 without its IPv6 dress. */
function bracketed(address: string | undefined): string | undefined {
  if (address === undefined) return;
  const plain = plainAddress(address);
  return plain.includes(':') ? `[${plain}]` : plain;
}
