import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import type { WorkOrderDocument } from '../../domain/documents/work-order.ts';
import type { Result } from '../../domain/result.ts';
import { deriveOrder } from '../../forms/engine/derive.ts';
import { judgeStage } from '../../forms/engine/judge.ts';
import { makeSubmission } from '../../forms/engine/submission.ts';
import type { OrderView, SettingsByKey, StageJudgement } from '../../forms/engine/types.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { shippedSettings } from '../../forms/order-types/index.ts';
import { type Answers, formSteps, requiredSlots, sampleOf, stageKeys } from './answers.ts';
import { type Author, assignmentOf, idOf, type Story, type StoryDocument, tellStory } from './order-story.ts';

export const settings: SettingsByKey = Object.fromEntries(
  shippedSettings.map((one) => [one.key, { version: one.version, values: one.values }]),
);

export const viewOf = (documents: Iterable<StoryDocument>): OrderView =>
  deriveOrder({ documents: [...documents], definition: ftthInstall, settings });

/** A fibre install as its technician does it, on what he knows; every step through the engine's own functions. */
export type Install = Story & {
  readonly a: Author;
  /** as the technician sees it */
  view(): OrderView;
  judge(stage: string): StageJudgement;
  /** through `makeSubmission`; with the sample's answers and these over them */
  submit(step: string, over?: Answers, by?: Author): Result<SubmissionDocument>;
  photos(stage: string): void;
  pass(stage: string): void;
  /** accepted, started, and every stage before this one passed */
  upTo(stage: string): void;
  signAndReport(): void;
  complete(): void;
};

export const assignment = assignmentOf('1');

export function tellInstall(more: Partial<WorkOrderDocument> = {}): Install {
  const story = tellStory({ products: { broadbandMbps: 300, iptv: true, voice: false }, resources: fibre(), ...more });
  const a = story.device('a');
  story.office.does('assigned', { ...assignment, technicianId: idOf('a') });
  a.meets(story.office);
  const view = (): OrderView => viewOf(a.known);
  const judge = (stage: string): StageJudgement =>
    judgeStage({ view: view(), definition: ftthInstall, settings, stage });
  const submit: Install['submit'] = (step, over = {}, by = a) => {
    const made = makeSubmission({
      view: viewOf(by.known),
      definition: ftthInstall,
      settings,
      step,
      fields: sampleOf(step, over),
    });
    return made.ok ? { ok: true, value: by.submits(step, made.value.fields, { ...made.value, ...assignment }) } : made;
  };
  const photos = (stage: string): void => {
    for (const slot of requiredSlots(stage)) a.takes(slot);
  };
  const pass = (stage: string): void => {
    const { passes, problems, submissions, evidence, verdicts } = judge(stage);
    if (!passes) throw new Error(`${stage}: ${JSON.stringify(problems)}`);
    a.does('stagePassed', { stage, submissions: [...submissions], evidence: [...evidence], verdicts: [...verdicts] });
  };
  const fill = (stage: string): void => {
    for (const step of formSteps(stage)) {
      const relevant = view()
        .stages.flatMap(({ steps }) => steps)
        .find(({ key }) => key === step)?.relevant;
      const done = relevant === true ? submit(step) : null;
      if (done?.ok === false) throw new Error(`${step}: ${JSON.stringify(done.problem)}`);
    }
    photos(stage);
  };
  const signAndReport = (): void => {
    a.does('signedOff', {
      signOff: {
        outcome: 'refused',
        reasonCode: 'customerAbsent',
        note: '',
        witness: '邻居',
        seenDigest: '0'.repeat(64),
      },
      submissions: [],
    });
    const report = a.takes('report', { mediaType: 'application/pdf', source: 'made' });
    a.does('reportMade', { report: 1, evidenceId: report._id, sha256: report.sha256, covers: [] });
  };
  const upTo = (stage: string): void => {
    if (view().fold.phase === 'assigned') a.does('accepted', assignment);
    for (const key of stageKeys.slice(0, stageKeys.includes(stage) ? stageKeys.indexOf(stage) : stageKeys.length)) {
      if (key === 'dropCable') a.does('started', assignment);
      fill(key);
      if (key === 'signOff') signAndReport();
      pass(key);
    }
  };
  const complete = (): void => {
    upTo('end');
    a.does('completed', assignment);
  };
  return { ...story, a, view, judge, submit, photos, pass, upTo, signAndReport, complete };
}

const fibre = (): WorkOrderDocument['resources'] => ({
  olt: 'OLT-07',
  ponPort: '0/3/12',
  opticsClass: 'GPON-B+',
  odf: 'ODF-12',
  splitter: 'S-118-2',
  splitterPort: '7',
  splitterRatio: '32',
  fibreKm: 2.4,
  loid: 'HF202603020017',
  onuModel: 'HG8145V5',
});

export const withClass = (opticsClass: string): Partial<WorkOrderDocument> => ({
  resources: { ...fibre(), opticsClass },
});
