import { dirname, join } from 'node:path';
import { evidencePath } from '../../../bridge/station.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { OrderView } from '../../../forms/engine/types.ts';
import { makeFlushedFolder } from '../../../storage/flushed-file.ts';
import { copyFile } from '../../../storage/held-file.ts';
import type { Desk, DeskCalls } from '../context.ts';
import { makeReport } from './make.ts';

/** Kept by hash, a file has no ending; the system's viewer gets a copy that has, named as the customer would file it. */
async function namedCopy(desk: Desk, file: string, view: OrderView, sha256: string): Promise<string> {
  const number = view.number.replace(/[^\p{L}\p{N}._-]/gu, '-');
  const n = view.fold.reports.find((made) => made.sha256 === sha256)?.report ?? 1;
  const copy = join(desk.folder, 'opened', `${number}-${n}.pdf`);
  await makeFlushedFolder(dirname(copy));
  await copyFile(file, copy);
  return copy;
}

/** The report's part of the station's calls. */
export const reportCalls = {
  'report.make': (desk, { orderId, requestKey }) => makeReport(desk, orderId, requestKey),
  'report.open': async (desk, { orderId, sha256 }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const item = order.value.view.evidence.find(
      ({ slot, document }) => slot === 'report' && document.sha256 === sha256,
    );
    if (!item) return refused(problem('evidence.unknown'));
    const file = await desk.evidence().file(item.id, 'view');
    if (!file) return refused(problem('evidence.arriving'));
    if (desk.shell.openPath) await desk.shell.openPath(await namedCopy(desk, file.path, order.value.view, sha256));
    return ok({ path: evidencePath(item.id, 'view') });
  },
} as const satisfies DeskCalls;
