import type { Plugin, Rollup } from 'vite';

type Bundle = Rollup.OutputBundle;
type InfoOf = (id: string) => Rollup.ModuleInfo | null;

/**
 * The chunks that a page's own script imports dynamically (the station's first screen), with all that these import. What modules further in
 * import dynamically is left to be asked for: the console's pages together are a megabyte that would be fetched and compiled at every start.
 */
function firstScreen(infoOf: InfoOf, bundle: Bundle, page: Rollup.OutputChunk): readonly Rollup.OutputChunk[] {
  const importedBy = (id: string | null | undefined) => (id == null ? null : infoOf(id));
  const ownScripts = importedBy(page.facadeModuleId)?.importedIds ?? [];
  const wanted = new Set(ownScripts.flatMap((id) => importedBy(id)?.dynamicallyImportedIds ?? []));
  return chunksOf(bundle)
    .filter(({ facadeModuleId }) => facadeModuleId !== null && wanted.has(facadeModuleId))
    .flatMap((chunk) => withImports(bundle, chunk));
}

const chunksOf = (bundle: Bundle) => Object.values(bundle).filter((file) => file.type === 'chunk');

function withImports(bundle: Bundle, chunk: Rollup.OutputChunk): readonly Rollup.OutputChunk[] {
  const found = new Set<Rollup.OutputChunk>();
  const need = (one: Rollup.OutputChunk): void => {
    if (found.has(one)) return;
    found.add(one);
    for (const name of one.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') need(imported);
    }
  };
  need(chunk);
  return [...found];
}

/**
 * Brings a page's first screen sooner. Its chunks are named in the page, so that they are fetched beside the entry and not after it. And the
 * engine is told to compile every function of them while they arrive, on a thread of its own: most are called before the first page stands,
 * and compiling each at its first call held the main thread for a quarter of the start. Engines that know no such hint (Chromium below 136,
 * all others) read a comment. https://v8.dev/blog/explicit-compile-hints
 */
export function firstScreenSooner(): Plugin {
  let infoOf: InfoOf = () => null;
  return {
    name: 'the first screen sooner',
    buildEnd() {
      infoOf = (id) => this.getModuleInfo(id);
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, chunk }) {
        if (chunk === undefined) return [];
        const first = firstScreen(infoOf, bundle, chunk);
        const styles = new Set(first.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
        const already = new Set([chunk.fileName, ...chunk.imports]);
        const scripts = new Set(first.map(({ fileName }) => fileName).filter((name) => !already.has(name)));
        const link = (rel: string, file: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        });
        return [
          ...[...scripts].map((file) => link('modulepreload', file)),
          ...[...styles].map((file) => link('stylesheet', file)),
        ];
      },
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const start = new Set<Rollup.OutputChunk>();
        for (const page of chunksOf(bundle).filter(({ facadeModuleId }) => facadeModuleId?.endsWith('.html')))
          for (const chunk of [...withImports(bundle, page), ...firstScreen(infoOf, bundle, page)]) start.add(chunk);
        for (const chunk of start) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
      },
    },
  };
}
