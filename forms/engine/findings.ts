import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { measuredClocks } from '../../domain/work-order/clock-trust.ts';
import { sequenceGaps } from '../../domain/work-order/sequence.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import { type Evidential, formFor, judge } from './judge.ts';
import { closure } from './merge.ts';
import { passingCounts } from './performers.ts';
import { needsSubmission, stepsOf } from './steps-of.ts';
import type { EvidenceItem, Finding, OrderTypeDefinition } from './types.ts';

export type FindingParts = {
  readonly definition: OrderTypeDefinition;
  readonly fold: OrderFold;
  readonly given: Evidential;
  readonly submissions: readonly SubmissionDocument[];
  /** submissions that do not count: not written by the performer of their stage */
  readonly ofOthers: readonly SubmissionDocument[];
  readonly evidence: readonly EvidenceItem[];
  readonly unparsable: readonly string[];
};

/** What a reviewer or dispatcher should look at. Nothing here undoes anything. */
export function findingsOf(parts: FindingParts): readonly Finding[] {
  return [
    ...lateContributions(parts.fold),
    ...lateUnderAssignment(parts),
    ...lateSubmissions(parts),
    ...incompleteSubmissions(parts),
    ...gatesThatWouldRefuse(parts),
    ...filePhotos(parts),
    ...flaggedPhotos(parts),
    ...wrongPerformers(parts),
    ...doubtedClocks(parts.fold),
    ...parts.unparsable.map((id): Finding => ({ kind: 'unparsable', about: id, details: {} })),
    ...sequenceGaps(parts.fold.history.map(({ event }) => event)).map(
      (gap): Finding => ({ kind: 'sequenceGap', about: gap.author, details: { missing: [...gap.missing] } }),
    ),
  ];
}

/** A stage has one performer; what somebody else submitted or passed is kept and does not count (ADR 0011). */
function wrongPerformers({ definition, fold, ofOthers }: FindingParts): readonly Finding[] {
  const passings = fold.history.flatMap(({ event, applied }) =>
    applied && event.kind === 'stagePassed' && !passingCounts(definition, event.payload.stage, event.role)
      ? [{ about: event._id, by: event.createdBy }]
      : [],
  );
  const submitted = ofOthers.map(({ _id, createdBy }) => ({ about: _id, by: createdBy }));
  return [...submitted, ...passings].map(({ about, by }) => ({ kind: 'wrongPerformer', about, details: { by } }));
}

/** A device's clock was corrected by something that cannot be so: kept, and its times stay what the device said (ADR 0011). */
const doubtedClocks = (fold: OrderFold): readonly Finding[] =>
  measuredClocks(fold.history.map(({ event }) => event)).doubted.map(({ event, why }) => ({
    kind: 'clockDoubted',
    about: event._id,
    details: { why, by: event.createdBy },
  }));

/** Written under an assignment that had ended meanwhile: kept, and shown as late. */
const lateContributions = (fold: OrderFold): readonly Finding[] =>
  fold.history.flatMap(({ event, late, applied }): readonly Finding[] =>
    late
      ? [{ kind: 'lateContribution', about: event._id, details: { kind: event.kind, by: event.createdBy, applied } }]
      : [],
  );

/**
 * Submissions have no causes of their own, so an assignment's end names those that the office held (`submissions`). One under that
 * assignment which it did not know came late. Where the end names none, nothing is said.
 */
function lateUnderAssignment({ fold, submissions }: FindingParts): readonly Finding[] {
  const byId = new Map(submissions.map((submission) => [submission._id, submission]));
  const given = fold.history.flatMap(({ event, applied }) =>
    applied && (event.kind === 'assigned' || event.kind === 'unassigned') ? [event] : [],
  );
  return submissions.flatMap((submission): readonly Finding[] => {
    const began = given.findIndex(
      (event) => event.kind === 'assigned' && event.payload.assignmentId === submission.assignmentId,
    );
    const held = began === -1 ? undefined : given[began + 1]?.payload.submissions;
    if (held === undefined || held.some((id) => closure(id, byId).has(submission._id))) return [];
    return [
      {
        kind: 'lateContribution',
        about: submission._id,
        details: { kind: 'submission', by: submission.createdBy, step: submission.step },
      },
    ];
  });
}

