/** What of an order type runs beside its stages: clocks, orders that follow, services, versions, performers (ADR 0011). Part of `types.ts`. */

/** As in `types.ts`: CEL, interpreted. */
type Expression = string;

/** Who is told when so much of a clock has run. `to` is a performer; text `escalation.<sla>.<key>`. */
export type EscalationDefinition = { readonly key: string; readonly atPercent: number; readonly to: string };

/** One clock of an order. Exactly one of `limitHours` and `limitDays`. */
export type SlaDefinition = {
  readonly key: string;
  readonly clock: 'calendar' | 'working';
  /** hours of counted time */
  readonly limitHours?: Expression;
  /** days: on a working clock one day is the office hours of one working day, on a calendar clock 24 h */
  readonly limitDays?: Expression;
  /** absent: always; a clock whose relevance is not known does not run */
  readonly relevant?: Expression;
  readonly warnAtPercent: number;
  /** `stage:<key>`: when that stage was reached */
  readonly startsAt: 'acceptedAt' | 'createdAt' | `stage:${string}`;
  /** a moment or a calendar day that it counts from instead, where it is known (ADR 0040): a signing, a date that was agreed */
  readonly startsFrom?: Expression;
  /** `stage:<key>`: when that stage was passed; the order's end stops every clock */
  readonly stopsAt: 'completed' | `stage:${string}`;
  readonly escalations?: readonly EscalationDefinition[];
  readonly source: string;
};

/** An order that this order raises (ADR 0011). Text `raise.<key>`. */
export type RaiseDefinition = {
  readonly key: string;
  readonly orderType: string;
  /** `child`: this order waits for it and hears its end; `follow`: it stands on its own */
  readonly relation: 'child' | 'follow';
  readonly on: 'completed' | 'partiallyCompleted' | 'asked' | `stage:${string}`;
  readonly when?: Expression;
  /** the next round of the same work: an order that a plan made does not raise it (ADR 0038) */
  readonly recurs?: true;
  /** one order per element of this list; the element is `item` in the other expressions */
  readonly forEach?: Expression;
  readonly products?: Readonly<Record<string, Expression>>;
  readonly resources?: Readonly<Record<string, Expression>>;
  readonly remarks?: Expression;
  /** fields of the place that differ from this order's */
  readonly place?: Readonly<Record<string, Expression>>;
  /** what the new order reads as `order.origin.values` */
  readonly values?: Readonly<Record<string, Expression>>;
  /** `<stage>.<step>.<slot>` whose pictures go along */
  readonly evidence?: readonly string[];
  /** whether the new order's clocks start now or with this order's acceptance; default `now` */
  readonly acceptedAt?: 'now' | 'inherit';
};

/**
 * A service of the order and how its result is read (ADR 0029): the order has it where its product is ordered and the step of `result` is asked
 * for. Paths are `<stage>.<step>.<field>`. Text `service.<key>`.
 */
export type ServiceDefinition = {
  readonly key: string;
  /** the product that must be ordered for it; absent: every order has the service */
  readonly product?: string;
  /** the field that says what became of it */
  readonly result: string;
  /** answers to it that mean done; every other one means not done */
  readonly done: readonly (string | boolean | number)[];
  /** answers to it that mean that the order does not have this service */
  readonly notOrdered?: readonly string[];
  /** fields that say why it is not done */
  readonly reasons?: readonly string[];
  /** fields printed beside it: rates, levels, a channel */
  readonly figures?: readonly string[];
};

/** How answers of an older version are read in this one. */
export type UpgradeDefinition = {
  readonly from: number;
  /** `stage.step.field` or `stage.step.slot`, old → new; what is not named keeps its path. Each older version has its own: they do not chain. */
  readonly renamed: Readonly<Record<string, string>>;
};

/**
 * A way back from one stage to another before it, taken by whoever does `from` (ADR 0036). Reasons are those of `reasons.sentBack`. Text `return.<key>`.
 */
export type ReturnDefinition = {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** where it holds, this way is offered before going on; absent: it is offered beside it */
  readonly when?: Expression;
  /** `<stage>.<step>` from `to` to `from` that are asked anew; absent: the steps of `to` */
  readonly asksAnew?: readonly string[];
  /** whether the order's clocks run on, or wait until `to` is passed again, because it is the customer's turn */
  readonly clock: 'runs' | 'waits';
};

/**
 * An answer that ends the order (ADR 0039): where `when` holds, whoever does the office stage `from` is offered to end it as failed for this
 * reason, one of `reasons.failed`. Text `ending.<key>`.
 */
export type EndingDefinition = {
  readonly key: string;
  readonly from: string;
  readonly when: Expression;
  readonly reasonCode: string;
};

/** Role of the accounts behind a performer; `technician` makes its stages field stages. */
export type PerformerRole = 'technician' | 'dispatcher' | 'reviewer' | 'administrator';
