import type { AnyDocument } from '../../../domain/documents/parse.ts';

/** A document as it is read from a store, in its newest revision. */
export type StoredDocument = AnyDocument & { readonly _rev: string };
