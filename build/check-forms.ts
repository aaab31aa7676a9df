/**
 * `npm run forms -- check`: every shipped order type against the engine, the settings and the other types; problems as
 * `file:line: path: reason`, and a table of what there is. `-- check <file>…` checks definitions that are one text instead, beside the shipped
 * ones and whatever settings (`{ "key", "values" }`) are among the files.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueProblems, type Surroundings } from '../forms/engine/catalogue-problems.ts';
import { parseDefinition } from '../forms/engine/definition.ts';
import type { DefinitionProblem } from '../forms/engine/definition-problem.ts';
import { problemsIn, readDefinitionText } from '../forms/engine/definition-text.ts';
import { settingsProblems } from '../forms/engine/settings-problems.ts';
import { settingsSourceProblems } from '../forms/engine/source-problems.ts';
import type { OrderTypeDefinition } from '../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../forms/order-types/index.ts';
import { settingsIn } from './forms/settings.ts';
import { definitionTable } from './forms/table.ts';
import { placeOfProblem, type SourceFile } from './forms/where.ts';
import { root } from './root.ts';

const folder = 'forms/order-types';

const surroundings: Surroundings = {
  settings: Object.fromEntries(shippedSettings.map(({ key, version, values }) => [key, { version, values }])),
  orderType: (key) => shippedOrderTypes.find((one) => one.key === key) ?? null,
};

function problemsOf(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const parsed = parseDefinition(definition, surroundings.settings);
  if (!parsed.ok) return problemsIn(parsed.problem.details);
  const sameKey = shippedOrderTypes.filter(
    ({ key, version }) => key === definition.key && version === definition.version,
  );
  return [
    ...(sameKey.length > 1
      ? [{ path: 'key', fault: 'usedTwice' as const, reason: 'another shipped order type has this key and version' }]
      : []),
    ...catalogueProblems(definition, surroundings),
  ];
}

/** The JSON files of a shipped type, its own and those that `compose` lays beneath. */
function filesOf(key: string): readonly SourceFile[] {
  return [key, 'order-control'].flatMap((room) => {
    const absolute = path.join(root, folder, room);
    if (!existsSync(absolute)) return [];
    return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => {
        const name = file.replaceAll(path.sep, '/');
        return { room, name, file: `${folder}/${room}/${name}`, text: readFileSync(path.join(absolute, file), 'utf8') };
      });
  });
}

function checkShipped(): number {
  let count = 0;
  for (const definition of shippedOrderTypes) {
    const files = filesOf(definition.key);
    for (const problem of problemsOf(definition)) {
      const { file, line } = placeOfProblem(definition, files, problem.path);
      say(file, line, problem);
      count += 1;
    }
  }
  for (const { file, problem } of settingsFound()) {
    say(file, 1, problem);
    count += 1;
  }
  process.stdout.write(definitionTable(shippedOrderTypes));
  return count;
}

/** Sources of the shipped settings that not every reader could read. */
function settingsFound(): readonly { readonly file: string; readonly problem: DefinitionProblem }[] {
  return readdirSync(path.join(root, folder, 'settings'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = `${folder}/settings/${name}`;
      const brought = settingsIn(readFileSync(path.join(root, file), 'utf8'));
      return (brought === null ? [] : settingsSourceProblems(brought.values)).map((problem) => ({ file, problem }));
    });
}

function checkTexts(files: readonly string[]): number {
  let count = 0;
  const read: OrderTypeDefinition[] = [];
  const texts = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const settings = { ...surroundings.settings };
  const definitions = texts.filter(({ file, text }) => {
    const brought = settingsIn(text);
    if (brought === null) return true;
    const problems = settingsProblems(brought, shippedOrderTypes, settings);
    for (const problem of problems) say(file, 1, problem);
    count += problems.length;
    settings[brought.key] = { version: (settings[brought.key]?.version ?? 0) + 1, values: brought.values };
    return false;
  });
  for (const { file, text } of definitions) {
    const { definition, problems } = readDefinitionText(text, { ...surroundings, settings });
    for (const problem of problems) say(file, problem.line, problem);
    count += problems.length;
    if (definition !== null) read.push(definition);
  }
  process.stdout.write(definitionTable(read));
  return count;
}

const say = (file: string, line: number, { path: at, reason }: DefinitionProblem): void =>
  void process.stdout.write(`${file}:${line}: ${at === '' ? '' : `${at}: `}${reason}\n`);

const [command, ...files] = process.argv.slice(2);
if (command !== 'check') {
  process.stderr.write('npm run forms -- check [file …]\n');
  process.exitCode = 2;
} else {
  const count = files.length > 0 ? checkTexts(files) : checkShipped();
  process.stdout.write(count === 0 ? 'forms: in order\n' : `forms: ${count} problems\n`);
  process.exitCode = count === 0 ? 0 : 1;
}
