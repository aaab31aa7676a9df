/** A fresh idempotency key for one intent of a person. Kept while a dialog is open, so that a second click is the same request. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
