import type { Json } from '../../domain/documents/base.ts';
import { catalogueProblems, type Surroundings } from './catalogue-problems.ts';
import { parseDefinition } from './definition.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { offsetOfPath } from './json-path.ts';
import { lineAt, readJsonText } from './json-text.ts';
import type { OrderTypeDefinition } from './types.ts';

/** A problem with the line of the text where it stands, from 1. */
export type PlacedProblem = DefinitionProblem & { readonly line: number };

export type ReadDefinition = {
  /** the definition when it can be run, even where it does not fit its surroundings */
  readonly definition: OrderTypeDefinition | null;
  /** the JSON when the text is JSON */
  readonly json: Json | null;
  /** in the order of their lines */
  readonly problems: readonly PlacedProblem[];
};

/** An order type as one text: what the workbench edits and the office is asked to publish. */
export function readDefinitionText(text: string, surroundings: Surroundings): ReadDefinition {
  const read = readJsonText(text);
  if (!read.ok) {
    const { offset, reason } = read.problem;
    return {
      definition: null,
      json: null,
      problems: [{ path: '', fault: 'notJson', reason, line: lineAt(text, offset) }],
    };
  }
  const placed = (problems: readonly DefinitionProblem[]): readonly PlacedProblem[] =>
    problems
      .map((problem) => ({ ...problem, line: lineAt(text, offsetOfPath(read.node, problem.path)) }))
      .sort((a, b) => a.line - b.line);
  const parsed = parseDefinition(read.value, surroundings.settings);
  if (parsed.ok) {
    const problems = placed(catalogueProblems(parsed.value, surroundings));
    return { definition: parsed.value, json: read.value, problems };
  }
  return { definition: null, json: read.value, problems: placed(problemsIn(parsed.problem.details)) };
}

/** The problems in the details of a refused definition. */
export const problemsIn = (details: Readonly<Record<string, unknown>> | undefined): readonly DefinitionProblem[] =>
  (details?.problems ?? []) as readonly DefinitionProblem[];
