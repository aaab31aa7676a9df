import type { EvidenceDocument } from '../../../domain/documents/evidence.ts';
import type { DeviceLimits } from '../device/limits.ts';

/** One document that names a file, and as what. */
export type Naming = {
  readonly evidenceId: string;
  readonly orderId: string;
  readonly as: 'original' | 'view' | 'thumbnail' | 'report';
  /** hash of what travels */
  readonly of: string;
};

export type NamingFacts = {
  /** ms since the receipt for these bytes was first seen here; null: there is none */
  readonly receivedFor: (orderId: string, sha256: string) => number | null;
  /** the office has confirmed the document, and nothing of it waits to be sent */
  readonly settled: (evidenceId: string) => boolean;
  readonly spaceIsShort: boolean;
};

export function namingsIn(document: EvidenceDocument): readonly (readonly [sha256: string, naming: Naming])[] {
  const { _id: evidenceId, orderId, sha256: of } = document;
  const common = { evidenceId, orderId, of };
  return [
    [of, { ...common, as: document.slot === 'report' ? 'report' : 'view' }],
    ...(document.thumbnailSha256 ? [[document.thumbnailSha256, { ...common, as: 'thumbnail' }] as const] : []),
    ...(document.originalSha256 ? [[document.originalSha256, { ...common, as: 'original' }] as const] : []),
  ];
}

/** may this file go from the device while its orders stay? Every document that names it must agree; none: never. */
export function mayGo(
  sha256: string,
  namings: readonly Naming[],
  facts: NamingFacts,
  limits: Pick<DeviceLimits, 'keepOriginalFor' | 'keepCopyFor' | 'originals'>,
): boolean {
  const oldEnough = (orderId: string, of: string, keepFor: number): boolean => {
    const age = facts.receivedFor(orderId, of);
    return age !== null && age >= keepFor;
  };
  const agrees = (naming: Naming): boolean => {
    if (!facts.settled(naming.evidenceId)) return false;
    const { orderId, of } = naming;
    switch (naming.as) {
      case 'thumbnail':
      case 'report':
        return false;
      case 'view':
        return oldEnough(orderId, of, facts.spaceIsShort ? limits.keepOriginalFor : limits.keepCopyFor);
      case 'original':
        if (limits.originals === 'keep') return false;
        if (oldEnough(orderId, sha256, limits.keepOriginalFor)) return true;
        return limits.originals === 'photoReceipt' && oldEnough(orderId, of, limits.keepOriginalFor);
    }
  };
  return namings.length > 0 && namings.every(agrees);
}
