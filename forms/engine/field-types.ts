/** What a step asks for: its fields and photos. The expressions are explained at the head of `types.ts`. */

import type { Json } from '../../domain/documents/base.ts';

export type Expression = string;
/** JSON Schema 2020-12, interpreted; only shape and limits, never `if/then`. */
export type JsonSchema = { readonly [key: string]: Json };
/** What a field asks for; each has one component in the renderer and one printing rule in the report. */
export type FieldKind =
  | 'text'
  | 'paragraph'
  | 'number'
  | 'integer'
  | 'yesNo'
  | 'choice'
  | 'choices'
  | 'checklist' // value: { <item>: true }
  | 'timeWindow' // value: { start, end }, both ISO; over midnight, days and years
  | 'time' // value: ISO, a moment
  | 'day' // value: YYYY-MM-DD, a calendar day without a zone
  | 'days' // value: { from, to }, days that both count
  | 'position' // value: Position
  | 'serial' // scanned or typed, format-checked
  | 'rating' // 1…5
  | 'rows' // value: array of objects; `columns` are fields
  | 'resources' // value: { <resource>: 'confirmed' | 'discrepancy' }, shows the order's resources
  | 'script' // no value: a text to read out (`text.<stage>.<step>.<field>`)
  | 'computed'; // calculate only

export type FieldDefinition = {
  readonly key: string;
  readonly kind: FieldKind;
  readonly schema?: JsonSchema;
  /** choice, choices, checklist: item keys; texts `option.<stage>.<step>.<field>.<item>` */
  readonly options?: readonly string[];
  /** choices: items that stand alone, such as "none of these": with them nothing else is chosen */
  readonly exclusive?: readonly string[];
  /** choice: items that leave the matter open, so that the same question is asked again later (ADR 0039) */
  readonly undecided?: readonly string[];
  /** by option: whether it applies to this order; one without applies always. What does not is neither offered nor stored */
  readonly optionRelevant?: Readonly<Record<string, Expression>>;
  /** the list of options that apply, where settings or answers say it; not known: all of them */
  readonly optionsFrom?: Expression;
  /** a checklist that one press may tick as a whole: only where a tick too many harms nobody (ADR 0029) */
  readonly tickAll?: true;
  readonly columns?: readonly FieldDefinition[];
  /** day, days, time, timeWindow: between which answers may lie, and how long (ADR 0037) */
  readonly bounds?: BoundsDefinition;
  readonly relevant?: Expression;
  readonly required?: Expression | boolean;
  readonly constraint?: { readonly expression: Expression; readonly text: string };
  readonly readonly?: Expression;
  readonly calculate?: Expression;
  /** initial value offered, e.g. from the order's resources */
  readonly initial?: Expression;
  /** what this technician answered last is offered again beside the empty field, on his device: his instrument, a server. Text only */
  readonly recall?: boolean;
  readonly unit?: string;
  /** makes this number a judged measure in the submission and the report */
  readonly measure?: MeasureDefinition;
  /** `customer`: also on the customer's copy of the report; default `show` */
  readonly report?: 'show' | 'hide' | 'customer';
};

/**
 * `earliest` and `latest` give a day or a moment, `longest` and `shortest` a number: days of `days`, hours of `timeWindow`. Here, and only here,
 * expressions see `now`, the moment at which the answer is given.
 */
export type BoundsDefinition = {
  readonly earliest?: Expression;
  readonly latest?: Expression;
  readonly longest?: Expression;
  readonly shortest?: Expression;
};

/** Limits come from settings by expression, with the texts of their source beside them: `{ "zh-CN", "en" }`. */
export type MeasureDefinition = {
  readonly min?: Expression;
  readonly max?: Expression;
  /** inside the limits but on the wrong side of this: verdict `warn` */
  readonly warnBelow?: Expression;
  readonly source: Expression;
  /** settings key that the limit came from */
  readonly settings: string;
  readonly method?: Expression;
  readonly instrument?: Expression;
};

export type PhotoSlot = {
  readonly key: string;
  readonly required?: Expression | boolean;
  readonly relevant?: Expression;
  readonly max: number;
  /** a file may be chosen instead of the camera; flagged to the reviewer */
  readonly allowFile: boolean;
  /** a blurred, dark or overexposed picture is refused instead of flagged (ADR 0016) */
  readonly mustBeClear?: boolean;
};
