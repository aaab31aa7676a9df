import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importsOf, refusals } from './layers.ts';
import { root } from './root.ts';

type Verdict = 'accepted' | 'refused';

/** file, what it imports, verdict; both the exact check and the lint rule must come to it. */
const table: readonly (readonly [file: string, imports: string, verdict: Verdict])[] = [
  ['domain/sla/clock.ts', '../problem.ts', 'accepted'],
  ['domain/sla/clock.ts', 'zod', 'accepted'],
  ['domain/sla/clock.ts', '../../forms/engine/gates.ts', 'refused'],
  ['domain/sla/clock.ts', 'node:fs', 'refused'],
  ['domain/sla/clock.ts', 'node:fs/promises', 'refused'],
  ['domain/sla/clock.ts', 'pouchdb-core', 'refused'],
  ['forms/engine/gates.ts', '../../domain/result.ts', 'accepted'],
  ['forms/engine/gates.ts', '../../bridge/station.ts', 'refused'],
  ['forms/engine/gates.ts', 'react', 'refused'],
  ['storage/journal.ts', '../domain/ids.ts', 'accepted'],
  ['storage/journal.ts', 'node:fs', 'accepted'],
  ['storage/journal.ts', '../forms/engine/types.ts', 'refused'],
  ['bridge/station.ts', '../domain/ids.ts', 'accepted'],
  ['bridge/station.ts', '../main/station/store/open.ts', 'refused'],
  ['bridge/station.ts', 'electron', 'refused'],
  ['main/station/sync/push.ts', '../../../storage/journal.ts', 'accepted'],
  ['main/station/sync/push.ts', '../../../bridge/station.ts', 'accepted'],
  ['main/station/sync/push.ts', 'electron', 'refused'],
  ['main/station/sync/push.ts', '../../electron/main.ts', 'refused'],
  ['main/station/sync/push.ts', '../../../sync-server/http/server.ts', 'refused'],
  ['main/station/sync/push.ts', '../../../renderer/screens/today.tsx', 'refused'],
  ['main/browser/main.ts', '../station/station.ts', 'accepted'],
  ['main/browser/main.ts', '../electron/main.ts', 'refused'],
  ['main/browser/main.ts', 'electron', 'refused'],
  ['main/electron/main.ts', 'electron', 'accepted'],
  ['main/electron/main.ts', '../browser/door.ts', 'refused'],
  ['main/electron/main.ts', 'react', 'refused'],
  ['renderer/screens/today.tsx', '../../domain/sla/clock.ts', 'accepted'],
  ['renderer/screens/today.tsx', '../../forms/engine/gates.ts', 'accepted'],
  ['renderer/screens/today.tsx', '../../bridge/station.ts', 'accepted'],
  ['renderer/screens/today.tsx', 'react', 'accepted'],
  ['renderer/screens/today.tsx', '../../forms/order-types/ftth-install/index.ts', 'refused'],
  ['renderer/screens/today.tsx', '../../main/station/station.ts', 'refused'],
  ['renderer/screens/today.tsx', '../../sync-server/main.ts', 'refused'],
  ['renderer/screens/today.tsx', '../../storage/journal.ts', 'refused'],
  ['renderer/screens/today.tsx', 'electron', 'refused'],
  ['renderer/screens/today.tsx', 'electron/renderer', 'refused'],
  ['renderer/screens/today.tsx', 'node:path', 'refused'],
  ['renderer/screens/today.tsx', 'pouchdb-core', 'refused'],
  ['sync-server/router/copy.ts', '../../storage/journal.ts', 'accepted'],
  ['sync-server/router/copy.ts', '../../forms/engine/gates.ts', 'accepted'],
  ['sync-server/router/copy.ts', '../../main/station/station.ts', 'refused'],
  ['sync-server/router/copy.ts', '../../renderer/screens/today.tsx', 'refused'],
  ['launch/main.ts', '../bridge/office.ts', 'accepted'],
  ['launch/main.ts', '../sync-server/main.ts', 'refused'],
  ['build/check-forms.ts', '../forms/engine/definition.ts', 'accepted'],
  ['build/build.ts', '../sync-server/main.ts', 'refused'],
];

const lineOf = (imports: string) => `export { it } from '${imports}';\n`;

const folder = mkdtempSync(path.join(tmpdir(), 'linework-layers-'));
let linted = '';

beforeAll(async () => {
  copyFileSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
  table.forEach(([file, imports], n) => {
    const target = path.join(folder, path.dirname(file), `case-${n}.ts`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, lineOf(imports));
  });
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [
    'lint',
    '--only=style/noRestrictedImports',
    '--vcs-enabled=false',
    '--reporter=github',
    '--max-diagnostics=none',
    '.',
  ];
  linted = await promisify(execFile)(process.execPath, [biome, ...args], { cwd: folder }).then(
    (done) => done.stdout,
    (refused: { stdout: string }) => refused.stdout,
  );
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(table)('%s imports %s', (file, imports, verdict) => {
  const n = table.findIndex((row) => row[0] === file && row[1] === imports);

  it(`is ${verdict} by the exact check`, () => {
    expect(refusals(file, lineOf(imports))).toHaveLength(verdict === 'refused' ? 1 : 0);
  });

  it(`is ${verdict} by the lint rule`, () => {
    expect(linted.includes(`case-${n}.ts`)).toBe(verdict === 'refused');
  });
});

describe('the exact check', () => {
  it('lets the bridge take types from forms, and nothing that runs', () => {
    expect(refusals('bridge/station.ts', "import type { A } from '../forms/engine/types.ts';")).toEqual([]);
    expect(refusals('bridge/station.ts', "import { a } from '../forms/engine/gates.ts';")).toHaveLength(1);
  });

  it('lets a test use the builders, and product code not', () => {
    expect(refusals('domain/sla/clock.test.ts', "import { a } from '../../test/builders/order.ts';")).toEqual([]);
    expect(refusals('domain/sla/clock.ts', "import { a } from '../../test/builders/order.ts';")).toHaveLength(1);
  });

  it('is not fooled by a folder of the same name further down, nor by dots', () => {
    expect(refusals('renderer/screens/forms/page.tsx', "import { a } from '../forms/page-parts.tsx';")).toEqual([]);
    expect(refusals('main/station/a.ts', "import { a } from './../../renderer/b.ts';")).toHaveLength(1);
  });

  it('reads every way to import', () => {
    const source = [
      "import 'a';",
      "import b from 'b';",
      "import type { C } from 'c';",
      "import {\n  d,\n  type D,\n} from 'd';",
      "export * from 'e';",
      "const f = await import('f');",
      "const g = require('g');",
      "type H = import('h').H;",
    ].join('\n');
    expect(importsOf(source).map((one) => one.specifier)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });
});
