import { type Problem, problem } from '../../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../../domain/result.ts';
import { cutText } from '../../../../domain/text/cut.ts';

/** As the office takes it in one request. */
export const mostFileBytes = 12 * 1024 * 1024;
export const fileTypes = 'image/jpeg,image/png,image/webp,application/pdf';

/** Sends one file into a slot of an office stage. The key makes a repetition find the first file. */
export async function attachFile(
  orderId: string,
  slot: string,
  file: File,
  requestKey: string,
): Promise<Result<{ readonly evidenceId: string }>> {
  if (file.size > mostFileBytes) return refused(problem('input.tooLarge', { limit: mostFileBytes }));
  const query = new URLSearchParams({ order: orderId, slot, requestKey, caption: cutText(file.name, 200) });
  try {
    const answer = await fetch(`/evidence/attach?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(120_000),
    });
    const body = (await answer.json()) as {
      readonly ok: boolean;
      readonly value?: unknown;
      readonly problem?: Problem;
    };
    if (body.ok) return ok(body.value as { readonly evidenceId: string });
    if (body.problem !== undefined) return refused(body.problem);
  } catch {
    // told by the answer below
  }
  return refused(problem('link.officeUnreachable'));
}
