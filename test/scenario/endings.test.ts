import { describe, expect, it } from 'vitest';
import { endingsAsked } from '../../forms/engine/endings.ts';
import { roleOfStage } from '../../forms/engine/performers.ts';
import type { SettingsByKey } from '../../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import type { Answers } from '../builders/answers.ts';
import { openFlow } from './flow.ts';

/** The answers that ask for each end, by order type and end, where the samples do not. */
const asking: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Answers>>>>>> = {
  'line-removal': { refused: { 'approval.decision': { decision: 'refused', refuseReason: 'arrears' } } },
  'platform-ticket': {
    rejected: { 'approval.decision': { result: 'rejected', opinion: '与割接冲突' } },
    rolledBack: {
      'implementation.change': { result: 'rolledBack', rollbackWhy: 'error' },
    },
  },
  'presale-support': { declined: { 'handOver.presentation': { answer: 'declined', declinedWhy: 'price' } } },
  'project-acceptance': { failed: { 'initialAcceptance.conclusion': { result: 'fail', opinion: '接地不合格' } } },
  'service-opening': {
    refused: { 'identityCheck.result': { result: 'refused', refuseReason: 'notGenuine' } },
  },
  'vas-access': {
    rejected: { 'qualificationCheck.check': { result: 'rejected', rejectedWhy: 'licence' } },
    examFailed: {
      'exam.sitting': {
        candidates: [
          { name: '程璐', post: 'business', identityChecked: true, score: 88 },
          { name: '魏东', post: 'technical', identityChecked: true, score: 41 },
        ],
      },
    },
    panelRejected: {
      'reviewPanel.decision': {
        members: [
          { name: '郭晴', office: 'market', vote: 'approve' },
          { name: '罗斌', office: 'network', vote: 'reject', opinion: '资费投诉多' },
          { name: '沈洁', office: 'security', vote: 'abstain' },
        ],
      },
    },
  },
  'data-line-install': { notFeasible: { 'preconditions.survey': { feasible: false } } },
  'voice-line-install': { notFeasible: { 'preconditions.survey': { feasible: false } } },
  'site-move': { notCovered: { 'application.newSite': { covered: false } } },
};
const ends = shippedOrderTypes.flatMap(({ key, endings = [] }) => endings.map((one) => [key, one.key] as const));
const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));

it('the table above holds every end that ships', () => {
  const told = Object.entries(asking).flatMap(([type, of]) => Object.keys(of).map((end) => [type, end]));
  expect(told.toSorted()).toEqual(ends.map((end) => [...end]).toSorted());
});

describe.each(ends)('%s, ended by “%s”', (type, key) => {
  it('is offered by its answer alone, to who does the stage, and ends the order', () => {
    const order = openFlow(type);
    const { definition } = order;
    const ending = definition.endings?.find((one) => one.key === key);
    const stage = definition.stages.find((one) => one.key === ending?.from);
    if (ending === undefined || stage === undefined) throw new Error(`no end ${key}`);
    const offered = () => endingsAsked(order.view(), definition, settings).map((one) => one.key);
    order.workUntil(stage.key);
    expect(offered()).toEqual([]);
    order.workStage(stage.key, asking[type]?.[key]);
    expect(offered()).toEqual([key]);
    expect(order.judge(stage.key).passes).toBe(false);
    order.fail({ reasonCode: ending.reasonCode }, roleOfStage(definition, stage));
    expect(order.view().fold.phase).toBe('failed');
    expect(offered()).toEqual([]);
    expect(order.view().findings.map(({ kind }) => kind)).toEqual([]);
  });
});