/** A stage's passing names what it judged; a submission that neither that nor a finished rework knows came late. */
function lateSubmissions({ fold, submissions }: FindingParts): readonly Finding[] {
  const byId = new Map(submissions.map((submission) => [submission._id, submission]));
  const applied = fold.history.flatMap((entry) => (entry.applied ? [entry.event] : []));
  const named = applied.flatMap((event) =>
    event.kind === 'stagePassed' || event.kind === 'reworkDone' ? event.payload.submissions : [],
  );
  const known = new Set(named.flatMap((id) => [...closure(id, byId)]));
  const mending = new Set(fold.reviews.flatMap(({ rework }) => rework.map(({ step }) => step)));
  return submissions.flatMap((submission): readonly Finding[] => {
    const stage = submission.step.split('.')[0] ?? '';
    if (fold.passed[stage] === undefined || known.has(submission._id) || mending.has(submission.step)) return [];
    return [
      { kind: 'lateSubmission', about: submission._id, details: { step: submission.step, by: submission.createdBy } },
    ];
  });
}

function incompleteSubmissions({ definition, given }: FindingParts): readonly Finding[] {
  return stepsOf(definition).flatMap(({ key, stage, step }): readonly Finding[] => {
    const view = given.steps.get(key);
    if (view?.relevant !== true || view.heads.length === 0 || !needsSubmission(step)) return [];
    const form = formFor(given, { key, stage, step });
    const fields = form.fields.flatMap((field) => field.problems.map((problem) => problem.field));
    return fields.length === 0 ? [] : [{ kind: 'incompleteSubmission', about: key, details: { fields } }];
  });
}

/** A stage that was passed stays passed; if it would not pass with what is known now, somebody should look. */
function gatesThatWouldRefuse({ definition, fold, given }: FindingParts): readonly Finding[] {
  const facts = given.scope.facts as { readonly accepted: boolean };
  const asThen: Evidential = facts.accepted
    ? given
    : { ...given, scope: { ...given.scope, facts: { ...facts, accepted: true } } };
  return definition.stages.flatMap((stage) =>
    fold.passed[stage.key] === undefined
      ? []
      : judge(stage, asThen).verdicts.flatMap((verdict): readonly Finding[] =>
          verdict.passed || verdict.overriddenBy !== undefined || verdict.code === undefined
            ? []
            : [
                {
                  kind: 'gateWouldRefuse',
                  about: `${stage.key}.${verdict.gate}`,
                  details: { ...verdict.details, code: verdict.code },
                },
              ],
        ),
  );
}

/** On a device a picture that was not taken live is allowed where the form says so, and always flagged. What the office attaches is a document: a file is what it should be. */
const filePhotos = ({ evidence }: FindingParts): readonly Finding[] =>
  evidence.flatMap((item): readonly Finding[] =>
    item.document.source === 'file' && item.document.deviceId !== undefined && item.withdrawn === null
      ? [{ kind: 'filePhoto', about: item.id, details: { slot: item.slot } }]
      : [],
  );

/** What the device found when a picture was taken, one finding a picture and kind (ADR 0016). */
const flaggedPhotos = ({ evidence }: FindingParts): readonly Finding[] =>
  evidence.flatMap(({ id, slot, document, withdrawn, kept }): readonly Finding[] => {
    if (withdrawn !== null || document.check === undefined) return [];
    const { faults } = document.check;
    const unclear = faults.filter((one) => one === 'blurred' || one === 'dark' || one === 'bright');
    const found: Finding[] = [];
    if (unclear.length > 0)
      found.push({ kind: 'unclearPhoto', about: id, details: { slot, faults: unclear, kept: kept?.note ?? null } });
    if (faults.includes('resembles'))
      found.push({ kind: 'samePicture', about: id, details: { slot, other: document.resembles ?? null } });
    if (faults.includes('jumped'))
      found.push({ kind: 'positionJump', about: id, details: { slot, kmh: document.jumpKmh ?? null } });
    return found;
  });
