/** Kinds of what can be wrong with a definition; readers get words for each (`renderer/texts`, `fault`). */
export const definitionFaults = [
  'tooMuchWork',
  'notJson',
  'shape',
  'expression',
  'unknownName',
  'usedTwice',
  'schema',
  'textMissing',
  'textUnused',
  'sample',
  'unfit',
  'handedOver',
  'noReasons',
  'calendar',
  'damaged',
] as const;
export type DefinitionFault = (typeof definitionFaults)[number];

/** One thing wrong with a definition: where, of what kind, and why, in English, for whoever wrote it. */
export type DefinitionProblem = { readonly path: string; readonly fault: DefinitionFault; readonly reason: string };
