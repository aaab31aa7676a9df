/** Strict: `Buffer.from` would skip what is not base64. A data URL's head is accepted. Null: not base64, or nothing. */
export function decodeBase64(text: string): Buffer | null {
  const body = text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text;
  if (body.length === 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(body)) return null;
  return Buffer.from(body, 'base64');
}
