/** What a change was based on, as part of the calls that change an order (ADR 0031). */
import { z } from 'zod';
import { type Json, JsonValue } from '../domain/documents/base.ts';
import { shownFactPattern } from '../domain/work-order/shown-fact.ts';

/** As many corrections as one `amended` event holds, and what stands around them. */
const mostFacts = 60;

/**
 * What the person was shown, by the names of `ShownFact`. Where one of them is something else by now, the call is refused with
 * `edit.overtaken` and writes nothing. Absent: the call speaks of the order as it stands, as a script's does.
 */
export const Basis = z
  .record(z.string().regex(shownFactPattern), JsonValue)
  .refine((facts) => Object.keys(facts).length <= mostFacts)
  .optional();
export type Basis = Readonly<Record<string, Json>>;

/** One member of `details.overtaken` of the problem `edit.overtaken`. */
export type Overtaken = {
  readonly fact: string;
  /** what the call was based on */
  readonly seen: Json;
  /** what it would have put there; null where it puts nothing of that kind */
  readonly yours: Json;
  /** what stands there now: the new basis of whoever wants to go on */
  readonly theirs: Json;
  /** account that changed it; null: not known */
  readonly by: string | null;
  readonly at: string | null;
};
