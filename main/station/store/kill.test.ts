import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTechnicianStore, type TechnicianStore } from './technician-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linework-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const order = 'workOrder:01korder000000000000000001';
const draftId = `${order}:draft:stage.step:01kdevice00000000000000001`;

/** Runs the saving process until it has answered `count` times, then `extraMs` longer, then SIGKILL. Answers the last acknowledged. */
async function saveAndKill(round: number, count: number, extraMs: number): Promise<number> {
  const script = fileURLToPath(new URL('./saving-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = 0;
  const ended = new Promise((resolve) => child.on('close', resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') return;
    last = Number(line);
    if (last === count) setTimeout(() => child.kill('SIGKILL'), extraMs);
  });
  await ended;
  return last;
}

async function evidenceOf(store: TechnicianStore, round: number): Promise<number> {
  return (await store.documents.range(`${order}:evidence:${round}`, `${order}:evidence:${round}~`)).length;
}

it('killed at any moment, nothing that was answered is lost and nothing is there twice', async () => {
  const acknowledged: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const last = await saveAndKill(round, 5 + round * 9, (round * 1.7) % 4);
    acknowledged.push(last);
    const store = await openTechnicianStore({ folder, now: Date.now, log, changed: quiet });
    for (const [before, count] of acknowledged.entries()) {
      const found = await evidenceOf(store, before);
      // One more may have been written than was answered; never one fewer.
      expect([count, count + 1]).toContain(found);
    }
    const draft = await store.documents.get(draftId);
    expect(draft?.type === 'draft' && Number(String(draft.fields.text).split(' ').at(-1))).toBeGreaterThanOrEqual(last);
    expect(store.rebuiltAt()).toBeNull();
    const entry = store.journal.entry(draftId);
    expect(entry?.rev).toBe(draft?._rev);
    // The whole path is there, so that the door can see where the draft comes from.
    expect(entry?.revisions.ids).toHaveLength(entry?.revisions.start ?? -1);
    const leaves = await store.documents.missing({ [draftId]: [draft?._rev ?? ''] });
    expect(leaves).toEqual({});
    await store.close();
  }
}, 120_000);
