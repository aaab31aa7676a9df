import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { mayPerform } from '../../forms/engine/performers.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { shippedSettings } from '../../forms/order-types/index.ts';
import { limitsOf } from './clock-limits.ts';
import { openFlow } from './flow.ts';

const settings = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
const trainee = (name: string, attended: boolean, score: number): Json => ({ name, attended, score });

describe('app-implementation', () => {
  it('goes from the plan over installation, the partner and training to the signed acceptance', () => {
    const order = openFlow('app-implementation');
    const turns: (readonly [string | null, string | null])[] = [];
    for (const { key } of order.definition.stages) {
      turns.push([order.view().currentStage, order.view().turn]);
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
    }
    expect(turns).toEqual([
      ['plan', 'office'],
      ['install', 'field'],
      ['partnerWork', 'office'],
      ['training', 'field'],
      ['acceptance', 'field'],
    ]);
    expect(order.view().fold.state).toBe('inProgress');
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it('offers what the pre-sales solution said, in the plan', () => {
    const presale = openFlow('presale-support');
    presale.workUntil(null);
    presale.complete();
    const [order] = presale.raise('implementation');
    if (!order) throw new Error('nothing raised');
    const offered = (step: string) =>
      evaluateStep({ view: order.view(), definition: order.definition, settings, step, fields: {} }).values;
    expect(offered('plan.schedule')).toMatchObject({
      solutionNumber: 'FA-20260305',
      contractNumber: 'HT-2026-0317',
      workingDays: 10,
    });
    expect(offered('plan.partner')).toMatchObject({ partnerName: '合肥智安科技有限公司' });
    expect(offered('plan.material')).toMatchObject({
      equipment: [
        { name: '汇聚交换机', quantity: 3, delivered: false },
        { name: '网络录像机', quantity: 1, delivered: false },
      ],
    });
  });

  it("leaves the partner's stage to accounts that perform it", () => {
    const { definition } = openFlow('app-implementation');
    const stage = definition.stages.find(({ key }) => key === 'partnerWork') ?? { performer: '' };
    expect(mayPerform({ role: 'dispatcher', performs: ['partner'] }, definition, stage)).toBe(true);
    expect(mayPerform({ role: 'dispatcher', performs: ['projectManager'] }, definition, stage)).toBe(false);
    expect(mayPerform({ role: 'technician' }, definition, stage)).toBe(false);
  });

  it("takes its clocks from the plan: the whole, and the partner's part", () => {
    const order = openFlow('app-implementation');
    expect(limitsOf(order)).toEqual({ plan: null, partner: null });
    order.workUntil('install');
    expect(limitsOf(order)).toEqual({ plan: 10, partner: 4 });
  });

  it('does not plan a partner who takes longer than the whole', () => {
    const order = openFlow('app-implementation');
    order.submit('plan.schedule', { workingDays: 3 });
    expect(order.submit('plan.partner').ok).toBe(false);
    expect(order.submit('plan.partner', { partnerDays: 3 }).ok).toBe(true);
  });

  it('waits for equipment, unless dispatch lets it be built in parts', () => {
    const order = openFlow('app-implementation');
    order.workStage('plan', {
      'plan.material': { equipment: [{ name: '网络录像机', quantity: 1, delivered: false }] },
    });
    expect(order.pass('plan').problems).toMatchObject([{ details: { gate: 'delivered', missing: 1 } }]);
    order.override('plan', 'delivered');
    expect(order.pass('plan').passes).toBe(true);
  });

  it.each([
    [{ latencyMs: 50, lossPercent: 0.1 }, true],
    [{ latencyMs: 50.1, lossPercent: 0 }, false],
    [{ latencyMs: 5, lossPercent: 0.2 }, false],
  ])('judges the link by its limits: %j', (over, passes) => {
    const order = openFlow('app-implementation');
    order.workUntil('install');
    order.workStage('install', { 'install.link': over });
    expect(order.pass('install').passes).toBe(passes);
  });

  it('returns failing test cases to the partner until they pass', () => {
    const order = openFlow('app-implementation');
    order.workUntil('partnerWork');
    const failing = { case: '录像检索', expected: '可检索', result: 'fail', defect: '索引缺失' };
    order.workStage('partnerWork', { 'partnerWork.jointTest': { cases: [failing] } });
    expect(order.pass('partnerWork').problems).toMatchObject([{ details: { gate: 'casesPass', failed: 1 } }]);
    order.submit('partnerWork.jointTest', { cases: [{ ...failing, result: 'pass' }] });
    expect(order.pass('partnerWork').passes).toBe(true);
    expect(order.view().turn).toBe('field');
  });

  it.each<[string, Json[], string]>([
    ['all with 95', [trainee('甲', true, 95), trainee('乙', true, 95)], 'excellent'],
    ['on average 75', [trainee('甲', true, 70), trainee('乙', true, 80)], 'good'],
    ['on average 60', [trainee('甲', true, 60)], 'fair'],
    ['one in two below the mark', [trainee('甲', true, 59), trainee('乙', true, 100)], 'insufficient'],
    ['half absent', [trainee('甲', true, 95), trainee('乙', false, 0)], 'insufficient'],
  ])('calculates the training effect: %s', (_, people, effect) => {
    const order = openFlow('app-implementation');
    order.workUntil('training');
    order.workStage('training', { 'training.attendance': { people, remedy: '下周补训' } });
    const step = order.view().stages[3]?.steps.find(({ key }) => key === 'training.attendance');
    expect(step?.values.effect).toBe(effect);
    expect(order.pass('training').passes).toBe(effect !== 'insufficient');
  });

  it('is accepted with open items only by an override', () => {
    const order = openFlow('app-implementation');
    order.workUntil('acceptance');
    const open = { item: '标签缺失', owner: 'us', due: '2026-03-25', closed: false };
    order.workStage('acceptance', { 'acceptance.trial': { openItems: [open] } });
    expect(order.pass('acceptance').problems).toMatchObject([{ details: { gate: 'openItems', open: 1 } }]);
    order.override('acceptance', 'openItems', { reasonCode: 'customerAgrees' });
    expect(order.pass('acceptance').passes).toBe(true);
    expect(order.complete().ok).toBe(true);
  });
});
