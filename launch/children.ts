import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Child = {
  readonly name: string;
  readonly process: ChildProcess;
  /** the address after `url=` of its ready line; rejects when it ends before */
  readonly ready: Promise<string>;
  /** its exit code, 1 where a signal ended it */
  readonly ended: Promise<number>;
};

/** Starts one of our built programs; its log goes to our stderr, its lines for people to our stdout. */
export function startChild(
  name: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Child {
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const ready = new Promise<string>((resolve, reject) => {
    const ended = (): void => reject(new Error(`${name} did not start`));
    child.once('error', reject);
    child.once('exit', ended);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^linework (?:office|station) ready url=(\S+)$/.exec(line)?.[1];
      if (url) resolve(url);
      else say(line);
    });
  });
  return { name, process: child, ready, ended };
}

/** Asks to end, then insists: what was answered is flushed anyway. */
export async function stopChild(child: Child, withinMs = 10_000): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  child.process.kill('SIGTERM');
  const insist = setTimeout(() => child.process.kill('SIGKILL'), withinMs);
  await child.ended;
  clearTimeout(insist);
}
