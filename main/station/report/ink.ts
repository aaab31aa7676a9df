import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** For tests: a PDF as poppler sees it. Text that extracts may still be invisible, so ink is measured too. */
export const dotsPerInch = 72;

export type Page = {
  readonly width: number;
  readonly height: number;
  readonly dark: (x0: number, y0: number, x1: number, y1: number) => number;
};

/** Runs a poppler tool over the bytes and answers what it writes. */
export function poppler(
  tool: 'pdftotext' | 'pdffonts' | 'pdfinfo',
  bytes: Uint8Array,
  args: readonly string[] = [],
): string {
  return inFolder((folder) => {
    const file = path.join(folder, 'r.pdf');
    writeFileSync(file, bytes);
    const output = tool === 'pdftotext' ? [...args, file, '-'] : [...args, file];
    return execFileSync(tool, output, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  });
}

/** The pages as pictures, one pixel a point. `dark` counts pixels that are not white inside a rectangle. */
export function pagesOf(bytes: Uint8Array): readonly Page[] {
  return inFolder((folder) => {
    const file = path.join(folder, 'r.pdf');
    writeFileSync(file, bytes);
    execFileSync('pdftoppm', ['-r', String(dotsPerInch), file, path.join(folder, 'p')], { stdio: 'ignore' });
    const names = readdirSync(folder).filter((name) => name.endsWith('.ppm'));
    return names.sort().map((name) => readPpm(readFileSync(path.join(folder, name))));
  });
}

function readPpm(ppm: Buffer): Page {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'));
  if (!head) throw new Error('no PPM');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = ppm.subarray(head[0].length);
  const isDark = (x: number, y: number): boolean => {
    const at = (y * width + x) * 3;
    return Math.min(pixels[at] ?? 255, pixels[at + 1] ?? 255, pixels[at + 2] ?? 255) < 230;
  };
  const dark = (x0: number, y0: number, x1: number, y1: number): number => {
    let count = 0;
    for (let y = Math.max(0, Math.round(y0)); y < Math.min(height, Math.round(y1)); y += 1)
      for (let x = Math.max(0, Math.round(x0)); x < Math.min(width, Math.round(x1)); x += 1)
        if (isDark(x, y)) count += 1;
    return count;
  };
  return { width, height, dark };
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'linework-ink-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
