import { ensureSyntaxTree, foldEffect } from '@codemirror/language';
import type { Command } from '@codemirror/view';

/** ms: a definition of a megabyte is read within it; one that is not is folded as far as it was. */
const readWithin = 1_000;

/**
 * Folds every part of the text that has lines of its own, at every depth, and leaves the outermost open: one line for each member of a
 * definition. What is opened then shows its own parts folded.
 */
export const foldParts: Command = (view) => {
  const { state } = view;
  const tree = ensureSyntaxTree(state, state.doc.length, readWithin);
  if (tree === null) return false;
  const folds: ReturnType<typeof foldEffect.of>[] = [];
  let depth = 0;
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Object' && name !== 'Array') return;
      depth += 1;
      const isLong = state.doc.lineAt(from).number < state.doc.lineAt(to).number;
      if (depth > 1 && isLong) folds.push(foldEffect.of({ from: from + 1, to: to - 1 }));
    },
    leave: ({ name }) => {
      if (name === 'Object' || name === 'Array') depth -= 1;
    },
  });
  view.dispatch({ effects: folds });
  return true;
};
