import { spawn } from 'node:child_process';
import { root } from '../root.ts';
import type { Stage } from './stage.ts';

/** Runs a program from the repository's folder with our streams; true when it ended well. */
export function succeeds(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => {
      process.stdout.write(`${command}: ${error.message}\n`);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

/** A stage that is one command and counts as one check. */
export function commandStage(name: string, command: string, args: readonly string[]): Stage {
  return {
    name,
    run: async () => {
      const good = await succeeds(command, args);
      return {
        passed: good ? 1 : 0,
        failed: good ? 0 : 1,
        skipped: 0,
        notes: good ? [] : [`${name} failed, see above`],
      };
    },
  };
}
