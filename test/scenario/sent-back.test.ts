import { describe, expect, it } from 'vitest';
import { waysBack } from '../../forms/engine/sent-back.ts';
import type { SettingsByKey } from '../../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import type { Answers } from '../builders/answers.ts';
import { type Flow, openFlow } from './flow.ts';

/** The answers that ask for each way back, by order type and way: what people say up to the stage that sends back, where the samples do not. */
const asking: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Answers>>>>>> = {
  'platform-ticket': {
    changes: { 'approval.decision': { result: 'changes', opinion: '回退方案写不清楚' } },
    again: { 'verification.checks': { result: 'failed', problem: '接口 3 次超时' } },
  },
  'presale-support': { revise: { 'handOver.presentation': { answer: 'revise', changes: '客户要求减少站点' } } },
  'vas-access': {
    supplement: { 'qualificationCheck.check': { result: 'supplement', supplement: '缺少授权书' } },
    fix: { 'test.cases': { cases: [{ area: 'billing', case: '包月计费一次', result: 'fail', defect: '重复扣费' }] } },
  },
  'project-acceptance': { rectify: { 'initialAcceptance.conclusion': { result: 'fail', opinion: '接地不合格' } } },
  complaint: {
    redo: {
      'confirmation.call': { outcome: 'rejected', rejectReasons: ['notSolved'] },
      'escalation.escalation': {
        level: 'department',
        reason: '客户仍不认可',
        decision: 'redo',
        secondAnswer: '已安排重新处理',
        answeredAt: '2026-03-06T02:00:00.000Z',
        result: 'disagrees',
      },
    },
  },
};
const ways = shippedOrderTypes.flatMap(({ key, returns = [] }) => returns.map((way) => [key, way.key] as const));
const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));
const stateOf = (order: Flow, stage: string) => order.view().stages.find(({ key }) => key === stage)?.state;

it('the table above holds every way back that ships', () => {
  const told = Object.entries(asking).flatMap(([type, of]) => Object.keys(of).map((way) => [type, way]));
  expect(told.toSorted()).toEqual(ways.map((way) => [...way]).toSorted());
});

describe.each(ways)('%s, sent back by “%s”', (type, key) => {
  const way = shippedOrderTypes.find((one) => one.key === type)?.returns?.find((one) => one.key === key);
  if (way === undefined) throw new Error(`no way ${key}`);
  const { from, to } = way;

  it('gives the stage to its performer again, twice, and comes to its end', () => {
    const order = openFlow(type);
    const answers = asking[type]?.[key] ?? {};
    for (const { key: stage } of order.definition.stages) {
      if (stateOf(order, stage) === 'skipped') continue;
      order.workStage(stage, answers);
      if (stage === from) break;
      expect([stage, order.pass(stage).problems]).toEqual([stage, []]);
    }
    for (const round of [1, 2]) {
      const offered = waysBack(order.view(), order.definition, settings).find((one) => one.key === key);
      expect(offered).toMatchObject({ from, to, proposed: true });
      const had = order.documents().filter((one) => one.type === 'submission').length;
      order.sendBack(key, { note: '请修改' });
      const view = order.view();
      expect([view.currentStage, view.stages.find((stage) => stage.key === to)?.sentBack?.count]).toEqual([to, round]);
      expect(stateOf(order, from)).toBe('notYet');
      const asked = order.judge(to).problems.map(({ code }) => code);
      expect(asked).toContain('gate.answeredAnew');
      const between = order.definition.stages.map((stage) => stage.key);
      for (const stage of between.slice(between.indexOf(to), between.indexOf(from))) {
        if (stateOf(order, stage) === 'skipped') continue;
        order.workStage(stage);
        expect([stage, order.pass(stage).problems]).toEqual([stage, []]);
      }
      expect(order.view().currentStage).toBe(from);
      expect(order.documents().filter((one) => one.type === 'submission').length).toBeGreaterThan(had);
    }
    for (const stage of order.definition.stages.map((one) => one.key)) {
      const state = stateOf(order, stage);
      if (state === 'passed' || state === 'skipped') continue;
      order.workStage(stage);
      expect([stage, order.pass(stage).problems]).toEqual([stage, []]);
    }
    expect(order.complete()).toMatchObject({ ok: true });
    expect(order.view().findings.map(({ kind }) => kind)).toEqual([]);
  });
});
