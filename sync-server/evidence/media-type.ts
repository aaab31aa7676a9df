import { open, readFile } from 'node:fs/promises';
import { judgeFile, judgeHead } from '../../domain/evidence/file/judge.ts';
import { fileKindOf, type TakenKind } from '../../domain/evidence/file/kind.ts';
import type { Verdict } from '../../domain/evidence/file/verdict.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused, unreachable } from '../../domain/result.ts';
import { breathing, inflatedLength } from '../../storage/inflated-length.ts';
import type { MediaType } from './evidence-store.ts';

const types: Readonly<Record<TakenKind, MediaType | null>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  // Devices turn it into JPEG; browsers do not show it.
  heif: null,
};

/** bytes of a file's beginning by which `mediaTypeOf` tells what it is */
const tellingBytes = 512;

/** What the first bytes say a file is; the name and the header of the sender say nothing. */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  const kind = fileKindOf(head);
  return kind === null || 'foreign' in kind ? null : types[kind.taken];
}

export async function mediaTypeOfFile(path: string): Promise<MediaType | null> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(tellingBytes);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return mediaTypeOf(head.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** Refuses a picture that claims more pixels than its kind has: it would be decoded by everyone who looks at it. */
export async function judgeClaim(path: string, pixels: number): Promise<Result<null>> {
  const head = judgeHead(await readFile(path), { jpeg: pixels, other: pixels });
  return head.kind === 'tooManyPixels' ? refused(problemOf(head, pixels)) : ok(null);
}

/** Is this file all there, and one that the office takes? The loop turns meanwhile. */
export async function judgeAttached(bytes: Uint8Array, pixels: number): Promise<Result<MediaType>> {
  const tools = { inflatedLength, breathe: breathing() };
  const verdict = await judgeFile(bytes, tools, { jpeg: pixels, other: pixels });
  if (verdict.kind !== 'whole') return refused(problemOf(verdict, pixels));
  const mediaType = types[verdict.taken];
  return mediaType ? ok(mediaType) : refused(problem('evidence.fileNotTaken', { format: 'HEIC' }));
}

function problemOf(verdict: Exclude<Verdict, { readonly kind: 'whole' }>, pixels: number): Problem {
  switch (verdict.kind) {
    case 'incomplete':
      return problem('evidence.fileIncomplete');
    case 'tooManyPixels': {
      const most = pixels / 1_000_000;
      return problem('evidence.tooManyPixels', { ...verdict.size, limit: most, others: most });
    }
    case 'foreign':
      return problem('evidence.fileNotTaken', { format: verdict.name });
    case 'unknown':
      return problem('input.mediaType', { given: 'unknown' });
    default:
      return unreachable(verdict);
  }
}
