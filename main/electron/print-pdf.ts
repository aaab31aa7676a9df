import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shell } from 'electron';
import { rm } from '../../storage/held-file.ts';

/**
 * Chromium cannot print a PDF from a sandboxed page, so the system's viewer gets a copy and prints it. The copy is for this
 * user alone and goes when the shell ends.
 */
const copies = new Set<string>();

export async function printPdf(bytes: Uint8Array): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'linework-print-'));
  copies.add(folder);
  const file = path.join(folder, 'report.pdf');
  await writeFile(file, bytes, { mode: 0o600 });
  return (await shell.openPath(file)) === '';
}

export async function removePrintCopies(): Promise<void> {
  await Promise.all([...copies].map((folder) => rm(folder, { recursive: true, force: true })));
}
