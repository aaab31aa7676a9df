import type { FastifyInstance } from 'fastify';
import type { OfficeContext } from './context.ts';

/**
 * One room behind the office's HTTP origin: adds its routes (and its hooks on `context.hooks`).
 * A session is demanded by default; a route without one says `config: { anonymous: true }`.
 */
export type Room = (app: FastifyInstance, context: OfficeContext) => Promise<void>;
