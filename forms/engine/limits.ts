/**
 * How much work an order type may ask for. Whatever a definition, a setting or a document says, an evaluation is over in milliseconds: the
 * office and every station run all orders in one thread, and one of them must not hold up the others. ADR 0018 has the measurements.
 *
 * Work is counted in steps, never in time: a step is one node of an expression, one keyword of a schema, one element walked over, so that
 * office and station come to the same answer. Measured: 0.01 to 0.15 µs a step on one 2.5 GHz core.
 */
export const limits = {
  /**
   * Steps of a single evaluation of an expression. The hungriest shipped one compares what a patrol was to read with what was read:
   * 150 000 steps at 100 objects and 600 readings.
   */
  expressionSteps: 200_000,
  /** Steps of judging a single value against a schema. */
  schemaSteps: 100_000,
  /**
   * Steps of a single call of the engine: an order derived, a form on a keystroke, a stage judged. A large order of a large type takes
   * 2 200 steps.
   */
  callSteps: 1_000_000,
  /** A definition read: every expression parsed, the samples evaluated. The largest shipped one takes 40 000 steps. */
  definitionSteps: 2_000_000,
  /** Characters of one expression; the longest shipped one has 1 549. Parsing and what is kept of it go by this. */
  expressionLength: 4_000,
  /** Nodes of one expression; the largest shipped one has 70. */
  expressionNodes: 1_000,
  /** Brackets, branches and calls inside one another; every level is a frame of the stack. */
  expressionDepth: 60,
  /** Loops (`map`, `filter`, `all` …) inside one another: a row, its cells and a list of allowed values are three. */
  nestedLoops: 3,
  /** Characters of one text that an expression puts together. */
  madeText: 100_000,
  /** Characters of a pattern. */
  patternLength: 500,
  /** Instructions that a pattern compiles to; `^[0-9A-Z]{6,32}$` has 67. Matching costs up to this for every character of the text. */
  patternSize: 300,
  /** Patterns kept compiled; definitions have some dozens, data may bring any number. */
  patternsKept: 500,
  /** Expressions kept parsed; definitions have some hundreds a version. */
  expressionsKept: 20_000,
  /** Subschemas of one schema, `$ref` followed: what a plain value may cost. */
  schemaNodes: 500,
  /** Levels of a schema, `$ref` followed. */
  schemaDepth: 24,
  /** Problems of one definition that are told at once; a text that is wrong all over needs no more to be mended. */
  problemsTold: 500,
} as const;
