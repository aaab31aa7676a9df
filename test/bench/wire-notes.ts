import type { PouchDocument } from '../../storage/open-store.ts';
import { makeId } from '../builders/device-documents.ts';
import { http as request } from '../processes/calls.ts';
import type { LatencyLink } from './latency-link.ts';

const noteLength = 320; // about 1.5 KB a document with its envelope

export type Run = (
  link: LatencyLink,
  folder: string,
) => Promise<{
  readonly requests: () => number;
  readonly act: () => Promise<void>;
  readonly close: () => Promise<void>;
}>;
export type Session = {
  readonly token: string;
  readonly mailbox: string;
  readonly technicianId: string;
  readonly deviceId: string;
};
/** Notes of the technician, about 1.5 KB each, on orders that are his. */
export function notes(session: Session, orderIds: readonly string[], count: number): PouchDocument[] {
  return Array.from({ length: count }, (_, n) => {
    const orderId = orderIds[n % orderIds.length] as string;
    return {
      _id: `workOrder:${orderId}:event:${makeId()}`,
      type: 'event',
      schemaVersion: 1,
      createdBy: session.technicianId,
      deviceId: session.deviceId,
      orderId,
      deviceSeq: 1 + Math.floor(n / orderIds.length),
      after: [],
      time: { at: new Date().toISOString(), uptimeMs: n, bootId: 'bench' },
      role: 'technician',
      kind: 'noted',
      payload: {
        text: Array.from({ length: noteLength }, (_unused, k) =>
          String.fromCharCode(0x4e00 + ((n * 131 + k * 17) % 8000)),
        ).join(''),
      },
    };
  });
}

export async function sinceBeforeLast(
  link: LatencyLink,
  session: Session,
  documents: number,
): Promise<string | number> {
  const answer = await request(`${link.url}/db/${session.mailbox}/_changes`, {
    headers: { authorization: `Bearer ${session.token}` },
  });
  const { results, last_seq } = JSON.parse(answer.body.toString('utf8')) as {
    results: { seq: string | number }[];
    last_seq: string | number;
  };
  if (documents === 0) return last_seq;
  return results.at(-documents - 1)?.seq ?? 0;
}

/** The newest documents of the mailbox as they are stored: what a pull of them has to bring. */
export async function newestDocuments(url: string, session: Session, count: number): Promise<readonly unknown[]> {
  const answer = await request(`${url}/db/${session.mailbox}/_changes?include_docs=true`, {
    headers: { authorization: `Bearer ${session.token}` },
  });
  const { results } = JSON.parse(answer.body.toString('utf8')) as { results: { doc: unknown }[] };
  return count === 0 ? [] : results.slice(-count).map(({ doc }) => doc);
}
