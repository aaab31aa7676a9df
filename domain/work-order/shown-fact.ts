/**
 * Names of what a person was shown of an order and somebody else could change meanwhile. A call that changes an order says by these
 * names what it was based on (ADR 0031).
 */
export type ShownFact =
  | 'phase'
  | 'assignment'
  | 'appointment'
  | 'hold'
  | 'cancelAsked'
  | 'version'
  | 'review'
  /** what dispatch may correct, by its path: `value:customer.phone` */
  | `value:${string}`
  /** the newest submissions of `<stage>.<step>` */
  | `step:${string}`
  /** the newest submissions of all steps of a stage */
  | `stage:${string}`
  /** what was decided about `<stage>.<gate>` */
  | `override:${string}`
  /** which of differing values was chosen, by `<step>/<field>` */
  | `choice:${string}`
  /** whether a piece of evidence counts */
  | `evidence:${string}`
  /** what was said of an order that could not be raised, by the id that it would have */
  | `raise:${string}`;

export const shownFactPattern =
  /^(phase|assignment|appointment|hold|cancelAsked|version|review|(value|step|stage|override|choice|evidence|raise):.{1,220})$/u;
