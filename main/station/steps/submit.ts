import { type SubmissionDocument, submissionId } from '../../../domain/documents/submission.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { stepAccess } from '../../../forms/engine/step-access.ts';
import { makeSubmission } from '../../../forms/engine/submission.ts';
import type { DeskCalls, OrderAtHand } from '../context.ts';
import { composeEvents } from '../orders/compose-event.ts';
import { draftsToWrite, hashOfFields, isUnsaved } from '../orders/own-drafts.ts';
import type { OwnDesk } from '../own-desk.ts';
import { Unkeepable } from '../store/unkeepable.ts';
import { type Fields, isOlder, makeDraft, ownDraft, storedDraft } from './draft.ts';
import { addStart } from './start-work.ts';

/** A submission: immutable, superseding what was submitted before, with its judged measures. Refused or not, the draft is kept. */
export const submitCalls = {
  'step.submit': (desk, { orderId, step, fields, orderTypeVersion, requestKey }) =>
    desk.exclusively(orderId, async () => {
      const order = await desk.writable(orderId);
      if (!order.ok) return order;
      const before = await desk.written(orderId, requestKey);
      if (before?.type === 'submission') return ok({ submissionId: before._id, hash: hashOfSubmission(before) });
      if (isOlder(order.value, orderTypeVersion)) {
        if (fields) await keepDraft(desk, order.value, step, fields, orderTypeVersion);
        return refused(problem('step.formUpgraded', { version: order.value.definition.version }));
      }
      const typed = fields ?? typedSoFar(desk, order.value, step);
      const submission = compose(desk, order.value, step, typed, requestKey);
      if (!submission.ok) {
        if (fields && !closed.has(submission.problem.code)) await keepDraft(desk, order.value, step, fields);
        return submission;
      }
      const draft = makeDraft(desk, order.value, step, typed, { submittedAs: submission.value._id });
      if (!draft.ok) return draft;
      const chain = composeEvents(desk.author, order.value);
      addStart(chain, order.value, { step }, desk.technicianId);
      try {
        await desk.append([...chain.events, submission.value, ...draftsToWrite(order.value, draft.value)]);
      } catch (error) {
        if (error instanceof Unkeepable && fields) await keepDraft(desk, order.value, step, fields);
        throw error;
      }
      // The submission is safe by now: what could only be offered again must not turn it into a failure.
      await desk.recalled
        .keep(order.value.definition, step, typed)
        .catch((error: unknown) => desk.log.warn({ err: error, step }, 'last answers were not kept'));
      return ok({ submissionId: submission.value._id, hash: draft.value.hash });
    }),
} as const satisfies DeskCalls<OwnDesk>;

/** A step that is closed to this technician takes no draft either. */
const closed: ReadonlySet<string> = new Set(['step.readOnly', 'step.othersStage']);

/** What stands in the draft; a step that was never typed in is submitted as it stands. */
function typedSoFar(desk: OwnDesk, order: OrderAtHand, step: string): Fields {
  const draft = ownDraft(desk, order, step);
  return draft && draft.submittedAs === null ? draft.fields : {};
}

function compose(
  desk: OwnDesk,
  order: OrderAtHand,
  step: string,
  fields: Fields,
  requestKey: string | undefined,
): Result<SubmissionDocument> {
  const { view, definition, settings } = order;
  const open = stepAccess(view, definition, step, 'field');
  if (!open.ok) return open;
  // By the office's clock, as a window is: a tablet's clock may be days off.
  const now = new Date(desk.clock.now() + (desk.contact.facts().clockOffsetMs ?? 0)).toISOString();
  const made = makeSubmission({ view, definition, settings, step, fields, now });
  if (!made.ok) return made;
  const { assignment } = view.fold;
  return ok({
    _id: submissionId(order.orderId, step, desk.makeId()),
    type: 'submission',
    schemaVersion: 1,
    createdBy: desk.technicianId,
    orderId: order.orderId,
    step,
    deviceId: desk.deviceId,
    ...(assignment ? { assignmentId: assignment.assignmentId } : {}),
    ...made.value,
    time: desk.clock.facts(),
    ...(requestKey === undefined ? {} : { requestKey }),
  });
}

async function keepDraft(
  desk: OwnDesk,
  order: OrderAtHand,
  step: string,
  fields: Fields,
  version = order.definition.version,
): Promise<void> {
  const draft = makeDraft(desk, order, step, fields, { version });
  if (!draft.ok) return;
  const before = storedDraft(desk, order, step);
  // A step that nobody typed in has nothing to keep: its screen would say "saved" of it.
  if (before === undefined && !isUnsaved(order, { step, fields, submittedAs: null })) return;
  const same = before?.hash === draft.value.hash && before.orderTypeVersion === version;
  if (!same || before.submittedAs !== undefined) await desk.append(draftsToWrite(order, draft.value));
}

const hashOfSubmission = ({ fields }: SubmissionDocument): string =>
  hashOfFields(Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value])));
