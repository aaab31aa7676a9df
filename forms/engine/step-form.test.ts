import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../test/builders/answers.ts';
import { settings, tellInstall } from '../../test/builders/install-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { evaluateStep } from './step-form.ts';
import type { FieldState, StepForm } from './types.ts';

const install = tellInstall();
const form = (step: string, fields: Parameters<typeof evaluateStep>[0]['fields'], drafts = {}): StepForm =>
  evaluateStep({ view: install.view(), definition: ftthInstall, settings, step, fields, drafts });
const field = (given: StepForm, key: string): FieldState => given.fields.find((one) => one.key === key)!;
const problems = (given: StepForm): readonly string[] =>
  given.fields.flatMap((one) => one.problems.map((problem) => `${problem.field}: ${problem.keyword}`));

describe('evaluateStep', () => {
  it('an empty form asks for what is required and nothing else', () => {
    expect(problems(form('preparation.kit', {}))).toEqual([
      'tools: required',
      'materials: required',
      'protection: required',
      'onuSerial: required',
    ]);
  });

  it('accepts the sample answers of every step', () => {
    const answered = Object.entries(ftthInstall.samples).filter(([step]) => !step.startsWith('order.'));
    expect(answered.length).toBeGreaterThan(10);
    for (const [step, answers] of answered) expect(problems(form(step, answers)), step).toEqual([]);
  });

  it('names keyword and limit of what is wrong', () => {
    const wrong = form('preparation.kit', {
      ...sampleOf('preparation.kit'),
      onuSerial: 'hwtc',
      dropCableMetres: 2001,
      tools: { powerMeter: true },
      materials: { hammer: true },
    });
    expect(wrong.fields.flatMap((one) => one.problems)).toEqual([
      { field: 'tools', keyword: 'constraint', params: {}, text: 'constraint.preparation.kit.tools' },
      {
        field: 'materials/hammer',
        keyword: 'enum',
        params: { limit: ['onu', 'dropCable', 'connectors', 'outletBox', 'patchCord', 'fixings'] },
      },
      { field: 'onuSerial', keyword: 'pattern', params: { limit: '^[A-Z]{4}[0-9A-F]{8}$' } },
      { field: 'dropCableMetres', keyword: 'maximum', params: { limit: 2000 } },
    ]);
    expect(problems(form('preparation.call', { outcome: 'maybe' }))).toContain('outcome: enum');
    expect(
      problems(
        form('preparation.call', {
          outcome: 'confirmed',
          numberReadBack: 'yes',
          window: { start: '2026-03-02T03:00:00.000Z', end: '2026-03-02T01:00:00.000Z' },
        }),
      ),
    ).toEqual(['window: window', 'numberReadBack: type']);
  });

  it('names the cell of a row', () => {
    const rows = form('signOff.summary', {
      satisfaction: 6,
      materials: [{ name: 'x', quantity: -1 }, { quantity: 2 }, 'x'] as never,
    });
    expect(problems(rows)).toEqual(['materials/2: type', 'satisfaction: maximum']);
    expect(
      problems(form('signOff.summary', { satisfaction: 5, materials: [{ name: 'x', quantity: -1 }, { quantity: 2 }] })),
    ).toEqual(['materials/0/quantity: minimum', 'materials/1/name: required']);
  });

  it('drops what is no longer relevant and takes it back when it is', () => {
    const fields = {
      outcome: 'unreachable',
      window: { start: '2026-03-02T01:00:00.000Z', end: '2026-03-02T02:00:00.000Z' },
    };
    expect(form('preparation.call', fields).values).toEqual({ outcome: 'unreachable', callNote: null });
    expect(form('preparation.call', { ...fields, outcome: 'rescheduled' }).values.window).toEqual(fields.window);
  });

  it('calculates, also from what is typed in another step, and never from nothing', () => {
    expect(field(form('dropCable.laying', { reelStart: 158, reelEnd: 120 }), 'reelMetres').value).toBe(38);
    expect(field(form('opticalTurnup.readings', sampleOf('opticalTurnup.readings')), 'expectedDbm').value).toBeNull();
    const typed = form('opticalTurnup.readings', sampleOf('opticalTurnup.readings'), {
      'dropCable.laying': sampleOf('dropCable.laying'),
    });
    // 1.5 − 16.5 − 0.25·2.4 − 2·0.25 − 1·0.3
    expect(field(typed, 'expectedDbm')).toMatchObject({ value: -16.4, readonly: true });
    expect(field(typed, 'marginDb').value).toBe(7.7);
  });

  it('offers initial values until something is typed, a cleared field stays clear', () => {
    expect(field(form('opticalTurnup.readings', {}), 'wavelengthNm').value).toBe('1490');
    expect(field(form('opticalTurnup.readings', { wavelengthNm: null }), 'wavelengthNm').value).toBeNull();
    expect(field(form('opticalTurnup.readings', { wavelengthNm: '1550' }), 'wavelengthNm').value).toBe('1550');
  });

  it('judges a measure with limit, source and version', () => {
    const verdicts = [-27.1, -27, -24, -8, -7.9].map(
      (onuDbm) => field(form('opticalTurnup.readings', { onuDbm }), 'onuDbm').verdict,
    );
    expect(verdicts).toEqual(['fail', 'warn', 'pass', 'pass', 'fail']);
    expect(field(form('opticalTurnup.readings', { onuDbm: -20 }), 'onuDbm').limit).toEqual({
      min: -27,
      max: -8,
      source: { 'zh-CN': 'ITU-T G.984.2（2019/08）', en: 'ITU-T G.984.2 (2019/08)' },
      settings: `optics@${settings.optics?.version}`,
    });
    expect(field(form('opticalTurnup.readings', { outletDbm: -20 }), 'outletDbm')).toMatchObject({
      verdict: 'none',
      limit: null,
    });
  });

  it('is complete when fields and photos are', () => {
    const own = tellInstall();
    const complete = (): boolean =>
      evaluateStep({ view: own.view(), definition: ftthInstall, settings, step: 'dropCable.photos', fields: {} })
        .complete;
    expect(complete()).toBe(false);
    own.photos('dropCable');
    expect(complete()).toBe(true);
  });
});
