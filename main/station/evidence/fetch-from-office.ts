import { officeEvidencePath } from '../../../bridge/office.ts';
import type { Desk } from '../context.ts';
import { mostAnswerBytes } from '../sync/decode-body.ts';
import { hashOf } from './files.ts';

/** The bytes as the office holds them, checked against their hash; null without a link or when it does not hold them. */
export async function fetchFromOffice(desk: Desk, orderId: string, sha256: string): Promise<Buffer | null> {
  if (desk.link() !== 'online') return null;
  const authorization = await desk.office.authorization();
  if (!authorization.ok) return null;
  try {
    const answer = await fetch(new URL(officeEvidencePath(orderId, sha256), desk.office.url), {
      headers: { authorization: authorization.value },
      signal: AbortSignal.timeout(20_000),
      redirect: 'error',
    });
    if (!answer.ok) return null;
    const bytes = await bytesWithin(answer, mostAnswerBytes);
    return bytes !== null && hashOf(bytes) === sha256 ? bytes : null;
  } catch {
    return null;
  }
}

/** Null where there are more: what answers in the office's place may never end. */
async function bytesWithin(answer: Response, most: number): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Left early, the reading of the rest is given up.
  for await (const piece of answer.body ?? []) {
    length += piece.length;
    if (length > most) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
