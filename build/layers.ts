/**
 * The layers of the house and what each may import. This table is the one source: `check-house.ts` applies it exactly
 * (paths resolved), biome.json carries the same as `noRestrictedImports` so that an editor says it while one types
 * (`npm run house -- --write` brings it up to date), and `layers.test.ts` proves both.
 */
import path from 'node:path';

export interface Layer {
  /** Folder of the layer; the longest one that holds a file decides. */
  readonly folder: string;
  /** Folders of ours it may import, besides itself. */
  readonly may: readonly string[];
  /** Folders of which it may import types only. */
  readonly mayTypes?: readonly string[];
  /** Packages and scopes it may never import; a `*` at the end stands for any ending. */
  readonly forbids: readonly string[];
}

export interface ImportOf {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const screens = ['react', 'react-dom', 'antd', '@ant-design'];
const stores = ['pouchdb*', 'leveldown', 'levelup'];
const servers = ['fastify', '@fastify', '@tus', 'pino', 'ws', 'undici', 'pdfkit', '@napi-rs', '@aws-sdk'];

const pure = ['electron', 'node:*', ...screens, ...stores, ...servers];

export const layers: readonly Layer[] = [
  { folder: 'domain', may: [], forbids: pure },
  { folder: 'forms', may: ['domain'], forbids: pure },
  { folder: 'storage', may: ['domain'], forbids: ['electron', ...screens] },
  { folder: 'bridge', may: ['domain'], mayTypes: ['forms'], forbids: pure },
  { folder: 'main/station', may: ['domain', 'forms', 'storage', 'bridge'], forbids: ['electron', ...screens] },
  {
    folder: 'main/browser',
    may: ['main/station', 'domain', 'forms', 'storage', 'bridge'],
    forbids: ['electron', ...screens],
  },
  { folder: 'main/electron', may: ['main/station', 'domain', 'forms', 'storage', 'bridge'], forbids: screens },
  {
    folder: 'renderer',
    may: ['domain', 'forms/engine', 'bridge'],
    forbids: ['electron', 'node:*', ...stores, ...servers],
  },
  { folder: 'sync-server', may: ['domain', 'forms', 'storage', 'bridge'], forbids: ['electron', ...screens] },
  { folder: 'launch', may: ['domain', 'bridge', 'build'], forbids: ['electron', ...screens] },
  { folder: 'build', may: ['domain', 'forms'], forbids: ['electron', ...screens] },
];

/** Folders a product layer could reach by mistake; `test` is open to tests alone. */
const rooms = ['domain', 'forms', 'storage', 'bridge', 'main', 'renderer', 'sync-server', 'launch', 'build', 'test'];

const holds = (folder: string, file: string) => file === folder || file.startsWith(`${folder}/`);

const isOf = (name: string, specifier: string) =>
  name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : holds(name, specifier);

const isTest = (file: string) => /\.test\.tsx?$/.test(file);

export function layerOf(file: string): Layer | undefined {
  return layers.findLast((layer) => holds(layer.folder, file));
}

/** Every import and re-export of a source text. Formatted code is assumed, which lint sees to. */
export function importsOf(source: string): ImportOf[] {
  const found: ImportOf[] = [];
  for (const match of source.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/gm,
  )) {
    found.push({ specifier: match[2] ?? '', typeOnly: match[1] !== undefined });
  }
  for (const match of source.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    const typeOnly = /(?:typeof|:|<|\|)\s*$/.test(source.slice(Math.max(0, match.index - 8), match.index));
    found.push({ specifier: match[1] ?? '', typeOnly });
  }
  return found;
}

/** What is wrong with the imports of `file` (path from the root, with `/`), in words; empty when all are allowed. */
export function refusals(file: string, source: string): string[] {
  const layer = layerOf(file);
  if (!layer) return [];
  const said: string[] = [];
  for (const { specifier, typeOnly } of importsOf(source)) {
    if (specifier.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), specifier);
      const allowed = [layer.folder, ...layer.may, ...(typeOnly || isTest(file) ? (layer.mayTypes ?? []) : [])];
      if (allowed.some((folder) => holds(folder, target)) || (isTest(file) && holds('test', target))) continue;
      if (!target.includes('/')) continue;
      said.push(`${layer.folder} may not import ${target}`);
    } else if (!isTest(file) && layer.forbids.some((name) => isOf(name, specifier))) {
      said.push(`${layer.folder} may not import ${specifier}`);
    }
  }
  return said;
}

/** The same table in biome's words. It sees specifiers, not paths: `../**\/renderer/**` stands for the folder. */
export function biomeOverrides(): object[] {
  const rule = (layer: Layer) => {
    const allowed = [layer.folder, ...layer.may, ...(layer.mayTypes ?? [])];
    const closed = rooms.filter((room) => room !== 'test' && !allowed.some((folder) => holds(room, folder)));
    const shells = ['station', 'browser', 'electron'].filter(
      (shell) => layer.folder.startsWith('main/') && !allowed.includes(`main/${shell}`),
    );
    const reopened = allowed.filter((folder) => folder.includes('/') && !folder.startsWith('main/'));
    const groups = [
      ...closed.map((room) => `../**/${room}/**`),
      ...reopened.flatMap((folder) => {
        const room = folder.split('/')[0];
        return [`../**/${room}/**`, `!../**/${folder}/**`];
      }),
      ...shells.map((shell) => `../**/${shell}/**`),
    ];
    return {
      includes: [`${layer.folder}/**`, '!**/*.test.ts', '!**/*.test.tsx'],
      linter: {
        rules: {
          style: {
            noRestrictedImports: {
              level: 'error',
              options: {
                patterns: [
                  { group: groups, message: `${layer.folder} may not import this layer (build/layers.ts).` },
                  {
                    group: layer.forbids.flatMap((name) => [name, `${name}/**`]),
                    message: `${layer.folder} may not import this package (build/layers.ts).`,
                  },
                ],
              },
            },
          },
        },
      },
    };
  };
  return layers.map(rule);
}
