import type { OfficeEvent } from '../bridge/office.ts';
import type { EventsHub, Nudges } from './context.ts';

/** Tells consoles in this process that something changed; they read the new state by a call. */
export function makeEventsHub(): EventsHub {
  const { tell, on } = hub<OfficeEvent>();
  return { emit: tell, on };
}

export const makeNudges = (): Nudges => hub<string>();

function hub<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    tell(value: T): void {
      for (const listener of [...listeners]) listener(value);
    },
    on(listener: (value: T) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
