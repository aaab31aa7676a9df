import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { isThere, pages } from './entries.ts';
import { root } from './root.ts';

/**
 * Names in the page what its entry imports dynamically (the station's first screen), with all that this needs: so it is fetched beside
 * the entry and not after it. A page whose entry imports all of itself statically is left as it is.
 */
const preloadFirstScreen: Plugin = {
  name: 'preload the first screen',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {}, chunk }) => {
      const scripts = new Set<string>();
      const styles = new Set<string>();
      const need = (fileName: string): void => {
        const found = bundle[fileName];
        if (found?.type !== 'chunk' || scripts.has(fileName)) return;
        scripts.add(fileName);
        for (const css of found.viteMetadata?.importedCss ?? []) styles.add(css);
        for (const imported of found.imports) need(imported);
      };
      for (const imported of chunk?.dynamicImports ?? []) need(imported);
      const link = (rel: string, file: string) => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      });
      const already = new Set([chunk?.fileName, ...(chunk?.imports ?? [])]);
      return [
        ...[...scripts].filter((file) => !already.has(file)).map((file) => link('modulepreload', file)),
        ...[...styles].map((file) => link('stylesheet', file)),
      ];
    },
  },
};

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
    plugins: [react(), preloadFirstScreen],
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
