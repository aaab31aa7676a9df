import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SignOff } from '../../domain/documents/event.ts';
import type { Language } from '../../domain/problem.ts';
import { poppler } from '../../main/station/report/ink.ts';
import { type ReportedOrder, reportInput } from '../../main/station/report/input-of.ts';
import { renderReport } from '../../main/station/report/render.ts';
import type { Answers } from '../builders/answers.ts';
import { type Flow, type FlowOptions, openFlow } from './flow.ts';

/**
 * What a report says after each way that an order can go (ADR 0029): sentences that must stand in it and sentences that must not, on the
 * customer's page and in the record, in both languages. `LINEWORK_KEEP_REPORTS=<folder>` keeps the files to look at.
 */
const services = { broadbandMbps: 500, uploadMbps: 50, iptv: true, voice: true };
const failed = {
  broadband: { result: 'failed', failReason: 'vlan', address: null },
  iptv: { result: 'failed', failReason: 'setTopBox', channel: null },
  voice: { result: 'failed', failReason: 'other', failNote: '话机送修未取回', calls: null },
};

type Told = { readonly report: ReportedOrder; readonly flow: Flow };
type Telling = (flow: Flow) => void;

/** Tells an order until its last report and answers what that report is made of. */
function tell(type: string, options: FlowOptions, telling: Telling): Told {
  let report: ReportedOrder | null = null;
  const flow = openFlow(type, { ...options, reporting: (order) => (report = order) });
  telling(flow);
  if (report === null) throw new Error('no report was made');
  return { report, flow };
}

const withActivation =
  (over: Readonly<Record<string, Answers>>, shown: Answers = {}): Telling =>
  (flow) => {
    flow.workUntil('activation');
    flow.workStage('activation', over);
    flow.pass('activation');
    flow.workStage('demoSpeedTest', { 'demoSpeedTest.demonstration': { shown: { wifi: true, web: true }, ...shown } });
    flow.pass('demoSpeedTest');
    flow.workStage('signOff');
  };

const everything: Telling = (flow) => flow.workUntil(null);

const refusal = (seenDigest: string): SignOff => ({
  outcome: 'refused',
  reasonCode: 'notSatisfied',
  note: '客户对布线位置有异议',
  witness: '物业 王建国',
  seenDigest,
});
const bySomebodyElse = (seenDigest: string): SignOff => ({
  outcome: 'signed',
  strokes: [[100, 100, 300, 200, 500, 120]],
  padHeight: 400,
  printedName: '黄志远',
  relation: 'family',
  seenDigest,
});

type Words = Readonly<Record<'copy' | 'copyNot' | 'record' | 'recordNot', readonly string[]>>;
const nothing: Words = { copy: [], copyNot: [], record: [], recordNot: [] };
type Outcome = {
  readonly name: string;
  readonly told: () => Told;
  readonly zh: Partial<Words>;
  readonly en: Partial<Words>;
};

const neverZh = ['未通过关口', '[W]', '[P]', '[U]', 'NORMS', '全部合格'];
const neverEn = ['gate open', '[W]', '[P]', '[U]', 'NORMS'];

