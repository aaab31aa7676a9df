import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { until } from './poll.ts';

/** A process we started. `out` grows; `err` too. */
export type Program = {
  readonly pid: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** what the ready line said */
  readonly ready: RegExpExecArray;
  readonly isAlive: () => boolean;
  /** SIGKILL, and waited for: nothing of it runs when this resolves */
  readonly kill: () => Promise<void>;
  /** SIGTERM, then waited for; SIGKILL after 10 s */
  readonly stop: () => Promise<void>;
};

export type Command = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly ready: RegExp;
  readonly readyWithinMs?: number;
};

const running = new Set<() => void>();
process.on('exit', () => {
  for (const end of running) end();
});

/** Starts a program and waits for its ready line. @throws with its last lines when it ends or stays silent */
export async function startProgram(given: Command): Promise<Program> {
  const { name, command, args, env = {}, ready, readyWithinMs = 60_000 } = given;
  const child = spawn(command, [...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const out: string[] = [];
  const err: string[] = [];
  let ended: string | null = null;
  const closed = new Promise<void>((resolve) => {
    child.on('error', (error) => err.push(error.message));
    child.on('close', (code, signal) => {
      ended = `${name} ended with ${signal ?? code}`;
      running.delete(end);
      resolve();
    });
  });
  const end = (): void => void child.kill('SIGKILL');
  running.add(end);
  createInterface({ input: child.stdout }).on('line', (line) => out.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => err.push(line));
  const lastLines = (): string => [...out.slice(-5), ...err.slice(-15)].join('\n');

  const found = await until(
    `${name} to be ready`,
    () => out.map((line) => ready.exec(line)).find((match) => match !== null) ?? (ended === null ? null : { ended }),
    { withinMs: readyWithinMs },
  ).catch((error: unknown) => {
    end();
    throw new Error(`${String(error)}\n${lastLines()}`);
  });
  if ('ended' in found) throw new Error(`${found.ended} before it was ready\n${lastLines()}`);
  return {
    pid: child.pid ?? -1,
    out,
    err,
    ready: found,
    isAlive: () => ended === null,
    kill: async () => {
      end();
      await closed;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(end, 10_000);
      await closed;
      clearTimeout(timer);
    },
  };
}
