import { describe, expect, it } from 'vitest';
import { problemCatalogue } from '../../domain/problem/catalogue.ts';
import { problemText } from '../../domain/problem.ts';
import { assignment, settings, tellInstall, viewOf, withClass } from '../../test/builders/install-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { judgeCompletion } from './judge.ts';

const because = { reasonCode: 'other', note: 'x' };
const codes = (judgement: { readonly problems: readonly { readonly code: string }[] }): readonly string[] =>
  judgement.problems.map(({ code }) => code);

describe('the power gate at the edges of NORMS §2', () => {
  it.each([
    ['GPON-B+', -27.0, true],
    ['GPON-B+', -27.1, false],
    ['GPON-B+', -8.0, true],
    ['GPON-B+', -7.9, false],
    ['GPON-C+', -27.1, true],
    ['GPON-C+', -30.0, true],
    ['GPON-C+', -30.1, false],
    ['XGS-PON-N1', -9.0, true],
    ['XGS-PON-N1', -8.5, false],
    ['XGS-PON-E2', -28.0, true],
    ['XGS-PON-E2', -28.1, false],
  ])('%s: %d dBm passes: %s', (opticsClass, value, passes) => {
    const install = tellInstall(withClass(opticsClass));
    install.upTo('opticalTurnup');
    expect(install.submit('opticalTurnup.readings', { onuDbm: value }).ok).toBe(true);
    expect(install.submit('opticalTurnup.onu').ok).toBe(true);
    install.photos('opticalTurnup');
    const judgement = install.judge('opticalTurnup');
    expect(judgement.passes).toBe(passes);
    const measure = install
      .view()
      .stages.flatMap(({ steps }) => steps)
      .find(({ key }) => key === 'opticalTurnup.readings')
      ?.measures.find(({ field }) => field === 'onuDbm');
    expect(measure?.limit?.settings).toBe(`optics@${settings.optics?.version}`);
    expect(measure?.verdict === 'fail').toBe(!passes);
    if (passes) return;
    expect(codes(judgement)).toEqual(['gate.onuPowerOutOfWindow']);
    const [problem] = judgement.problems;
    expect(problem?.details).toMatchObject({ value, stage: 'opticalTurnup', gate: 'powerWindow' });
    expect(problemText('gate.onuPowerOutOfWindow', problem?.details ?? {}, 'en')).toContain(
      `${value} dBm is outside the`,
    );
    expect(problemText('gate.onuPowerOutOfWindow', problem?.details ?? {}, 'zh-CN')).toContain(`${value} dBm`);
  });
});

describe('the speed gate', () => {
  it.each([
    [300, 267, false],
    [300, 269.9, false],
    [300, 270, true],
    [109, 98.1, true],
    [109, 98, false],
    [1000, 890, false],
    [1000, 900, true],
  ])('%d Mbit/s contracted, %d measured: passes %s', (broadbandMbps, downMbps, passes) => {
    const install = tellInstall({ products: { broadbandMbps, iptv: false, voice: false } });
    install.upTo('demoSpeedTest');
    expect(install.submit('demoSpeedTest.speedTest', { downMbps, nicMbps: '10000' }).ok).toBe(true);
    install.submit('demoSpeedTest.demonstration');
    install.photos('demoSpeedTest');
    expect(codes(install.judge('demoSpeedTest'))).toEqual(passes ? [] : ['gate.speedBelowContract']);
  });
});

describe('what is missing is refused with its own code', () => {
  it('a photo', () => {
    const install = tellInstall();
    install.upTo('dropCable');
    for (const step of ['dropCable.arrival', 'dropCable.laying', 'dropCable.photos']) install.submit(step);
    expect(install.judge('dropCable').problems).toMatchObject([
      {
        code: 'gate.photoMissing',
        details: {
          slots: [
            'dropCable.photos.start',
            'dropCable.photos.route',
            'dropCable.photos.entry',
            'dropCable.photos.outlet',
          ],
        },
      },
    ]);
    install.photos('dropCable');
    expect(install.judge('dropCable').passes).toBe(true);
    const shot = install.view().evidence.find(({ slot }) => slot === 'dropCable.photos.route');
    install.a.does('evidenceWithdrawn', { evidenceId: shot?.id ?? '', reasonCode: 'blurred' });
    expect(install.judge('dropCable').problems).toMatchObject([{ details: { slots: ['dropCable.photos.route'] } }]);
    expect(install.view().manifest.total).toBe(3);
  });

  it('a step', () => {
    const install = tellInstall();
    install.upTo('preparation');
    install.submit('preparation.call');
    expect(install.judge('preparation').problems).toMatchObject([
      { code: 'gate.stepsMissing', details: { steps: ['preparation.kit', 'preparation.route'] } },
    ]);
  });

  it('signature and report', () => {
    const install = tellInstall();
    install.upTo('signOff');
    install.submit('signOff.summary');
    expect(codes(install.judge('signOff'))).toEqual(['gate.signatureMissing', 'gate.reportMissing']);
    install.signAndReport();
    expect(install.judge('signOff').passes).toBe(true);
  });

  it('acceptance', () => {
    const install = tellInstall();
    for (const step of ['orderStudy.services', 'orderStudy.resources']) install.submit(step);
    expect(codes(install.judge('orderStudy'))).toEqual(['gate.notAccepted']);
  });

  it('every gate of the shipped type has a sentence in both languages', () => {
    for (const gate of ftthInstall.stages.flatMap(({ gates }) => gates))
      expect(problemCatalogue[gate.code].en).not.toBe(problemCatalogue[gate.code]['zh-CN']);
  });
});

