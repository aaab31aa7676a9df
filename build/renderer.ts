import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { isThere, pages } from './entries.ts';
import { firstScreenSooner } from './first-screen.ts';
import { root } from './root.ts';

/**
 * Builds the pages into `dist/renderer/`, swapped in at once so that a running station never serves half of it.
 * Fit for a strict CSP: no inline script, nothing inlined as `data:`.
 */
export async function buildRenderer(): Promise<void> {
  const fresh = path.join(root, 'dist', '.renderer-fresh');
  const output = path.join(root, 'dist', 'renderer');
  await build({
    configFile: false,
    root: path.join(root, 'renderer'),
    base: '/',
    logLevel: 'warn',
    plugins: [react(), firstScreenSooner()],
    build: {
      outDir: fresh,
      emptyOutDir: true,
      // Chromium of Electron 33, the oldest we run on.
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 3000,
      rollupOptions: { input: pages.filter(isThere).map((page) => path.join(root, page)) },
    },
  });
  const old = path.join(root, 'dist', '.renderer-old');
  rmSync(old, { recursive: true, force: true });
  if (isThere('dist/renderer')) renameSync(output, old);
  renameSync(fresh, output);
  rmSync(old, { recursive: true, force: true });
}
