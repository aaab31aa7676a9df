import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignment, settings, tellInstall, viewOf } from '../../test/builders/install-story.ts';
import { assignmentOf, idOf, type StoryDocument } from '../../test/builders/order-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { canonical } from './canonical.ts';
import { deriveOrder } from './derive.ts';
import { judgeCompletion } from './judge.ts';
import { type NextAction, nextAction } from './next-action.ts';
import { stepAccess } from './step-access.ts';
import { summarise } from './summary.ts';
import type { OrderView } from './types.ts';

const stepOf = (view: OrderView, key: string): OrderView['stages'][number]['steps'][number] =>
  view.stages.flatMap(({ steps }) => steps).find((step) => step.key === key)!;
const kinds = (view: OrderView): readonly string[] => view.findings.map(({ kind }) => kind);
const next = (view: OrderView): NextAction => nextAction(view, ftthInstall);

/** The same document as another store holds it: another key order, a revision. */
const elsewhere = (document: StoryDocument, revision: number): StoryDocument => ({
  ...(Object.fromEntries(Object.entries(canonical(document)).toReversed()) as StoryDocument),
  _rev: `1-${revision}`,
});

describe('deriveOrder', () => {
  const finished = tellInstall();
  finished.complete();
  finished.office.meets(finished.a);
  finished.review('returned', [
    { step: 'opticalTurnup.readings', fields: ['onuDbm'], reasonCode: 'wrongValue', note: '' },
  ]);
  const all = finished.all();

  it('gives the same bytes whatever order, duplicates, key order and revisions the documents come in', () => {
    const expected = JSON.stringify(viewOf(all));
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (noise) => {
        const shuffled = [...all, ...all.slice(0, 5)]
          .map((document, index) => ({ document: elsewhere(document, index), key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key);
        expect(JSON.stringify(viewOf(shuffled.map(({ document }) => document)))).toBe(expected);
      }),
      { numRuns: 60 },
    );
    expect(JSON.stringify(JSON.parse(expected))).toBe(expected);
  });

  it('never throws whatever is missing, and a stage once passed stays passed', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (noise) => {
        const [order, ...rest] = all;
        const arriving = rest
          .map((document) => ({ document, key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ document }) => document);
        let passed = 0;
        for (let count = 0; count <= arriving.length; count += 6) {
          const view = viewOf([order!, ...arriving.slice(0, count)]);
          const now = view.stages.filter(({ state }) => state === 'passed').length;
          expect(now).toBeGreaterThanOrEqual(passed);
          passed = now;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('knows nothing of drafts and grants, and shows what it cannot read', () => {
    const strange = [
      { _id: 'grant:x', type: 'grant' },
      { _id: 'workOrder:x:draft:a.b:c', type: 'draft' },
    ];
    expect(JSON.stringify(deriveOrder({ documents: [...all, ...strange], definition: ftthInstall, settings }))).toBe(
      JSON.stringify(viewOf(all)),
    );
    const newer = {
      ...all.find(({ type }) => type === 'event')!,
      _id: 'workOrder:z:event:new',
      kind: 'teleported',
    } as unknown as StoryDocument;
    expect(viewOf([...all, newer]).findings).toContainEqual({
      kind: 'unparsable',
      about: 'workOrder:z:event:new',
      details: {},
    });
  });

  it('a whole install in order has no findings, and its clock stopped in time', () => {
    const install = tellInstall();
    install.complete();
    const view = install.view();
    expect(view.findings).toEqual([]);
    expect(view.sla).toMatchObject([
      { key: 'install', breached: false, stoppedAt: view.fold.history.at(-1)?.event.time.at },
    ]);
    expect(view.stages.map(({ state }) => state)).toEqual(Array(7).fill('passed'));
    expect(stepOf(view, 'activation.voice')).toMatchObject({ relevant: false, state: 'empty' });
    expect(summarise(view, ftthInstall)).toMatchObject({
      stagesPassed: 7,
      stagesTotal: 7,
      phase: 'completed',
      phoneTail: '0000',
      currentStage: null,
      finishedAt: view.sla[0]?.stoppedAt,
      rework: false,
    });
  });

  it('a row shows a private character of GB 18030 as what it is, and stores it as it came (R-50)', () => {
    const view = tellInstall().view();
    const named = { ...view, fold: { ...view.fold, customer: { ...view.fold.customer, name: '王\ue863' } } };
    expect(summarise(named, ftthInstall).customerName).toBe('王䶮');
    expect(named.fold.customer.name).toBe('王\ue863');
  });

  it('pauses the clock for a customer’s reason only', () => {
    const install = tellInstall();
    install.upTo('dropCable');
    const breach = install.view().sla[0]?.breachAt ?? '';
    const hold = (reasonCode: string): void => {
      install.a.does('held', { reasonCode, note: '' });
      install.a.does('noted', { text: 'x' });
      install.a.does('resumed', {});
    };
    hold('weather');
    expect(install.view().sla[0]).toMatchObject({ breachAt: breach, pausedForMs: 0 });
    hold('customer');
    expect(install.view().sla[0]).toMatchObject({ pausedForMs: 120_000, pausedSince: null });
    install.a.does('held', { reasonCode: 'access', note: '' });
    expect(install.view()).toMatchObject({
      fold: { state: 'pending' },
      sla: [{ pausedSince: install.view().fold.hold?.since }],
    });
    expect(summarise(install.view(), ftthInstall).slaPaused).toBe(true);
  });

  it('two devices of one technician: different fields merge, the same field waits for a choice', () => {
    const install = tellInstall();
    install.upTo('opticalTurnup');
    install.submit('opticalTurnup.readings');
    const second = install.device('a2', idOf('a'));
    second.meets(install.a);
    expect(install.submit('opticalTurnup.readings', { splitterDbm: -18.5, onuDbm: -20 }).ok).toBe(true);
    expect(install.submit('opticalTurnup.readings', { instrument: 'JW-2', onuDbm: -21 }, second).ok).toBe(true);
    install.a.meets(second);
    second.meets(install.a);
    expect(JSON.stringify(viewOf(second.known))).toBe(JSON.stringify(install.view()));
    const view = install.view();
    expect(stepOf(view, 'opticalTurnup.readings')).toMatchObject({
      state: 'conflict',
      values: { splitterDbm: -18.5, instrument: 'JW-2' },
    });
    // What is calculated follows from the values in force; nobody is asked about it.
    expect(view.conflicts.map(({ field }) => field)).toEqual(['onuDbm']);
    expect(stepOf(view, 'opticalTurnup.readings').values).toMatchObject({ onuDbm: -21, marginDb: 6 });
    expect(next(view)).toMatchObject({ kind: 'settleConflict', step: 'opticalTurnup.readings' });
    expect(install.judge('opticalTurnup').problems.map(({ code }) => code)).toContain('gate.conflictOpen');
    expect(install.submit('opticalTurnup.readings')).toMatchObject({ ok: false, problem: { code: 'step.conflict' } });
    for (const conflict of view.conflicts) {
      const [winner, loser] = conflict.candidates.map(({ submission }) => submission);
      install.a.does('conflictChosen', {
        step: conflict.step,
        field: conflict.field,
        chosen: winner!,
        rejected: [loser!],
      });
    }
    expect(stepOf(install.view(), 'opticalTurnup.readings')).toMatchObject({
      state: 'submitted',
      values: { onuDbm: -20, marginDb: 7, splitterDbm: -18.5 },
    });
    expect(install.submit('opticalTurnup.readings', { onuDbm: -21 }).ok).toBe(true);
  });
});

describe('findings', () => {
  it('a late submission to a passed stage undoes nothing and is named', () => {
    const install = tellInstall();
    install.upTo('opticalTurnup');
    const second = install.device('a2', idOf('a'));
    second.meets(install.a);
    install.submit('opticalTurnup.readings');
    install.submit('opticalTurnup.onu');
    install.photos('opticalTurnup');
    install.pass('opticalTurnup');
    const late = second.submits('opticalTurnup.onu', { registered: { value: false } });
    install.a.meets(second);
    const view = install.view();
    expect(view.stages[3]?.state).toBe('passed');
    expect(view.findings).toContainEqual({
      kind: 'lateSubmission',
      about: late._id,
      details: { by: idOf('a'), step: 'opticalTurnup.onu' },
    });
    expect(kinds(view)).toContain('gateWouldRefuse');
    expect(judgeCompletion(view, ftthInstall, settings)).toMatchObject({
      ok: false,
      problem: { code: 'step.conflict' },
    });
  });

  it('an incomplete submission that came by sync is kept and named', () => {
    const install = tellInstall();
    install.upTo('preparation');
    install.a.does('started', assignment);
    install.a.submits('preparation.call', { outcome: { value: 'confirmed' } });
    expect(install.view().findings).toContainEqual({
      kind: 'incompleteSubmission',
      about: 'preparation.call',
      details: { fields: ['window', 'numberReadBack'] },
    });
    expect(next(install.view())).toMatchObject({ kind: 'step', step: 'preparation.call' });
  });

  it('R-20: a submission that the office did not hold when it ended the assignment is a late contribution', () => {
    const install = tellInstall();
    install.a.does('accepted', assignment);
    const known = install.submit('orderStudy.services');
    install.office.meets(install.a);
    const late = install.submit('orderStudy.resources');
    if (!known.ok || !late.ok) throw new Error('both are accepted');
    install.office.does('unassigned', { ...assignment, submissions: [known.value._id] });
    install.office.does('assigned', { ...assignmentOf('2'), technicianId: idOf('b') });
    install.office.meets(install.a);
    const view = viewOf(install.office.known);
    expect(view.findings).toEqual([
      {
        kind: 'lateContribution',
        about: late.value._id,
        details: { by: idOf('a'), kind: 'submission', step: 'orderStudy.resources' },
      },
    ]);
    expect(stepOf(view, 'orderStudy.resources').state).toBe('submitted');
  });

  it('a photo from a file, and a gap in somebody’s events', () => {
    const install = tellInstall();
    install.a.takes('dropCable.photos.start', { source: 'file' });
    const lost = install.a.does('accepted', assignment);
    install.a.does('noted', { text: 'x' });
    const view = viewOf(install.all().filter((document) => document !== lost));
    expect(kinds(view)).toEqual(['filePhoto', 'sequenceGap']);
    expect(view.findings[1]).toMatchObject({ about: idOf('devicea'), details: { missing: [1] } });
  });
});

describe('corrections of a passed stage', () => {
  it('are taken while the stage’s gates hold, and refused when they would not', () => {
    const install = tellInstall();
    install.upTo('activation');
    expect(install.submit('opticalTurnup.readings', { onuDbm: -29 })).toMatchObject({
      ok: false,
      problem: { code: 'gate.refused', details: { stage: 'opticalTurnup' } },
    });
    expect(install.submit('opticalTurnup.readings', { onuDbm: -22 }).ok).toBe(true);
    expect(kinds(install.view())).toEqual(['lateSubmission']);
  });
});

describe('makeSubmission', () => {
  it('stores value and base, measures with their limits, and supersedes what stood', () => {
    const install = tellInstall();
    install.upTo('opticalTurnup');
    const one = install.submit('opticalTurnup.readings');
    const two = install.submit('opticalTurnup.readings', { onuDbm: -25 });
    if (!one.ok || !two.ok) throw new Error('both are accepted');
    expect(one.value.fields.onuDbm).toEqual({ value: -19.3 });
    expect(two.value.fields.onuDbm).toEqual({ value: -25, base: -19.3 });
    expect(two.value.supersedes).toEqual([one.value._id]);
    expect(two.value.measures.find(({ field }) => field === 'onuDbm')).toEqual({
      field: 'onuDbm',
      value: -25,
      unit: 'dBm',
      method: '1490 nm',
      instrument: 'JW3208 光功率计',
      limit: {
        min: -27,
        max: -8,
        source: { 'zh-CN': 'ITU-T G.984.2（2019/08）', en: 'ITU-T G.984.2 (2019/08)' },
        settings: `optics@${settings.optics?.version}`,
      },
      verdict: 'warn',
    });
  });

  it('writes null over a value that is no longer relevant', () => {
    const install = tellInstall();
    install.upTo('preparation');
    install.submit('preparation.call');
    const again = install.submit('preparation.call', { outcome: 'unreachable', window: null, numberReadBack: null });
    expect(again.ok && again.value.fields.window).toMatchObject({
      value: null,
      base: { start: '2026-03-02T01:00:00.000Z' },
    });
    expect(stepOf(install.view(), 'preparation.call').values).toMatchObject({ window: null, outcome: 'unreachable' });
  });

  it('refuses what is incomplete, unknown or not yet reached', () => {
    const install = tellInstall();
    expect(install.submit('orderStudy.services', { fibreInHome: null })).toMatchObject({
      ok: false,
      problem: {
        code: 'step.invalid',
        details: { count: 1, problems: [{ field: 'fibreInHome', keyword: 'required' }] },
      },
    });
    expect(install.submit('orderStudy.services', { colour: 'red' })).toMatchObject({
      ok: false,
      problem: { code: 'step.fieldUnknown' },
    });
    expect(install.submit('dropCable.laying')).toMatchObject({ ok: false, problem: { code: 'step.notYet' } });
    expect(install.submit('dropCable.nothing')).toMatchObject({ ok: false, problem: { code: 'step.unknown' } });
  });
});

describe('rework (R-27)', () => {
  const returned = (steps: readonly string[]): ReturnType<typeof tellInstall> => {
    const install = tellInstall();
    install.complete();
    install.office.meets(install.a);
    install.review(
      'returned',
      steps.map((step) => ({ step, fields: [], reasonCode: 'wrongValue', note: '' })),
    );
    install.a.meets(install.office);
    return install;
  };

  it('opens exactly the returned steps, shows before and after, and ends with the reviewer', () => {
    const install = returned(['opticalTurnup.readings']);
    const open = install
      .view()
      .stages.flatMap(({ steps }) => steps)
      .filter(({ key }) => stepAccess(install.view(), ftthInstall, key).ok);
    expect(open.map(({ key, state }) => [key, state])).toEqual([['opticalTurnup.readings', 'rework']]);
    expect(install.submit('dropCable.laying')).toMatchObject({ ok: false, problem: { code: 'step.readOnly' } });
    expect(next(install.view())).toEqual({
      kind: 'reworkStep',
      stage: 'opticalTurnup',
      step: 'opticalTurnup.readings',
    });
    const mended = install.submit('opticalTurnup.readings', { onuDbm: -22.2 });
    expect(stepOf(install.view(), 'opticalTurnup.readings')).toMatchObject({
      state: 'mended',
      changes: [
        { field: 'marginDb' },
        { field: 'onuDbm', before: -19.3, after: -22.2, submission: mended.ok ? mended.value._id : '' },
      ],
    });
    expect(next(install.view())).toEqual({ kind: 'reworkDone' });
    install.a.does('reworkDone', {
      review: install.view().fold.reviews[0]!.id,
      submissions: mended.ok ? [mended.value._id] : [],
    });
    expect(install.view().fold).toMatchObject({
      phase: 'completed',
      state: 'completed',
      reviewState: 'resubmitted',
      rework: [],
    });
    expect(stepOf(install.view(), 'opticalTurnup.readings').changes).toHaveLength(2);
    expect(next(install.view())).toEqual({ kind: 'waitReview' });
    expect(install.submit('opticalTurnup.readings')).toMatchObject({ ok: false, problem: { code: 'step.readOnly' } });
    install.office.meets(install.a);
    install.review('approved');
    install.a.meets(install.office);
    expect(install.view().fold.reviewState).toBe('approved');
    expect(next(install.view())).toEqual({ kind: 'none' });
    expect(kinds(install.view())).toEqual([]);
  });

  it('a second return compares with what the first rework brought', () => {
    const install = returned(['opticalTurnup.readings']);
    const first = install.submit('opticalTurnup.readings', { onuDbm: -22 });
    install.a.does('reworkDone', {
      review: install.view().fold.reviews[0]!.id,
      submissions: first.ok ? [first.value._id] : [],
    });
    install.office.meets(install.a);
    install.review('returned', [{ step: 'opticalTurnup.readings', fields: [], reasonCode: 'wrongValue', note: '' }]);
    install.a.meets(install.office);
    expect(stepOf(install.view(), 'opticalTurnup.readings')).toMatchObject({ state: 'rework', changes: [] });
    install.submit('opticalTurnup.readings', { onuDbm: -23 });
    expect(
      stepOf(install.view(), 'opticalTurnup.readings').changes.find(({ field }) => field === 'onuDbm'),
    ).toMatchObject({ before: -22, after: -23 });
  });

  it('a returned signature and report are mended by signing and reporting anew', () => {
    const install = returned(['signOff.signature', 'signOff.report']);
    expect(next(install.view())).toMatchObject({ step: 'signOff.signature' });
    install.signAndReport();
    expect(stepOf(install.view(), 'signOff.signature').state).toBe('mended');
    expect(stepOf(install.view(), 'signOff.report').state).toBe('mended');
    expect(next(install.view())).toEqual({ kind: 'reworkDone' });
  });
});

describe('nextAction', () => {
  it('leads through the whole order', () => {
    const install = tellInstall();
    const led: string[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      const action = next(install.view());
      if (action.kind === 'none' || action.kind === 'waitReview') break;
      if (led.at(-1) !== action.kind) led.push(action.kind);
      if (action.kind === 'accept') install.a.does('accepted', assignment);
      else if (action.kind === 'start') install.a.does('started', assignment);
      else if (action.kind === 'passStage') install.pass(action.stage!);
      else if (action.kind === 'complete') install.a.does('completed', assignment);
      else if (action.kind === 'step' && stepOf(install.view(), action.step!).kind !== 'form') install.signAndReport();
      else if (action.kind === 'step' && stepOf(install.view(), action.step!).heads.length > 0)
        install.photos(action.stage!);
      else expect(install.submit(action.step!).ok).toBe(true);
    }
    expect(install.view().fold.phase).toBe('completed');
    expect(led).toEqual([
      'accept',
      'step',
      'passStage',
      'step',
      'passStage',
      'start',
      'step',
      'passStage',
      'step',
      'passStage',
      'step',
      'passStage',
      'step',
      'passStage',
      'step',
      'passStage',
      'complete',
    ]);
  });

  it('resumes a hold, and says nothing to do where nothing is', () => {
    const install = tellInstall();
    install.upTo('dropCable');
    install.a.does('held', { reasonCode: 'weather', note: '' });
    expect(next(install.view())).toEqual({ kind: 'resume' });
    install.office.meets(install.a);
    install.office.does('cancelled', { reasonCode: 'other', note: '' });
    install.a.meets(install.office);
    expect(next(install.view())).toEqual({ kind: 'none' });
  });
});
