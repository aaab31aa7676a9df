import { expect, it } from 'vitest';
import { installDefinition as ftthInstall } from '../../../../test/builders/install-definition.ts';
import { tellInstall } from '../../../../test/builders/install-story.ts';
import { firstStep, type MainAction, mainAction, walkable } from './main-action.ts';

function actionAt(stage: string, step: string): MainAction {
  const install = tellInstall();
  install.upTo(stage);
  const view = install.view();
  const here = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === step);
  if (!here) throw new Error(`no step ${step}`);
  const local = { readOnly: false, drafts: {} };
  return mainAction({ view, definition: ftthInstall, local, step: here, touched: false });
}

it('says whether what is due lies further on, in a later stage, or behind', () => {
  expect(actionAt('opticalTurnup', 'opticalTurnup.readings')).toEqual({
    kind: 'submit',
    closes: false,
    accepts: false,
  });
  const due = { kind: 'go', step: 'opticalTurnup.readings' };
  expect(actionAt('opticalTurnup', 'preparation.call')).toEqual({ ...due, where: 'nextStage' });
  // A step that is looked at before its turn is locked: the way is back, not on.
  expect(actionAt('opticalTurnup', 'activation.broadband')).toEqual({ ...due, where: 'back' });
});

it('completes the stage with the last form that is open in it, and not while another one is', () => {
  const closes = (done: readonly string[], step: string): boolean => {
    const install = tellInstall();
    install.upTo('dropCable');
    for (const one of done) install.submit(one);
    const view = install.view();
    const here = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === step);
    if (!here) throw new Error(`no step ${step}`);
    const local = { readOnly: false, drafts: {} };
    const action = mainAction({ view, definition: ftthInstall, local, step: here, touched: true });
    return action.kind === 'submit' && action.closes;
  };
  const [arrival, laying, photos] = ['dropCable.arrival', 'dropCable.laying', 'dropCable.photos'] as const;
  expect(closes([], photos)).toBe(false);
  expect(closes([arrival], photos)).toBe(false);
  expect(closes([arrival, laying], photos)).toBe(true);
  // The order of the forms is the technician's.
  expect(closes([arrival, photos], laying)).toBe(true);
  expect(closes([laying, photos], 'opticalTurnup.readings')).toBe(false);
});

it('accepts the order with the last form of the stage where the step offers that, and not before', () => {
  const at = (done: readonly string[], step: string, touched = true): MainAction => {
    const install = tellInstall();
    install.upTo('orderStudy');
    for (const one of done) install.submit(one);
    const view = install.view();
    const here = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === step);
    if (!here) throw new Error(`no step ${step}`);
    const assigned = { ...view, fold: { ...view.fold, phase: 'assigned' as const, accepted: false } };
    const local = { readOnly: false, drafts: {} };
    return mainAction({ view: assigned, definition: ftthInstall, local, step: here, touched });
  };
  const [services, resources] = ['orderStudy.services', 'orderStudy.resources'] as const;
  expect(at([services], resources)).toEqual({ kind: 'submit', closes: true, accepts: true });
  expect(at([], resources)).toEqual({ kind: 'submit', closes: false, accepts: false });
  // A step that is done leads to the one that accepts, not past it.
  const led = at([services], services, false);
  expect(led).toEqual({ kind: 'go', step: resources, where: 'on' });
  // The services step offers no acceptance.
  expect(at([resources], services)).toEqual({ kind: 'submit', closes: false, accepts: false });
});

it('completes the order from its last stage, which is passed on the way, unless a service is not done', () => {
  const install = tellInstall();
  install.upTo('end');
  const view = install.view();
  const step = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === 'signOff.report');
  if (!step) throw new Error('no report step');
  const local = { readOnly: false, drafts: {} };
  const open = (without: readonly string[], failed = false) => {
    const stages = view.stages.map((stage) => ({
      ...stage,
      ...(without.includes(stage.key) ? { state: 'current' as const } : {}),
      steps: stage.steps.map((one) =>
        failed && one.key === 'activation.iptv' ? { ...one, values: { ...one.values, result: 'failed' } } : one,
      ),
    }));
    return mainAction({ view: { ...view, stages }, definition: ftthInstall, local, step, touched: false }).kind;
  };
  expect(open(['signOff'])).toBe('complete');
  expect(open(['signOff'], true)).toBe('pass');
  expect(open(['activation', 'signOff'])).not.toBe('complete');
});

it('makes the report with the press that leads from the signature to it, once', () => {
  const install = tellInstall();
  install.upTo('signOff');
  install.submit('signOff.summary');
  install.signAndReport();
  // Signed, and no report made yet.
  const view = { ...install.view(), fold: { ...install.view().fold, reports: [] } };
  const step = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === 'signOff.signature');
  if (!step) throw new Error('no signature step');
  const local = { readOnly: false, drafts: {} };
  const action = mainAction({ view, definition: ftthInstall, local, step, touched: false });
  expect(action).toEqual({ kind: 'makeReport', step: 'signOff.report' });
});

it('opens a finished order where it ended', () => {
  const install = tellInstall();
  expect(firstStep(install.view(), ftthInstall, {})).toBe('orderStudy.services');
  install.complete();
  expect(firstStep(install.view(), ftthInstall, {})).toBe('signOff.report');
});

it('walks past a stage that is not needed, and out of it from the step that is shown', () => {
  const view = tellInstall().view();
  const without = {
    ...view,
    stages: view.stages.map((stage) => (stage.key === 'preparation' ? { ...stage, state: 'skipped' as const } : stage)),
  };
  const stagesOf = (shown: string): readonly string[] => [
    ...new Set(walkable(without, shown).map(({ key }) => key.split('.')[0] ?? '')),
  ];
  expect(stagesOf('orderStudy.services').slice(0, 2)).toEqual(['orderStudy', 'dropCable']);
  expect(
    walkable(without, 'preparation.kit')
      .map(({ key }) => key)
      .filter((key) => key.startsWith('preparation.')),
  ).toEqual(['preparation.kit']);
});

it('ends an order by what became of its services', () => {
  const install = tellInstall();
  install.upTo('end');
  const view = install.view();
  const step = view.stages.flatMap(({ steps }) => steps).find(({ key }) => key === 'signOff.report');
  if (!step) throw new Error('no report step');
  const local = { readOnly: false, drafts: {} };
  const endingWith = (results: Readonly<Record<string, string>>): string => {
    const stages = view.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((one) =>
        results[one.key] === undefined ? one : { ...one, values: { ...one.values, result: results[one.key] ?? null } },
      ),
    }));
    return mainAction({ view: { ...view, stages }, definition: ftthInstall, local, step, touched: false }).kind;
  };
  expect(endingWith({})).toBe('complete');
  expect(endingWith({ 'activation.iptv': 'failed' })).toBe('completePartially');
  expect(endingWith({ 'activation.iptv': 'failed', 'activation.broadband': 'failed' })).toBe('fail');
});
