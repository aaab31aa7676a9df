import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { judgeStage } from '../../../../../forms/engine/judge.ts';
import { stepsOf } from '../../../../../forms/engine/steps-of.ts';
import { installDefinition as definition } from '../../../../../test/builders/install-definition.ts';
import { settings } from '../../../../../test/builders/install-story.ts';
import { makeTexts } from '../../../../app/i18n.ts';
import { madeUpView, sampled } from './made-up-order.ts';
import { Trial } from './trial.tsx';

afterEach(cleanup);

describe('the made-up order', () => {
  it('passes every gate with the samples', () => {
    const view = madeUpView(definition, settings, sampled(definition));
    expect(view.findings).toEqual([]);
    for (const { key } of definition.stages)
      expect([key, judgeStage({ view, definition, settings, stage: key }).problems]).toEqual([key, []]);
  });

  it('has what is supposed of it, and no more', () => {
    const supposed = sampled(definition);
    const view = madeUpView(definition, settings, {
      ...supposed,
      accepted: false,
      signed: false,
      reported: false,
      photos: {},
    });
    expect(view.fold).toMatchObject({ accepted: false, signOff: null, reports: [] });
    expect(view.evidence).toEqual([]);
    expect(view.fold.products).toMatchObject(definition.samples['order.products'] ?? {});
  });
});

const show = () =>
  render(
    <I18nextProvider i18n={makeTexts('zh-CN')}>
      <Trial definition={definition} settings={settings} />
    </I18nextProvider>,
  );
const complete = () => screen.getByTestId('trial-form').dataset.complete;
const gate = (key: string) => screen.queryByTestId(`trial-gate-${key}`)?.dataset.passed;

describe('trying a form', () => {
  // Every step with all its fields is drawn: seconds where the machine is busy.
  it('shows every step of the type, ready to submit as sampled', { timeout: 60_000 }, () => {
    show();
    for (const { key, step } of stepsOf(definition)) {
      fireEvent.click(screen.getByTestId(`trial-step-${key}`));
      expect([key, complete()]).toEqual([key, 'true']);
      for (const photo of step.photos.filter(({ relevant }) => relevant === undefined))
        expect(screen.getByTestId(`trial-slot-${photo.key}`).dataset.count).toBe('1');
    }
  });

  it('judges measures and gates while one types', () => {
    show();
    fireEvent.click(screen.getByTestId('trial-step-opticalTurnup.readings'));
    expect(screen.getByTestId('trial-gates').dataset.passes).toBe('true');
    fireEvent.change(screen.getByTestId('field-onuDbm'), { target: { value: '-31' } });
    expect(screen.getByTestId('verdict-onuDbm').textContent).toContain('不合格');
    const refused = screen.getByTestId('trial-gates');
    expect(refused.dataset.passes).toBe('false');
    expect(within(refused).getByText(/ONU 接收光功率 −31 dBm/)).toBeTruthy();
    fireEvent.click(screen.getByTestId('trial-samples'));
    expect(screen.getByTestId('trial-gates').dataset.passes).toBe('true');
  });

  it('empties a step, and says what is missing when asked to submit', () => {
    show();
    fireEvent.click(screen.getByTestId('trial-step-preparation.kit'));
    fireEvent.click(screen.getByTestId('trial-empty'));
    expect(complete()).toBe('false');
    expect(gate('stepsMissing')).toBe('false');
    expect(screen.queryByTestId('problem-onuSerial')).toBeNull();
    fireEvent.click(screen.getByTestId('trial-show-all'));
    expect(screen.getByTestId('problem-onuSerial').textContent).toContain('此项必填');
  });

  it('refuses a gate for a photo that is not there', () => {
    show();
    const place = stepsOf(definition).find(({ step }) => step.photos.some(({ required }) => required === true));
    const slot = place?.step.photos.find(({ required }) => required === true);
    fireEvent.click(screen.getByTestId(`trial-step-${place?.key ?? ''}`));
    expect(gate('photoMissing')).toBeUndefined();
    fireEvent.click(within(screen.getByTestId(`trial-slot-${slot?.key ?? ''}`)).getAllByRole('button')[0]!);
    expect(gate('photoMissing')).toBe('false');
    expect(complete()).toBe('false');
  });
});
