import { describe, expect, it } from 'vitest';
import type { OrderNeed } from '../../../../bridge/office.ts';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { definitionWords } from '../../../texts/definition-words.ts';
import type { ConsoleT } from '../words/use-words.ts';
import { needDetail } from './need-detail.ts';

const texts = {
  'gate.opticalTurnup.powerWindow': '光功率在范围内',
  'reason.returned.noResource': '无资源',
  'performer.manager': '客户经理',
  'resource.splitter': '分光器',
  'step.dropCable.laying': '光缆布放',
  'field.dropCable.laying.metres': '米数',
};
const definition = {
  key: 'example',
  stages: [{ key: 'opticalTurnup', gates: [{ key: 'powerWindow' }] }],
  texts: { 'zh-CN': texts, en: {} },
} as unknown as OrderTypeDefinition;
const type = { definition, words: definitionWords(definition, 'zh-CN') };
const t = ((key: string, said?: { readonly who?: string; readonly words?: string }) =>
  key === 'join' ? '、' : `<${key}>${said?.who ?? said?.words ?? ''}`) as unknown as ConsoleT;
const said = (reason: OrderNeed['reason'], detail: string, more: Pick<OrderNeed, 'words'> = {}) =>
  needDetail({ orderId: 'o', reason, since: '', detail, ...more }, type, t, ({ raise, code }) => `${raise}: ${code}`);

describe('why an order waits, in words', () => {
  it.each([
    ['gateWaiting', 'powerWindow', '光功率在范围内'],
    ['gateWaiting', 'gone', 'gone'],
    ['returned', 'noResource', '无资源'],
    ['intake', 'customer.phone, splitter', '<path.customer.phone>、分光器'],
    ['conflict', 'dropCable.laying/metres', '光缆布放 米数'],
    ['reviewWaiting', 'received', ''],
    ['slaEscalated', 'manager', '<needs.escalatedTo>客户经理'],
    ['answerWaiting', '2', '<needs.answers>'],
    ['slaBreached', 'provisional', '<needs.provisional>'],
    ['slaBreached', '', ''],
    ['raiseRefused', '{"raise":"job","orderType":"gone","code":"order.typeUnknown"}', 'job: order.typeUnknown'],
    ['raiseRefused', 'something else', ''],
  ] as const)('%s %s', (reason, detail, words) => {
    expect(said(reason, detail)).toBe(words);
  });

  it('says what was written by who waits, and how many where there are more', () => {
    const words = '箱子锁着';
    expect(said('answerWaiting', '1', { words })).toBe('<needs.said>箱子锁着');
    expect(said('answerWaiting', '2', { words })).toBe('<needs.said>箱子锁着 · <needs.answers>');
    expect(said('gateWaiting', 'powerWindow', { words })).toBe('光功率在范围内 <needs.said>箱子锁着');
  });
});
