import type { EvidenceReference, EvidenceStore } from './evidence-store.ts';
import { dropFile } from './flushed-files.ts';

/** A store elsewhere that has a thing whole or not at all: what it can do with one of them. Every promise settles after the bytes are durable. */
export type Shelf = {
  /** for messages */
  readonly name: string;
  readonly held: (sha256: string) => Promise<{ readonly bytes: number } | null>;
  /** Sends the file, whose hash and size the reference says. Bytes that another office stored meanwhile are the same ones. */
  readonly send: (from: string, reference: EvidenceReference) => Promise<void>;
  /** Repeating it changes nothing. */
  readonly note: (reference: EvidenceReference) => Promise<void>;
  readonly noted: (orderId: string, sha256: string) => Promise<EvidenceReference | null>;
};

/**
 * The verbs that put and check, over such a shelf. The reference is noted before the bytes are sent, so that no bytes are without an
 * owner; the file is dropped when the shelf says that it has as many bytes as were sent, and not on the answer to the sending alone.
 */
export function keepByContent(shelf: Shelf): Pick<EvidenceStore, 'put' | 'refer' | 'has' | 'stat'> {
  const { name, held, send, note, noted } = shelf;
  /** A size that is another is of something else: an object of that hash is there whole or not at all. */
  function assertWhole(found: { readonly bytes: number }, { bytes }: EvidenceReference): void {
    if (found.bytes !== bytes) throw new Error(`${name} says ${found.bytes} bytes of what has ${bytes}`);
  }
  return {
    async put(from, reference) {
      const { sha256, bytes } = reference;
      await note(reference);
      if ((await held(sha256))?.bytes !== bytes) {
        await send(from, reference);
        const stored = await held(sha256);
        if (stored?.bytes !== bytes) throw new Error(`${name} took ${bytes} bytes and has ${stored?.bytes ?? 'none'}`);
      }
      await dropFile(from);
    },
    async refer(reference) {
      const found = await held(reference.sha256);
      if (found === null) return false;
      assertWhole(found, reference);
      await note(reference);
      return true;
    },
    async has(orderId, sha256) {
      const [bytes, reference] = await Promise.all([held(sha256), noted(orderId, sha256)]);
      if (bytes === null || reference === null) return null;
      assertWhole(bytes, reference);
      return reference;
    },
    stat: held,
  };
}
