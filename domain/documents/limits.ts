import type { DocumentType } from './parse.ts';

/** Largest JSON of a document, bytes (DESIGN §3: evidence ≤ 1.5 KB, no picture inside; a signature ≤ 8 KB). [P] */
export const sizeLimits: Readonly<Partial<Record<DocumentType, number>>> = { evidence: 1536, device: 16 * 1024 };
export const sizeLimit = 64 * 1024;

export const sizeLimitOf = (type: DocumentType): number => sizeLimits[type] ?? sizeLimit;

/** How deep a request to the office may be nested: reading it by recursion must not end a process. */
export const requestLevels = 40;
/** How deep a document may be nested: a request carries it in a list in an object, and a store wraps it once more. */
export const documentLevels = requestLevels - 4;
/** How deep the argument of a call may be nested: a document lays what it is given some levels further in. No form gets near it. */
export const argumentLevels = documentLevels - 8;

/** Longest id of a document, characters. */
export const idLength = 300;
