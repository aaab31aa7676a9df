import { problem } from '../../../../domain/problem.ts';
import { type Result, refused } from '../../../../domain/result.ts';
import { cutText } from '../../../../domain/text/cut.ts';
import { askOffice } from '../../../bridge/ask-office.ts';

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
  const body = { type: 'application/octet-stream', body: file };
  return (await askOffice(`/evidence/attach?${query.toString()}`, body, 120_000)) as Result<{
    readonly evidenceId: string;
  }>;
}
