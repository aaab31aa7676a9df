/** One thing wrong with a definition: where, and why. */
export type DefinitionProblem = { readonly path: string; readonly reason: string };
