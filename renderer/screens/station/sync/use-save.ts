import { useState } from 'react';
import type { Problem } from '../../../../domain/problem.ts';
import type { Result } from '../../../../domain/result.ts';
import { useStation } from '../../../hooks/station-context.ts';

/** Saves one item of the queue, or all of a former order, as a file where the browser or the system puts downloads. */
export function useSave(): {
  readonly save: (id: string) => Promise<void>;
  readonly saveOrder: (orderId: string) => Promise<void>;
  readonly busy: boolean;
  readonly problem: Problem | null;
} {
  const station = useStation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const keep = async (asked: Promise<Result<{ readonly name: string; readonly json: string }>>): Promise<void> => {
    setBusy(true);
    const answer = await asked;
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) download(answer.value.name, answer.value.json);
  };
  return {
    save: (id) => keep(station.call('sync.export', { id })),
    saveOrder: (orderId) => keep(station.call('sync.exportOrder', { orderId })),
    busy,
    problem,
  };
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
