import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronFlags } from '../../build/needs/electron.ts';
import { builtProgram } from '../processes/built.ts';
import { electron } from './electron-shell.ts';

/** A folder of the kernel: nobody, root included, can make a file in it. */
const readOnly = '/sys/linework';

describe.skipIf(!electron || process.platform !== 'linux')('Electron with a data folder that cannot be written', () => {
  it('says so in both languages, and does not end as if another Linework were running', async () => {
    const program = builtProgram(path.join('electron', 'main.mjs'));
    const child = spawn(electron ?? '', [...electronFlags, program, '--data', readOnly]);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const told = new Promise<void>((resolve) => {
      child.stderr.on('data', () => /cannot be written to/.test(said) && resolve());
    });
    // The box with the sentence waits for a person; without one the process is ended here.
    const first = await Promise.race([told.then(() => 'told'), ended.then((code) => `ended with ${code}`)]);
    child.kill('SIGKILL');
    await ended;
    expect(first === 'told' || first === 'ended with 1', `${first}: ${said}`).toBe(true);
    expect(said).toMatch(/不能写入.*--data/);
    expect(said).toMatch(/cannot be written to .*--data/);
  });
});
