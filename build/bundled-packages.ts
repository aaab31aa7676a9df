/** The bundles of station and office hold their packages; this file names those that they leave out. */
import type { Plugin } from 'esbuild';

/** Packages that stay in node_modules. */
export const beside: readonly string[] = [
  // Native: they find their binary beside themselves.
  'electron',
  'leveldown',
  '@napi-rs/canvas',
  // Of fastify's, and never loaded: the door declares no schemas (main/browser/door.ts) and injects no requests.
  '@fastify/ajv-compiler',
  '@fastify/fast-json-stringify-compiler',
  'light-my-request',
];

/** Modules of packages that would be read at every start for nothing, and what stands in their place. */
const replaced: readonly { readonly file: RegExp; readonly contents: string }[] = [
  // The station reaches the office by its own HTTP (main/station/sync) and the office a CouchDB by its own, PouchDB never does; yet it would load node-fetch, cookies
  // and the public suffix list: 50 ms of CPU. Even to touch the platform's fetch loads it (18 ms), hence the arrow.
  {
    file: /[\\/]pouchdb-fetch[\\/]lib[\\/]index\.js$/,
    contents: 'export const fetch = (...given) => globalThis.fetch(...given);',
  },
  // 300 KB of sentences about invalid input; ours are in domain/problem.
  { file: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/, contents: 'export { default as en } from "./en.js";' },
];

export const leaveOut: Plugin = {
  name: 'left out of the bundles',
  setup: (bundler) => {
    // The part of a CommonJS package exports nothing by name: what is destructured from it would be undefined, at run time.
    bundler.onResolve({ filter: /^[^./]/ }, ({ kind, path, importer }) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:') || /[\\/]node_modules[\\/]/.test(importer))
        return undefined;
      return { errors: [{ text: `${path}: put it into a module of ours and import that one on first use` }] };
    });
    for (const { file, contents } of replaced) bundler.onLoad({ filter: file }, () => ({ contents, loader: 'js' }));
  },
};