const outcomes: readonly Outcome[] = [
  {
    name: '1 all good',
    told: () => tell('ftth-install', { products: services }, everything),
    zh: {
      copy: [
        '客户联',
        '已开通',
        '服务热线10000',
        '客户已核对本页内容并签字',
        '签字之后、工单结束之前生成',
        '486.2Mbit/s',
      ],
      copyNot: ['未开通', '原因：', '本次没有办好', '签字之后，记录有过更改', '其余内容见施工记录'],
      record: ['完工报告', '生成时条件均已满足', '客户签字见第1页', '入户光缆全长≤150m'],
      recordNot: ['施工报告', '生成时尚未满足', '生成时尚未进行', 'wholedrop', 'Linework product default'],
    },
    en: {
      copy: ["Customer's copy", 'Up', 'Call the service hotline', 'before the order was closed'],
      copyNot: ['Failed', 'Reason: ', 'do not work yet'],
      record: ['Completion report', 'conditions met when this was made', 'Whole drop ≤ 150 m'],
      recordNot: ['Work report', 'not met when this was made', '入户光缆全长'],
    },
  },
  {
    name: '2 IPTV not opened, with its reason',
    told: () => tell('ftth-install', { products: services }, withActivation({ 'activation.iptv': failed.iptv })),
    zh: {
      copy: ['IPTV', '未开通', '原因：机顶盒', '本次没有办好', '已开通'],
      copyNot: ['未记录原因'],
      record: ['施工报告', '生成时条件均已满足'],
      recordNot: ['完工报告', '✓ IPTV', '✓IPTV'],
    },
    en: {
      copy: ['Failed', 'Reason: Set-top box', 'do not work yet'],
      record: ['Work report'],
      recordNot: ['Completion report', '✓ IPTV'],
    },
  },
  {
    name: '3 voice not opened, for another reason in words',
    told: () => tell('ftth-install', { products: services }, withActivation({ 'activation.voice': failed.voice })),
    zh: { copy: ['语音', '未开通', '原因：其他', '话机送修未取回'], recordNot: ['完工报告', '✓语音'] },
    en: { copy: ['Failed', '话机送修未取回'], recordNot: ['Completion report', '✓ Voice'] },
  },
  {
    name: '4 nothing opened: the order fails',
    told: () =>
      tell('ftth-install', { products: services }, (flow) => {
        const over = Object.fromEntries(Object.entries(failed).map(([key, answers]) => [`activation.${key}`, answers]));
        withActivation(over, { shown: { wifi: true } })(flow);
        flow.pass('signOff');
        expect(flow.complete()).toMatchObject({ ok: false, problem: { code: 'order.servicesUndone' } });
        flow.fail({ reasonCode: 'technical' });
      }),
    zh: {
      copy: ['原因：VLAN配置', '原因：机顶盒', '原因：其他', '本次没有办好'],
      copyNot: ['已开通'],
      record: ['施工报告'],
      recordNot: ['完工报告', '486.2', '✓上网'],
    },
    en: { copy: ['Reason: VLAN'], copyNot: ['Up'], record: ['Work report'], recordNot: ['Completion report'] },
  },
  {
    name: '5 completed in part, with what remains',
    told: () =>
      tell('ftth-install', { products: services }, (flow) => {
        withActivation({ 'activation.iptv': failed.iptv })(flow);
        flow.pass('signOff');
        expect(flow.complete()).toMatchObject({
          ok: false,
          problem: { code: 'order.servicesUndone', details: { services: ['iptv'] } },
        });
        flow.completePartially({ reasonCode: 'serviceFailed' }, ['iptv']);
        expect(flow.view().fold.phase).toBe('partial');
      }),
    // The report was made before: it does not know how the order ended, and says that it does not.
    zh: {
      copy: ['未开通', '签字之后、工单结束之前生成', '此后发生的事不在本报告中'],
      copyNot: ['后续工单', '部分完工'],
      recordNot: ['完工报告', '部分完工'],
    },
    en: { copy: ['What happened later is not in this report'], copyNot: ['follow-up', 'partly completed'] },
  },
  {
    name: '6 a gate that dispatch let pass',
    told: () =>
      tell('ftth-install', { products: services }, (flow) => {
        flow.workUntil('demoSpeedTest');
        flow.workStage('demoSpeedTest', { 'demoSpeedTest.speedTest': { downMbps: 300.5 } });
        flow.override('demoSpeedTest', 'speed', { reasonCode: 'networkWorks', note: '扩容中' });
        flow.pass('demoSpeedTest');
        flow.workStage('signOff');
      }),
    zh: {
      copy: ['经调度放行', '网络侧整改中', '300.5Mbit/s（不合格）', '已开通'],
      record: ['调度放行', '扩容中', '不合格'],
      recordNot: ['生成时尚未满足'],
    },
    en: { copy: ['Let pass by dispatch', '300.5 Mbit/s (fail)'], record: ['Dispatch overrides'] },
  },
  {
    name: '7 returned by the reviewer and done again',
    told: () =>
      tell('ftth-install', { products: services }, (flow) => {
        everything(flow);
        expect(flow.complete().ok).toBe(true);
        const rework = [{ step: 'opticalTurnup.readings', fields: ['onuDbm'], reasonCode: 'wrongValue', note: '复测' }];
        flow.review('returned', [...rework, { step: 'signOff.report', fields: [], reasonCode: 'other', note: '' }]);
        expect(flow.submit('opticalTurnup.readings', { onuDbm: -18.4 }).ok).toBe(true);
        flow.report();
      }),
    zh: {
      copy: ['工单完成后被审核退回，返工后再次生成', '−18.4dBm', '签字之后，记录有过更改', '客户未重新签字'],
      copyNot: ['工单结束之前生成', '−19.3dBm'],
      record: ['相对上一份报告的变化', '本报告替代', '−19.3dBm', '−18.4dBm'],
      recordNot: ['生成时条件均已满足', '生成时尚未满足'],
    },
    en: {
      copy: ['Made again after the review had returned the order for rework', 'the customer has not signed anew'],
      copyNot: ['before the order was closed'],
      record: ['Changes since the report before', 'before', 'after'],
    },
  },
  {
    name: '8 a reading at its limit passes, outside it is let pass and said',
    told: () =>
      tell('ftth-install', { products: services }, (flow) => {
        flow.workUntil('opticalTurnup');
        flow.workStage('opticalTurnup', { 'opticalTurnup.readings': { onuDbm: -27.1 } });
        expect(flow.pass('opticalTurnup').passes).toBe(false);
        flow.override('opticalTurnup', 'powerWindow', { reasonCode: 'meterChecked' });
        flow.pass('opticalTurnup');
        for (const stage of ['activation', 'demoSpeedTest']) {
          flow.workStage(stage);
          flow.pass(stage);
        }
        flow.workStage('signOff');
      }),
    zh: { copy: ['−27.1dBm（不合格）', '经调度放行'], copyNot: ['−27.1dBm（合格）'], record: ['−27…−8dBm', '不合格'] },
    en: { copy: ['−27.1 dBm (fail)', 'Let pass by dispatch'], record: ['−27 … −8 dBm'] },
  },
  {
    name: '9 an order without services: a project handed over',
    told: () => tell('project-acceptance', {}, everything),
    zh: {
      copy: ['客户联', '客户已核对本页内容并签字'],
      copyNot: ['已开通', '业务办理结果', '未记录结果'],
      record: ['生成时条件均已满足'],
    },
    en: { copy: ["Customer's copy"], copyNot: ['Results by service', 'no result recorded'] },
  },
  {
    name: '10 a repair',
    told: () => tell('ftth-repair', {}, everything),
    zh: {
      copy: ['报修的故障', '已排除', '宽带', 'IPTV'],
      // What was measured before the repair is the record's.
      copyNot: ['−29.6dBm', '语音', '未记录结果', '本次没有办好'],
      record: ['完工报告', '生成时尚未进行'],
      recordNot: ['施工报告'],
    },
    en: { copy: ['Reported fault', 'Cleared', 'Broadband'], copyNot: ['Voice', 'no result recorded'] },
  },
  {
    name: '11 an order without IPTV and voice',
    told: () =>
      tell('ftth-install', { products: { broadbandMbps: 100, uploadMbps: 20, iptv: false, voice: false } }, everything),
    zh: { copy: ['宽带'], copyNot: ['IPTV', '语音'], recordNot: ['✓IPTV', '✓语音', '未记录结果'] },
    en: { copy: ['Broadband'], copyNot: ['IPTV', 'Voice'], recordNot: ['✓ IPTV', '✓ Voice'] },
  },
  {
    name: '12 the customer does not sign',
    told: () => tell('ftth-install', { products: services, signOff: refusal }, everything),
    zh: {
      copy: ['客户未签字', '物业王建国', '客户对布线位置有异议', '登记拒签之后、工单结束之前生成', '登记时间'],
      copyNot: ['客户已核对本页内容并签字', '签字人', '签字之后', '签字时间'],
      record: ['客户未签字'],
      recordNot: ['客户签字见第1页'],
    },
    en: {
      copy: ['Not signed', 'after the refusal to sign was recorded'],
      copyNot: ['after the sign-off', "has checked this page's content and signed"],
    },
  },
  {
    name: '13 somebody else signs for the customer',
    told: () => tell('ftth-install', { products: services, signOff: bySomebodyElse }, everything),
    zh: { copy: ['黄志远', '家人'], copyNot: ['本人'] },
    en: { copy: ['黄志远', 'family'], copyNot: ['self'] },
  },
  {
    name: '14 answers were changed after the signature',
    told: () =>
      tell('ftth-install', { products: services }, (flow) => {
        everything(flow);
        flow.submit('signOff.summary', { satisfaction: 3 });
        flow.report();
      }),
    zh: { copy: ['签字之后，记录有过更改', '签字之后再次生成'], copyNot: ['签字之后、工单结束之前生成'] },
    en: { copy: ['The record was changed after this signature', 'Made again after the sign-off'] },
  },
];

