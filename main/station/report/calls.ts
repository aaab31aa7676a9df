import { evidencePath } from '../../../bridge/station.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { AnswerOf, DeskCalls } from '../context.ts';
import { makeReport } from './make.ts';

/** One report of an order at a time: a second press waits for the first. */
const underWay = new Map<string, AnswerOf<'report.make'>>();

/** The report's part of the station's calls. */
export const reportCalls = {
  'report.make': (desk, { orderId, requestKey }) => {
    const key = `${desk.deviceId}/${orderId}`;
    const running = underWay.get(key) ?? makeReport(desk, orderId, requestKey).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  },
  'report.open': async (desk, { orderId, sha256 }) => {
    const order = await desk.order(orderId);
    if (!order.ok) return order;
    const item = order.value.view.evidence.find(
      ({ slot, document }) => slot === 'report' && document.sha256 === sha256,
    );
    if (!item) return refused(problem('evidence.unknown'));
    const file = await desk.evidence().file(item.id, 'view');
    if (!file) return refused(problem('evidence.arriving'));
    await desk.shell.openPath?.(file.path);
    return ok({ path: evidencePath(item.id, 'view') });
  },
} as const satisfies DeskCalls;
