import { officeEvidencePath } from '../../../../bridge/office.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';

/** Where the console reads a picture's bytes: the office's own origin, by hash. */
export const evidenceSource =
  (orderId: string) =>
  (item: EvidenceItem, variant: 'thumbnail' | 'view'): string =>
    officeEvidencePath(
      orderId,
      variant === 'thumbnail' ? (item.document.thumbnailSha256 ?? item.document.sha256) : item.document.sha256,
    );

/** The address that names a file, for saving. */
export const downloadPath = (orderId: string, sha256: string): string =>
  `${officeEvidencePath(orderId, sha256)}&download=1`;