const folder = process.env.LINEWORK_KEEP_REPORTS;
const squeezed = (text: string): string => text.replace(/\s+/g, '');
const spaced = (text: string): string => text.replace(/\s+/g, ' ');

async function printed({ report }: Told, language: Language, name: string): Promise<{ copy: string; record: string }> {
  const input = reportInput(report, [], {
    people: {},
    technician: '陈志强',
    technicianId: '01ktech0000000000000000001',
    deviceId: '01kdevice00000000000000001',
    // One language only, so that each is seen to say everything by itself.
    languages: [language],
    timeZone: 'Asia/Shanghai',
    madeAt: '2026-03-02T09:00:00.000Z',
    hotline: '10000',
  });
  const { bytes } = await renderReport(input, []);
  if (folder) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${name.replaceAll(/\W+/g, '-')}-${language}.pdf`), bytes);
  }
  const pages = poppler('pdftotext', bytes).split('\f');
  const tidy = language === 'zh-CN' ? squeezed : spaced;
  return { copy: tidy(pages[0] ?? ''), record: tidy(pages.slice(1).join('\n')) };
}

describe.each(outcomes)('$name', ({ name, told, zh, en }) => {
  const order = told();
  it.each([
    ['zh-CN', { ...nothing, ...zh }, neverZh],
    ['en', { ...nothing, ...en }, neverEn],
  ] as const)('%s', async (language, words, never) => {
    const { copy, record } = await printed(order, language, name);
    const tidy = language === 'zh-CN' ? squeezed : spaced;
    for (const sentence of words.copy) expect(copy, `customer’s page: ${sentence}`).toContain(tidy(sentence));
    for (const sentence of words.copyNot) expect(copy, `customer’s page: ${sentence}`).not.toContain(tidy(sentence));
    for (const sentence of words.record) expect(record, `record: ${sentence}`).toContain(tidy(sentence));
    for (const sentence of words.recordNot) expect(record, `record: ${sentence}`).not.toContain(tidy(sentence));
    for (const sentence of never) expect(copy + record, sentence).not.toContain(tidy(sentence));
    // The customer's copy is one page and whole: it ends with where the record is.
    expect(copy).toContain(tidy(language === 'zh-CN' ? '施工记录见第 2 页起' : 'begins on page 2'));
    expect(record).toContain(tidy(language === 'zh-CN' ? '施工记录' : 'Record of the work'));
  });
});
