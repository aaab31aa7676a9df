import { randomBytes } from 'node:crypto';
import { makeIds } from '../../domain/ids.ts';
import { systemClock } from '../../main/station/clock/system-clock.ts';
import { openStation } from '../../main/station/station.ts';
import type { StationClient } from '../processes/calls.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';

export type StationFor = StationClient & {
  /** what it logged as errors */
  readonly errors: readonly object[];
  readonly close: () => Promise<void>;
};

/** The real station in this process, with a store in a folder of its own: calls cost no request, and numbers that JSON has not arrive as such. */
export async function openStationFor(officeUrl: string): Promise<StationFor> {
  const folder = await temporaryFolder('station');
  const errors: object[] = [];
  const quiet = (): void => undefined;
  const opened = await openStation({
    dataFolder: folder.path,
    officeUrl,
    clock: systemClock(folder.path),
    makeId: makeIds(Date.now, randomBytes),
    log: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (fields, message) => void errors.push({ ...fields, message }),
    },
    shell: { kind: 'browser', appVersion: '1', label: 'test' },
  });
  if (!opened.ok) throw new Error(opened.problem.code);
  const { value: station } = opened;
  const ask = (name: string, argument: unknown) => station.call(name, argument);
  const call = async (name: string, argument: unknown): Promise<unknown> => {
    const answer = await ask(name, argument);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`);
    return answer.value;
  };
  return {
    ask: ask as StationClient['ask'],
    call: call as StationClient['call'],
    errors,
    close: async () => {
      await station.close();
      await folder.remove();
    },
  };
}
