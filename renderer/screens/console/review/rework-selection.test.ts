import { describe, expect, it } from 'vitest';
import { isTicked, type ReworkSelection, reworkOf, tickField, tickStep, wordStep } from './rework-selection.ts';

const steps = ['dropCable.laying', 'opticalTurnup.power'];
const none: ReworkSelection = {};

describe('what a reviewer sends back', () => {
  it('a whole step goes back with no field named', () => {
    const selection = wordStep(tickStep(none, 'dropCable.laying', true), 'dropCable.laying', {
      reasonCode: 'photoUnclear',
      note: ' 重拍 ',
    });
    expect(reworkOf(selection, steps)).toEqual({
      lacking: [],
      rework: [{ step: 'dropCable.laying', fields: [], reasonCode: 'photoUnclear', note: '重拍' }],
    });
  });

  it('one field means that field only, even after the whole step was ticked', () => {
    const selection = tickField(tickStep(none, 'dropCable.laying', true), 'dropCable.laying', 'metres', true);
    expect(reworkOf(selection, steps).rework[0]?.fields).toEqual(['metres']);
  });

  it('a step whose last tick is taken away is not sent back, and what was typed stays', () => {
    let selection = wordStep(tickField(none, 'dropCable.laying', 'metres', true), 'dropCable.laying', { note: '米数' });
    selection = tickField(selection, 'dropCable.laying', 'metres', false);
    expect(isTicked(selection, 'dropCable.laying')).toBe(false);
    expect(reworkOf(selection, steps).rework).toEqual([]);
    expect(selection['dropCable.laying']?.note).toBe('米数');
  });

  it('names the steps without a reason, and keeps the order of the order type', () => {
    const selection = tickStep(
      wordStep(tickStep(none, 'opticalTurnup.power', true), 'opticalTurnup.power', { reasonCode: 'valueWrong' }),
      'dropCable.laying',
      true,
    );
    const { rework, lacking } = reworkOf(selection, steps);
    expect(rework.map(({ step }) => step)).toEqual(steps);
    expect(lacking).toEqual(['dropCable.laying']);
  });
});
