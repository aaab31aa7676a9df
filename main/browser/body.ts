import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../../domain/problem.ts';
import { Refusal } from './refusal.ts';

/** Photos come as base64 in one call; everything else is small. */
export const bodyLimits = { photo: 90_000_000, call: 1_000_000 } as const;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON in UTF-8 and nothing else; what cannot be read is a coded refusal. An empty body is an empty argument. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: FastifyRequest, bytes: Buffer) => {
    if (bytes.length === 0) return {};
    try {
      return JSON.parse(utf8.decode(bytes)) as unknown;
    } catch {
      throw new Refusal(problem('input.notJson'));
    }
  });
}
