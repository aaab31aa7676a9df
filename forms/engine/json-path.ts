import type { JsonNode } from './json-text.ts';

/**
 * Where a definition's path stands in its text. Paths are those of `DefinitionProblem`: elements of lists by their `key` or `code`, or by
 * index; the list itself may be left out (`stages.survey.site.length` for stages → steps → fields); keys may hold dots. What is not there
 * leads to the nearest thing around it.
 */
export const offsetOfPath = (root: JsonNode, path: string): number => reached(root, path).offset;

/** Is there something at this very path? */
export const hasPath = (root: JsonNode, path: string): boolean => reached(root, path).whole;

function reached(root: JsonNode, path: string): { readonly offset: number; readonly whole: boolean } {
  let node = root;
  let words = path === '' ? [] : path.split('.');
  let offset = root.start;
  while (words.length > 0) {
    const next = entryOf(node, words) ?? elementOf(node, words) ?? elementInside(node, words);
    if (next === null) return { offset, whole: false };
    ({ node, offset } = next);
    words = words.slice(next.words);
  }
  return { offset, whole: true };
}

type Found = { readonly node: JsonNode; readonly offset: number; readonly words: number };

/** A property; the longest name that fits, since the keys of texts and samples hold dots. */
function entryOf(node: JsonNode, words: readonly string[]): Found | null {
  if (node.kind !== 'object') return null;
  for (let count = words.length; count > 0; count -= 1) {
    const key = words.slice(0, count).join('.');
    const entry = node.entries.find((one) => one.key === key);
    if (entry !== undefined) return { node: entry.node, offset: entry.start, words: count };
  }
  return null;
}

/** An element by its own key, the last of several (it is the one too many), else by its index. */
function elementOf(node: JsonNode, [word = '']: readonly string[]): Found | null {
  if (node.kind !== 'array') return null;
  const found =
    node.items.findLast((item) => nameOf(item) === word) ?? (/^\d+$/.test(word) ? node.items[Number(word)] : undefined);
  return found === undefined ? null : { node: found, offset: found.start, words: 1 };
}

/** An element of one of the lists inside. */
function elementInside(node: JsonNode, words: readonly string[]): Found | null {
  if (node.kind !== 'object') return null;
  for (const { node: list } of node.entries) {
    const found = elementOf(list, words);
    if (found !== null && nameOf(found.node) === words[0]) return found;
  }
  return null;
}

const nameOf = (node: JsonNode): string | null => (node.kind === 'object' ? node.name : null);

/**
 * The path of what stands at an offset, also in a text that is not whole: keys and indices from the root. In front of a key, or where one
 * could begin, it is the path of the object around.
 */
export function pathAtOffset(text: string, offset: number): readonly (string | number)[] {
  const open: { readonly array: boolean; at: string | number | null }[] = [];
  const token = /"(?:[^"\\]|\\.)*"?|[{}[\],:]/gs;
  let last: string | null = null;
  for (let found = token.exec(text); found !== null && found.index < offset; found = token.exec(text)) {
    const [sign] = found;
    const top = open.at(-1);
    if (sign === '{') open.push({ array: false, at: null });
    else if (sign === '[') open.push({ array: true, at: 0 });
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',' && top !== undefined) top.at = top.array ? Number(top.at) + 1 : null;
    else if (sign === ':' && top !== undefined && !top.array) top.at = last;
    else if (top !== undefined && !top.array && top.at === null && found.index + sign.length >= offset)
      top.at = bare(sign);
    last = sign.startsWith('"') ? bare(sign) : null;
  }
  return open.flatMap(({ at }) => (at === null ? [] : [at]));
}

const bare = (written: string): string => written.replace(/^"|"$/g, '');
