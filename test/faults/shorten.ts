import { runRound } from './run.ts';
import type { Schedule } from './schedule.ts';
import { openSite } from './site.ts';

export type Shortened = {
  readonly schedules: readonly Schedule[];
  /** false: it did not fail again; the schedules are the ones that failed together */
  readonly failsAgain: boolean;
};

/** Do these still fail, on fresh processes? Randomness of the machine is met with some tries. */
async function fails(schedules: readonly Schedule[], tries: number): Promise<boolean> {
  for (let i = 0; i < tries; i += 1) {
    const site = await openSite(i);
    try {
      const { broken, lies, unexpected } = await runRound(site, schedules);
      if (broken.length + lies.length + unexpected.length > 0) return true;
    } finally {
      await site.close();
    }
  }
  return false;
}

/** Fewer schedules, then fewer steps, while they still fail; ends with the time, with what it has. */
export async function shorten(
  given: readonly Schedule[],
  { withinSeconds, say }: { readonly withinSeconds: number; readonly say: (line: string) => void },
): Promise<Shortened> {
  const until = performance.now() + withinSeconds * 1000;
  const inTime = (): boolean => performance.now() < until;
  if (!(await fails(given, 3))) return { schedules: given, failsAgain: false };
  let schedules = given;
  const smaller = async (next: readonly Schedule[]): Promise<boolean> => {
    if (!inTime() || !(await fails(next, 1))) return false;
    schedules = next;
    say(`shortened: ${next.length} schedules, ${next.reduce((sum, { steps }) => sum + steps.length, 0)} steps`);
    return true;
  };
  for (
    let size = Math.ceil(schedules.length / 2);
    schedules.length > 1 && size >= 1 && inTime();
    size = Math.floor(size / 2)
  )
    for (let at = 0; at < schedules.length && schedules.length > 1; )
      if (!(await smaller(schedules.toSpliced(at, size)))) at += size;
  for (const { number } of [...schedules])
    for (let at = 0; inTime(); ) {
      const one = schedules.find((schedule) => schedule.number === number);
      if (!one || at >= one.steps.length) break;
      const cut = { ...one, steps: one.steps.toSpliced(at, 1) };
      if (!(await smaller(schedules.map((schedule) => (schedule === one ? cut : schedule))))) at += 1;
    }
  return { schedules, failsAgain: true };
}
