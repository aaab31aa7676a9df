import { describe, expect, it } from 'vitest';
import { jobType } from '../../test/builders/office-flow.ts';
import { openFlow } from '../../test/scenario/flow.ts';
import { expressionProblems } from './definition-expressions.ts';
import { DefinitionShape } from './definition-shape.ts';
import { nextAction } from './next-action.ts';
import { stepAccess } from './step-access.ts';
import { summarise } from './summary.ts';
import type { OrderTypeDefinition, StageDefinition, StageView } from './types.ts';

const [work, callBack] = jobType.stages as [StageDefinition, StageDefinition];

/** Work in the field; a desk that looks at it only where something broke; a call-back unless the work says that none is wanted. */
const definition: OrderTypeDefinition = {
  ...jobType,
  performers: { ...jobType.performers, desk: 'dispatcher' },
  stages: [
    work,
    {
      key: 'damage',
      performer: 'desk',
      relevant: 'steps.work.done.what.contains("坏")',
      steps: [{ key: 'form', kind: 'form', photos: [], fields: [{ key: 'cost', kind: 'number', required: true }] }],
      gates: [{ key: 'paid', holds: 'steps.damage.form.cost > 0', code: 'gate.notMet', overridable: true }],
    },
    { ...callBack, relevant: 'steps.work.done.what != "不回访"' },
  ],
  samples: { ...jobType.samples, 'damage.form': { cost: 30 } },
};
const states = (stages: readonly StageView[]): readonly string[] => stages.map(({ state }) => state);

/** The work is done and says this; its stage is passed. */
function worked(what: string): ReturnType<typeof openFlow> {
  const flow = openFlow(definition);
  flow.workStage('work', { 'work.done': { what } });
  expect(flow.pass('work').passes).toBe(true);
  return flow;
}

describe('a stage that is not relevant', () => {
  it('waits while that is not known, and is passed over once it is', () => {
    const flow = openFlow(definition);
    flow.accept();
    expect(states(flow.view().stages)).toEqual(['current', 'notYet', 'notYet']);
    const after = worked('已重启').view();
    expect(states(after.stages)).toEqual(['passed', 'skipped', 'current']);
    expect(after).toMatchObject({ currentStage: 'callBack', turn: 'office' });
    expect(after.stages[1]).toMatchObject({ passedAt: null, gates: [{ key: 'paid', state: 'open' }] });
    expect(summarise(after, definition)).toMatchObject({ stagesPassed: 1, stagesTotal: 2, currentStage: 'callBack' });
  });

  it('is done where it is relevant', () => {
    const flow = worked('分纤箱坏了');
    expect(flow.view().currentStage).toBe('damage');
    expect(flow.pass('damage').passes).toBe(false);
    expect(flow.complete().ok).toBe(false);
    flow.workStage('damage');
    expect(flow.pass('damage').passes).toBe(true);
    expect(flow.view().currentStage).toBe('callBack');
  });

  it('is not judged at completion, and its steps are read-only', () => {
    const flow = worked('已重启');
    expect(flow.submit('damage.form', { cost: 1 })).toMatchObject({ ok: false, problem: { code: 'step.readOnly' } });
    expect(stepAccess(flow.view(), definition, 'callBack.call').ok).toBe(true);
    flow.workStage('callBack');
    expect(flow.pass('callBack').passes).toBe(true);
    expect(flow.complete().ok).toBe(true);
    expect(states(flow.view().stages)).toEqual(['passed', 'skipped', 'passed']);
  });

  it('at the end leaves the completion to whoever did the last stage that was needed', () => {
    const flow = worked('不回访');
    expect(states(flow.view().stages)).toEqual(['passed', 'skipped', 'skipped']);
    expect(flow.view()).toMatchObject({ currentStage: null, turn: null });
    expect(nextAction(flow.view(), definition)).toEqual({ kind: 'complete' });
    expect(flow.complete().ok).toBe(true);
    expect(flow.view().fold.history.at(-1)?.event.role).toBe('technician');
  });

  it('that was passed while it was relevant stays passed', () => {
    const flow = worked('分纤箱坏了');
    flow.workStage('damage');
    flow.pass('damage');
    expect(flow.submit('work.done', { what: '已重启' }).ok).toBe(true);
    expect(states(flow.view().stages)).toEqual(['passed', 'passed', 'current']);
  });
});

describe('relevant on a stage, in the check of an order type', () => {
  it('is an expression of the definition', () => {
    expect(DefinitionShape.safeParse(definition).success).toBe(true);
    expect(expressionProblems(definition, {})).toEqual([]);
    const wrong = { ...callBack, relevant: 'fields.what == "x"' };
    expect(expressionProblems({ ...definition, stages: [work, wrong] }, {})).toMatchObject([
      { path: 'stages.callBack.relevant' },
    ]);
  });
});
