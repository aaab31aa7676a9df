import { createHash } from 'node:crypto';
import path from 'node:path';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { writeFlushed } from '../../storage/flushed-file.ts';
import { mkdir, rm } from '../../storage/held-file.ts';
import type { OfficeContext } from '../context.ts';
import type { EvidenceReference } from '../evidence/evidence-store.ts';
import { localTime } from './moment.ts';
import type { OrderWriter } from './order-writer.ts';
import type { Person } from './people.ts';
import type { Subject } from './pictures.ts';

type File = { readonly bytes: Buffer; readonly reference: EvidenceReference };

/** Draws the photos and reports of one order as its story goes on, and keeps them until they are stored. */
export type OrderFiles = {
  /** @returns the evidence id */
  readonly photo: (who: Person, at: string, subject: Subject) => string;
  readonly report: (who: Person, at: string) => Promise<{ readonly evidenceId: string; readonly sha256: string }>;
  /** Files first, documents after: a receipt is never there before its bytes. */
  readonly store: (context: OfficeContext) => Promise<void>;
};

export async function orderFiles(
  w: OrderWriter,
  { orderId, number, place }: WorkOrderDocument,
  definition: OrderTypeDefinition,
): Promise<OrderFiles> {
  const { picture } = await import('./pictures.ts');
  const { reportPage } = await import('./report-page.ts');
  const files: File[] = [];
  const keep = (
    who: Person,
    bytes: Buffer,
    more: Pick<EvidenceReference, 'kind' | 'mediaType' | 'evidenceId' | 'receivedAt'>,
  ): void => {
    const facts = { orderId, sha256: sha256(bytes), bytes: bytes.length, receivedFrom: who.accountId };
    files.push({ bytes, reference: { ...more, ...facts } });
  };
  return {
    photo(who, at, subject) {
      const { jpeg, thumbnail, ...size } = picture(subject, { number, at: localTime(at), by: who.name });
      const { latitude, longitude } = place;
      const known = latitude !== undefined && longitude !== undefined;
      const taken =
        who.deviceId === undefined
          ? { source: 'file' as const }
          : {
              source: 'live' as const,
              cameraLabel: 'demo',
              ...(known
                ? { position: { latitude, longitude, accuracyM: 12, fixAt: at, source: 'gnss' as const } }
                : {}),
            };
      const evidenceId = w.evidence(who, at, {
        slot: subject.slot,
        ...size,
        sha256: sha256(jpeg),
        bytes: jpeg.length,
        mediaType: 'image/jpeg',
        thumbnailSha256: sha256(thumbnail),
        ...taken,
      });
      keep(who, jpeg, { kind: 'view', mediaType: 'image/jpeg', evidenceId, receivedAt: at });
      keep(who, thumbnail, { kind: 'thumbnail', mediaType: 'image/webp', evidenceId, receivedAt: at });
      return evidenceId;
    },
    async report(who, at) {
      const pdf = await reportPage(w.view(), definition, at);
      const evidenceId = w.evidence(who, at, {
        slot: 'report',
        sha256: sha256(pdf),
        bytes: pdf.length,
        mediaType: 'application/pdf',
        source: 'made',
      });
      keep(who, pdf, { kind: 'report', mediaType: 'application/pdf', evidenceId, receivedAt: at });
      return { evidenceId, sha256: sha256(pdf) };
    },
    async store({ config, evidence }) {
      if (files.length === 0) return;
      const waiting = path.join(config.data, `demo-parts-${orderId}`);
      await mkdir(waiting, { recursive: true });
      await Promise.all(
        files.map(async ({ bytes, reference }, i) => {
          const part = path.join(waiting, String(i));
          await writeFlushed(part, bytes);
          await evidence.put(part, reference);
        }),
      );
      await rm(waiting, { recursive: true, force: true });
    },
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
