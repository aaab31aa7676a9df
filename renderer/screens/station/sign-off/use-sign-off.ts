import { useState } from 'react';
import type { SignOff } from '../../../../domain/documents/event.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { useCall, useStation } from '../../../hooks/station-context.ts';
import type { OpenedOrder } from '../order/opened-order.ts';

/** Stores the sign-off with the digest of what the customer saw; strokes and event are one write. */
export function useSignOff(order: OpenedOrder, onDone: () => void) {
  const station = useStation();
  const [requestKey] = useState(newRequestKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { data } = useCall('signOff.summary', { orderId: order.view.orderId });
  const send = async (make: (seenDigest: string) => SignOff) => {
    setBusy(true);
    const { orderId } = order.view;
    const summary = data ? ({ ok: true, value: data } as const) : await station.call('signOff.summary', { orderId });
    const answer = summary.ok
      ? await station.call('signOff.sign', { orderId, signOff: make(summary.value.digest), requestKey })
      : summary;
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(answer.problem);
  };
  return { send, seenDigest: data?.digest ?? null, busy, problem };
}
