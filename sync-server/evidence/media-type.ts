import { open } from 'node:fs/promises';
import type { MediaType } from './evidence-store.ts';

/** What the first bytes say a file is; the name and the header of the sender say nothing. */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  return text.startsWith('%PDF-') ? 'application/pdf' : null;
}

export async function mediaTypeOfFile(path: string): Promise<MediaType | null> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(16);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return mediaTypeOf(head.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