describe('a gate that refuses without a link', () => {
  const dim = (): ReturnType<typeof tellInstall> => {
    const install = tellInstall();
    install.upTo('opticalTurnup');
    install.submit('opticalTurnup.readings', { onuDbm: -28 });
    install.submit('opticalTurnup.onu');
    install.photos('opticalTurnup');
    return install;
  };
  const states = (install: ReturnType<typeof tellInstall>): string =>
    install
      .view()
      .stages.map(({ state }) => state)
      .join(' ');
  const settle = (install: ReturnType<typeof tellInstall>): void => {
    for (const stage of ['activation', 'demoSpeedTest', 'signOff']) {
      for (const step of install.view().stages.find(({ key }) => key === stage)?.steps ?? [])
        if (step.relevant && step.kind === 'form') install.submit(step.key);
      install.photos(stage);
      if (stage === 'signOff') install.signAndReport();
      install.pass(stage);
    }
  };

  it('holds the next stage back until dispatch is asked, then lets it begin', () => {
    const install = dim();
    expect(states(install)).toBe('passed passed passed current notYet notYet notYet');
    expect(install.submit('activation.wifi')).toMatchObject({ ok: false, problem: { code: 'step.notYet' } });
    install.a.does('overrideAsked', {
      stage: 'opticalTurnup',
      gate: 'powerWindow',
      code: 'gate.onuPowerOutOfWindow',
      details: {},
      note: '',
    });
    expect(states(install)).toBe('passed passed passed gateOpen current notYet notYet');
    expect(install.submit('activation.wifi').ok).toBe(true);
  });

  it('does not open for a gate that cannot be overridden', () => {
    const install = dim();
    install.submit('opticalTurnup.onu', { registered: false });
    install.a.does('overrideAsked', { stage: 'opticalTurnup', gate: 'powerWindow', code: 'x', details: {}, note: '' });
    install.a.does('overrideAsked', { stage: 'opticalTurnup', gate: 'registered', code: 'x', details: {}, note: '' });
    expect(states(install)).toContain('current notYet');
  });

  it('completion needs the override; then the open stage counts as passed with it', () => {
    const install = dim();
    install.a.does('overrideAsked', { stage: 'opticalTurnup', gate: 'powerWindow', code: 'x', details: {}, note: '' });
    settle(install);
    expect(judgeCompletion(install.view(), ftthInstall, settings)).toMatchObject({
      ok: false,
      problem: { code: 'gate.openGates', details: { stages: ['opticalTurnup'] } },
    });
    install.office.meets(install.a);
    install.office.does('overridden', { stage: 'opticalTurnup', gate: 'powerWindow', ...because });
    install.a.meets(install.office);
    expect(judgeCompletion(install.view(), ftthInstall, settings).ok).toBe(true);
    expect(install.view().stages[3]?.gates.find(({ key }) => key === 'powerWindow')).toMatchObject({
      state: 'overridden',
    });
    install.a.does('completed', assignment);
    expect(install.view().stages[3]).toMatchObject({
      state: 'passed',
      passedAt: install.view().fold.history.at(-1)?.event.time.at,
    });
  });

  it('an override is in the verdicts of the passing', () => {
    const install = dim();
    install.office.meets(install.a);
    const override = install.office.does('overridden', { stage: 'opticalTurnup', gate: 'powerWindow', ...because });
    install.a.meets(install.office);
    install.pass('opticalTurnup');
    expect(
      install.view().fold.passed.opticalTurnup?.payload.verdicts.find(({ gate }) => gate === 'powerWindow'),
    ).toMatchObject({ passed: false, overriddenBy: override._id, details: { value: -28 } });
    expect(viewOf(install.a.known).findings).toEqual([]);
  });
});
