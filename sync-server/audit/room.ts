import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AuditEntry, AuditFilter, auditRoles } from '../../bridge/audit.ts';
import { problem } from '../../domain/problem.ts';
import { parse } from '../door/parse.ts';
import { byteOrderMark, type Cell, csvRecord } from '../export/csv.ts';
import { actorOf, Refusal } from '../http/session-hook.ts';
import { dayIn } from '../orders/order-number.ts';
import type { Room } from '../room.ts';
import { byActor } from './audited-calls.ts';
import type { Audit } from './types.ts';

/** `GET /export/audit.csv` and `.json`, for administrators; that it was taken is noted first. */
export const auditRoom: Room = (app, { audit, config, clock }) => {
  const answer = (kind: keyof typeof files) => async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = actorOf(request);
    if (!auditRoles['audit.list'].some((role) => role === actor.account.role))
      throw new Refusal(problem('access.role'));
    const filter = parse(AuditFilter, request.query);
    await audit.note({
      action: 'export.audit',
      ...byActor(actor),
      address: request.ip,
      details: { kind, filters: Object.keys(filter).sort().join(' ') },
    });
    const day = dayIn(config.policy.timeZone, clock.now());
    return reply
      .headers({
        'cache-control': 'no-store',
        'content-type': files[kind].mediaType,
        'content-disposition': `attachment; filename="audit-${day}.${kind}"`,
        'x-content-type-options': 'nosniff',
      })
      .send(Readable.from(files[kind].pieces(audit, filter), { objectMode: false }));
  };
  app.get('/export/audit.csv', answer('csv'));
  app.get('/export/audit.json', answer('json'));
  return Promise.resolve();
};

/** New columns go to the end. */
const columns = {
  at: (entry) => entry.at,
  action: (entry) => entry.action,
  outcome: (entry) => entry.outcome,
  code: (entry) => entry.code,
  username: (entry) => entry.by?.username ?? null,
  role: (entry) => entry.by?.role ?? null,
  account_id: (entry) => entry.by?.accountId ?? null,
  address: (entry) => entry.address,
  device_id: (entry) => entry.deviceId,
  about: (entry) => entry.about,
  times: (entry) => entry.times,
  details: (entry) => (Object.keys(entry.details).length === 0 ? null : JSON.stringify(entry.details)),
  entry_id: (entry) => entry.entryId,
} as const satisfies Record<string, (entry: AuditEntry) => Cell>;

async function* csvPieces(audit: Audit, filter: AuditFilter): AsyncGenerator<string> {
  yield byteOrderMark + csvRecord(Object.keys(columns));
  let count = 0;
  for await (const entries of audit.all(filter)) {
    count += entries.length;
    yield entries.map((entry) => csvRecord(Object.values(columns).map((of) => of(entry)))).join('');
  }
  // The file says that it is whole: a proxy may hide from the reader that the connection broke.
  yield csvRecord([
    '#end',
    `entries ${count}`,
    ...Object.keys(columns)
      .slice(2)
      .map(() => null),
  ]);
}

/** The file is one array, an object a line; without its `]` the file is not complete. */
async function* jsonPieces(audit: Audit, filter: AuditFilter): AsyncGenerator<string> {
  let before = '[\n';
  for await (const entries of audit.all(filter)) {
    yield before + entries.map((entry) => JSON.stringify(entry)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const files = {
  csv: { mediaType: 'text/csv; charset=utf-8', pieces: csvPieces },
  json: { mediaType: 'application/json; charset=utf-8', pieces: jsonPieces },
} as const;
