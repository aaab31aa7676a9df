import { hasPath, offsetOfPath } from '../../forms/engine/json-path.ts';
import { type JsonNode, lineAt, readJsonText } from '../../forms/engine/json-text.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';

/** One JSON file of an order type. `room`: the folder under order-types it lies in; `name`: its path there. */
export type SourceFile = { readonly room: string; readonly name: string; readonly file: string; readonly text: string };
export type Place = { readonly file: string; readonly line: number };

/** The file and line of a path of a definition that was laid together from files (forms/order-types/README.md). */
export function placeOfProblem(
  definition: Pick<OrderTypeDefinition, 'key' | 'stages'>,
  files: readonly SourceFile[],
  path: string,
): Place {
  const [head = '', second = '', ...rest] = path.split('.');
  const named = (room: string, name: string) => files.find((one) => one.room === room && one.name === name);
  const own = named(definition.key, 'order-type.json');
  if (head === 'stages' && second !== '') {
    const key = /^\d+$/.test(second) ? definition.stages[Number(second)]?.key : second;
    const stage = files.find(
      (one) => one.room === definition.key && one.name.startsWith('stages/') && nodeName(one) === key,
    );
    if (stage !== undefined) return inFile(stage, rest.join('.'));
  }
  if (head === 'samples') return inFile(named(definition.key, 'samples.json') ?? own, path.slice('samples.'.length));
  if (head === 'texts') {
    const name = `texts/${second}.json`;
    return inFile(holding([named(definition.key, name), named('order-control', name)], rest.join('.')), rest.join('.'));
  }
  if (head === 'reasons' && own !== undefined && !has(own, `reasons.${second}`)) {
    const inherited = named('order-control', 'reasons.json');
    if (inherited !== undefined && has(inherited, second)) return inFile(inherited, [second, ...rest].join('.'));
  }
  return inFile(own, path);
}

/** The first file that has this very key, else the first. */
const holding = (files: readonly (SourceFile | undefined)[], key: string): SourceFile | undefined =>
  files.find((file) => file !== undefined && has(file, key)) ?? files[0];

function has(file: SourceFile, path: string): boolean {
  const root = rootOf(file);
  return root !== null && hasPath(root, path);
}

function inFile(file: SourceFile | undefined, path: string): Place {
  if (file === undefined) return { file: 'forms/order-types', line: 1 };
  const root = rootOf(file);
  return { file: file.file, line: root === null ? 1 : lineAt(file.text, offsetOfPath(root, path)) };
}

function rootOf({ text }: SourceFile): JsonNode | null {
  const read = readJsonText(text);
  return read.ok ? read.node : null;
}

function nodeName(file: SourceFile): string | null {
  const root = rootOf(file);
  return root?.kind === 'object' ? root.name : null;
}
