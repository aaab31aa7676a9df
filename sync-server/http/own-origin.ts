import type { FastifyRequest } from 'fastify';

/** The origins that a page of this office may have for this request: where it was asked, and the public ones; scheme, host and port. */
export function isOwnOrigin(origin: string, request: FastifyRequest, origins: readonly string[] = []): boolean {
  const given = originOf(origin);
  return given !== null && (given === originOf(`${request.protocol}://${request.host}`) || origins.includes(given));
}

/** @returns null for what is no origin of the web: `null`, other schemes, more than an origin */
export function originOf(text: string): string | null {
  try {
    const { protocol, origin, pathname, search, hash, username } = new URL(text);
    const isBare = pathname === '/' && `${search}${hash}${username}` === '' && !text.endsWith('/');
    return isBare && (protocol === 'http:' || protocol === 'https:') ? origin : null;
  } catch {
    return null;
  }
}
