import { useState } from 'react';
import type { Problem } from '../../../../domain/problem.ts';
import { useStation } from '../../../hooks/station-context.ts';

/** Saves one item of the queue as a file where the browser or the system puts downloads. */
export function useSaveItem(): {
  readonly save: (id: string) => Promise<void>;
  readonly busy: boolean;
  readonly problem: Problem | null;
} {
  const station = useStation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async (id: string): Promise<void> => {
    setBusy(true);
    const answer = await station.call('sync.export', { id });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) download(answer.value.name, answer.value.json);
  };
  return { save, busy, problem };
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
