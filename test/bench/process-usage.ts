import { readdir, readFile } from 'node:fs/promises';

export type Usage = {
  /** user and system time since the process began, s */
  readonly cpuSeconds: number;
  readonly residentMb: number;
  readonly openFiles: number;
};

/** The clock ticks of `/proc/<pid>/stat`: 100 a second on every Linux we run on. */
const ticksPerSecond = 100;

/** What a process has used, from `/proc`. */
export async function usageOf(pid: number): Promise<Usage> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
    openFiles: (await readdir(`/proc/${pid}/fd`)).length,
  };
}
