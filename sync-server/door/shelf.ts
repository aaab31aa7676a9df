import type { FastifyRequest } from 'fastify';
import { problem } from '../../domain/problem.ts';
import { mailboxOf } from '../accounts/sessions.ts';
import type { OfficeContext } from '../context.ts';
import type { Database } from '../database/types.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';

export type OpenShelf = { readonly database: Database; readonly writable: boolean };

/** The database a request names: one's own mailbox, or the catalogue for reading. Everything else is refused alike. */
export function shelfOf({ databases, catalogue }: OfficeContext, request: FastifyRequest): OpenShelf {
  const { account } = actorOf(request);
  const { name } = request.params as { name: string };
  if (name === 'catalogue') return { database: catalogue, writable: false };
  if (account.role !== 'technician' || name !== mailboxOf(account.accountId))
    throw new Refusal(problem('access.mailbox'));
  return { database: databases.open(name), writable: true };
}

/** The same, for a route that writes. */
export function writableShelfOf(context: OfficeContext, request: FastifyRequest): Database {
  const shelf = shelfOf(context, request);
  if (!shelf.writable) throw new Refusal(problem('access.role'));
  return shelf.database;
}
