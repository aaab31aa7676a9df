import type { FieldDefinition, OrderTypeDefinition, StepDefinition } from '../../forms/engine/types.ts';
import { lineSurvey } from '../../forms/order-types/line-survey/index.ts';

/** One field of each kind that tells a day or a moment, with bounds as an order type says them. */
const fields: readonly FieldDefinition[] = [
  { key: 'signed', kind: 'day', required: true, bounds: { latest: 'now' } },
  { key: 'ends', kind: 'day', required: true, bounds: { earliest: 'fields.signed' } },
  { key: 'trial', kind: 'days', required: true, bounds: { earliest: 'fields.signed', longest: '30' } },
  { key: 'happened', kind: 'time', required: true, bounds: { latest: 'now' } },
  { key: 'cutover', kind: 'timeWindow', required: true, bounds: { longest: '48' } },
];
const step: StepDefinition = { key: 'dates', kind: 'form', fields, photos: [] };
const words = {
  'zh-CN': {
    step: '日期',
    signed: '签订日期',
    ends: '合同到期',
    trial: '试运行',
    happened: '发生时间',
    cutover: '割接时段',
  },
  en: {
    step: 'Dates',
    signed: 'Signed on',
    ends: 'Contract ends',
    trial: 'Trial run',
    happened: 'Happened at',
    cutover: 'Cut-over',
  },
} as const;

const [first, ...rest] = lineSurvey.stages;
if (first === undefined) throw new Error('a survey begins with a stage');

export const datedStep = `${first.key}.${step.key}`;

function textsIn(language: 'zh-CN' | 'en'): Readonly<Record<string, string>> {
  const { step: name, ...named } = words[language];
  return {
    ...lineSurvey.texts[language],
    orderType: language === 'en' ? 'Cut-over by dates' : '按日期割接',
    [`step.${datedStep}`]: name,
    ...Object.fromEntries(Object.entries(named).map(([key, text]) => [`field.${datedStep}.${key}`, text])),
  };
}

/** A type of its own that asks for dates in its first stage, in the office; the rest is a survey's. */
export const datedType: OrderTypeDefinition = {
  ...lineSurvey,
  key: 'dated-cutover',
  version: 1,
  tmfNames: ['dated-cutover'],
  upgrades: [],
  stages: [{ ...first, steps: [step, ...first.steps] }, ...rest],
  texts: { 'zh-CN': textsIn('zh-CN'), en: textsIn('en') },
  samples: {
    ...lineSurvey.samples,
    [datedStep]: {
      signed: '2026-03-02',
      ends: '2029-03-01',
      trial: { from: '2026-12-20', to: '2027-01-10' },
      happened: '2025-12-31T16:30:00.000Z',
      cutover: { start: '2026-12-31T15:00:00.000Z', end: '2026-12-31T21:00:00.000Z' },
    },
  },
};
