import { useEffect, useState } from 'react';

/** Wall time in milliseconds, fresh every `everyMs`: for countdowns and the time line. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
