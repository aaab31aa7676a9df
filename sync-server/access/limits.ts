import type { DocumentType } from '../../domain/documents/parse.ts';

/** Largest JSON of a document, bytes (DESIGN §3: evidence ≤ 1.5 KB, no picture inside; a signature ≤ 8 KB). [P] */
export const sizeLimits: Readonly<Partial<Record<DocumentType, number>>> = { evidence: 1536, device: 16 * 1024 };
export const sizeLimit = 64 * 1024;

export const sizeLimitOf = (type: DocumentType): number => sizeLimits[type] ?? sizeLimit;
