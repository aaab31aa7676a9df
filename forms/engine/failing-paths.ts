import { type ASTNode, serialize } from '@marcbachmann/cel-js';
import { evaluate, pathsBelow, type Scope, treeOf } from './expression.ts';

/**
 * The paths that decide why a condition does not hold now: of `a && b` only those of the parts that fail, of `a || b` those of both, of a
 * choice (`c ? a : b`) those of the branch taken and of what chose it. Empty for a condition that holds. Throws `BudgetExceeded`.
 */
export const failingPaths = (condition: string, scope: Scope): readonly Path[] => failingParts(condition, scope).flat();

type Path = readonly string[];

/** This answers the failing paths in groups: each group belongs to one comparison or call that fails. Throws `BudgetExceeded`. */
export function failingParts(condition: string, scope: Scope): readonly (readonly Path[])[] {
  const tree = treeOf(condition);
  return tree === null ? [] : failing(tree, scope);
}

function failing(node: ASTNode, scope: Scope): readonly (readonly Path[])[] {
  const outcome = evaluate(serialize(node), scope);
  if (outcome.known && outcome.value === true) return [];
  switch (node.op) {
    case '&&':
    case '||':
      return node.args.flatMap((part) => failing(part, scope));
    case '?:': {
      const [choice, whenTrue, whenFalse] = node.args;
      const chosen = evaluate(serialize(choice), scope);
      if (!chosen.known) return [pathsBelow(choice)];
      return [...failing(chosen.value === true ? whenTrue : whenFalse, scope), pathsBelow(choice)];
    }
    default:
      return [pathsBelow(node)];
  }
}
