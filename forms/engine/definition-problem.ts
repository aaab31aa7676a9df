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
  'bounds',
  'handedOver',
  'noReasons',
  'deadEnd',
  'source',
  'calendar',
  'damaged',
] as const;
export type DefinitionFault = (typeof definitionFaults)[number];

/** A problem names the place in a definition, the kind of fault, and the reason, which is English for the definition's author. */
export type DefinitionProblem = { readonly path: string; readonly fault: DefinitionFault; readonly reason: string };
