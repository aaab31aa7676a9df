/** Calls about office stages (ADR 0011), part of `office.ts`: made by whoever performs the stage; which stage is his, the handler asks. */
import { z } from 'zod';
import { Id, JsonValue, StepKey, Words } from '../domain/documents/base.ts';
import type { MergedTyped } from '../forms/engine/merge-typed.ts';
import { Basis } from './basis.ts';
import { call } from './contract.ts';

const requestKey = z.string().min(1).max(120).optional();
const Typed = z.record(z.string(), JsonValue);
const basedOn = Basis;
const order = { orderId: Id };
const reason = { reasonCode: z.string().max(64), note: Words.default('') };
const moveAnswer = call<{ eventId: string }>();
const performing = ['dispatcher', 'reviewer', 'administrator'] as const;

export const officeWorkCalls = {
  /** saved whatever is missing or wrong; `basedOn` and `merged` as on a station: two windows of one account (ADR 0033) */
  'step.saveDraft': call<{ savedAt: string; merged: MergedTyped | null }>()(
    z.strictObject({ ...order, step: StepKey, fields: Typed, basedOn: Typed.optional() }),
  ),
  'step.submit': call<{ submissionId: string }>()(
    z.strictObject({ ...order, step: StepKey, fields: z.record(z.string(), JsonValue), basedOn, requestKey }),
  ),
  /** refused by `gate.refused` with `details.problems`; the last stage's passing completes nothing by itself */
  'stage.pass': moveAnswer(z.strictObject({ ...order, stage: z.string().max(64), requestKey })),
  /** the open stage goes back on one of the type's ways (ADR 0036), with a reason and a note; refused by `return.notOpen`, `return.unknown` */
  'stage.sendBack': moveAnswer(z.strictObject({ ...order, return: z.string().max(64), ...reason, requestKey })),
  'workOrder.complete': moveAnswer(z.strictObject({ ...order, basedOn, requestKey })),
  'workOrder.fail': moveAnswer(z.strictObject({ ...order, ...reason, basedOn, requestKey })),
  'workOrder.completePartially': moveAnswer(
    z.strictObject({
      ...order,
      ...reason,
      remaining: z.array(z.string().max(64)).max(50).default([]),
      /** what the customer says to it; older consoles do not ask */
      customerWords: Words.default(''),
      basedOn,
      requestKey,
    }),
  ),
  'evidence.withdraw': moveAnswer(
    z.strictObject({ ...order, evidenceId: z.string().max(200), ...reason, basedOn, requestKey }),
  ),
  /** raises an order that the type raises when `asked`, or tries again one that could not be raised */
  'workOrder.raise': call<{ orders: readonly { orderId: string; number: string }[] }>()(
    z.strictObject({ ...order, raise: z.string().max(64), requestKey }),
  ),
} as const;

export const officeWorkRoles = {
  'step.saveDraft': performing,
  'step.submit': performing,
  'stage.pass': performing,
  'stage.sendBack': performing,
  'workOrder.complete': performing,
  'workOrder.fail': performing,
  'workOrder.completePartially': performing,
  'evidence.withdraw': performing,
  'workOrder.raise': performing,
} as const satisfies { readonly [K in keyof typeof officeWorkCalls]: readonly string[] };
