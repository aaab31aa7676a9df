import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { installDefinition } from '../../test/builders/install-definition.ts';
import { settings, tellInstall } from '../../test/builders/install-story.ts';
import equipmentReturnText from '../../test/fixtures/order-types/equipment-return.json' with { type: 'json' };
import { makeTexts } from '../app/i18n.ts';
import { definitionWords } from '../texts/definition-words.ts';
import { FormField } from './form-field.tsx';
import { goToNextBox } from './next-box.ts';
import { RecalledAnswersContext } from './recalled-answers.ts';
import { type Discrepancy, ReportDiscrepancyContext } from './report-discrepancy.ts';

const definition = installDefinition;
/** the field of dangers on the way in */
const risks = 'risks';
const equipmentReturn = equipmentReturnText as unknown as OrderTypeDefinition;
const view = tellInstall().view();

/** A step as the station shows it, without a station: the engine judges on each change. */
function Step({
  step,
  of = definition,
  showAll = false,
  held = {},
}: {
  readonly step: string;
  readonly of?: OrderTypeDefinition;
  readonly showAll?: boolean;
  /** the draft as it was kept */
  readonly held?: Readonly<Record<string, Json>>;
}): ReactNode {
  const [fields, setFields] = useState(held);
  const form = evaluateStep({ view, definition: of, settings, step, fields });
  const words = useMemo(() => definitionWords(of, 'zh-CN'), [of]);
  return (
    <I18nextProvider i18n={texts}>
      {form.fields
        .filter(({ relevant }) => relevant)
        .map((state) => (
          <FormField
            key={state.key}
            step={step}
            state={state}
            words={words}
            view={view}
            disabled={false}
            rework={false}
            showAll={showAll}
            onChange={(value) => setFields((now) => ({ ...now, [state.key]: value }))}
            onBlur={() => undefined}
          />
        ))}
      <output data-testid="values">{JSON.stringify(form.values)}</output>
    </I18nextProvider>
  );
}

const texts = makeTexts('zh-CN');
const values = () => JSON.parse(screen.getByTestId('values').textContent ?? '{}') as Record<string, Json>;
const type = (field: string, text: string) =>
  fireEvent.change(screen.getByTestId(`field-${field}`), { target: { value: text } });

afterEach(cleanup);

describe('fields on the engine', () => {
  it('judges a measure while it is typed, bounds inclusive, with limit and source', () => {
    render(<Step step="opticalTurnup.readings" />);
    type('onuDbm', '-27.0');
    expect(screen.getByTestId('verdict-onuDbm').textContent).toContain('临界');
    type('onuDbm', '−27.1');
    expect(screen.getByTestId('verdict-onuDbm').textContent).toContain('不合格');
    expect(screen.getByTestId('frame-onuDbm').textContent).toContain('ITU-T G.984.2');
    type('onuDbm', '－１９．３');
    expect(values().onuDbm).toBe(-19.3);
    expect(screen.getByTestId('verdict-onuDbm').textContent).toContain('合格');
  });

  it('keeps what is no number as typed, and says so only after the field was left', () => {
    render(<Step step="opticalTurnup.readings" />);
    type('onuDbm', '-19.x');
    expect((screen.getByTestId('field-onuDbm') as HTMLInputElement).value).toBe('-19.x');
    expect(screen.queryByTestId('problem-onuDbm')).toBeNull();
    fireEvent.blur(screen.getByTestId('field-onuDbm'));
    expect(screen.getByTestId('problem-onuDbm').textContent).toContain('这里按 dBm 填');
  });

  it('asks which number a comma means, and holds none until then (R-51)', () => {
    render(<Step step="dropCable.laying" />);
    type('reelStart', '1,000');
    expect(values().reelStart).toBe('1,000');
    expect(screen.queryByTestId('question-reelStart')).toBeNull();
    fireEvent.blur(screen.getByTestId('field-reelStart'));
    expect(screen.getByTestId('problem-reelStart').textContent).toContain('写的是 1000 还是 1');
    const readings = screen.getByTestId('question-reelStart').querySelectorAll('button');
    expect([...readings].map(({ textContent }) => textContent)).toEqual(['1000 m', '1 m']);
    fireEvent.click(readings[0] as HTMLElement);
    expect(values().reelStart).toBe(1000);
    expect(screen.queryByTestId('problem-reelStart')).toBeNull();
    expect((screen.getByTestId('field-reelStart') as HTMLInputElement).value).toBe('1000');
  });

  it('asks again as soon as the kept draft is open', () => {
    render(<Step step="dropCable.laying" held={{ reelStart: '1,000', reelEnd: 38, metres: '5²' }} />);
    expect(screen.getByTestId('question-reelStart').querySelectorAll('button')).toHaveLength(2);
    expect(screen.getByTestId('problem-reelStart').textContent).toContain('写的是 1000 还是 1');
    expect(screen.getByTestId('problem-metres').textContent).toContain('上标');
    expect(screen.queryByTestId('problem-reelEnd')).toBeNull();
  });

  it.each([
    ['5²', '上标'],
    ['1.5km', '这里按 m 填'],
    ['一千', '阿拉伯数字'],
    ['1 2', '只填一个数'],
  ])('%s is no length, and the reason is said', (text, reason) => {
    render(<Step step="dropCable.laying" />);
    type('reelStart', text);
    fireEvent.blur(screen.getByTestId('field-reelStart'));
    expect(values().reelStart).toBe(text);
    expect(screen.getByTestId('problem-reelStart').textContent).toContain(reason);
  });

  it('takes the unit of the field behind a number, and shows the number', () => {
    render(<Step step="opticalTurnup.readings" />);
    type('onuDbm', '-22.5 dBm');
    expect(values().onuDbm).toBe(-22.5);
    fireEvent.blur(screen.getByTestId('field-onuDbm'));
    expect((screen.getByTestId('field-onuDbm') as HTMLInputElement).value).toBe('-22.5');
  });

  it('asks in a table too', () => {
    render(<Step step="signOff.summary" />);
    fireEvent.click(screen.getByTestId('add-row-materials'));
    type('materials-0-quantity', '1，240');
    fireEvent.blur(screen.getByTestId('field-materials-0-quantity'));
    expect(values().materials).toEqual([{ quantity: '1，240' }]);
    fireEvent.click(screen.getByTestId('question-materials-0-quantity').querySelectorAll('button')[1] as HTMLElement);
    expect(values().materials).toEqual([{ quantity: 1.24 }]);
  });

  it('shows a field only where it is relevant', () => {
    render(<Step step="dropCable.laying" />);
    expect(screen.queryByTestId('field-aerialPeople')).toBeNull();
    fireEvent.click(screen.getByTestId('option-routeKind-aerial'));
    expect(screen.getByTestId('field-aerialPeople')).toBeTruthy();
    fireEvent.click(screen.getByTestId('option-routeKind-surface'));
    expect(screen.queryByTestId('field-aerialPeople')).toBeNull();
  });

  it('says what is required only when asked to submit', () => {
    const { rerender } = render(<Step step="preparation.kit" />);
    expect(screen.queryByTestId('problem-onuSerial')).toBeNull();
    rerender(<Step step="preparation.kit" showAll />);
    expect(screen.getByTestId('problem-onuSerial').textContent).toContain('此项必填');
  });

  it('names what a checklist must hold in the order type’s own words', () => {
    render(<Step step="preparation.kit" showAll />);
    fireEvent.click(screen.getByTestId('option-tools-ladder'));
    expect(screen.getByTestId('problem-tools').textContent).toContain('光功率计、切割刀');
    fireEvent.click(screen.getByTestId('check-all-tools'));
    expect(screen.queryByTestId('problem-tools')).toBeNull();
    fireEvent.click(screen.getByTestId('option-tools-ladder'));
    expect(Object.keys(values().tools as object)).not.toContain('ladder');
  });

  it('ticks a whole list only where the order type says that it harms nobody', () => {
    render(<Step step="preparation.kit" />);
    expect(screen.queryByTestId('check-all-tools')).not.toBeNull();
    expect(screen.queryByTestId('check-all-protection')).toBeNull();
  });

  it('offers only what applies to the order', () => {
    render(<Step step="demoSpeedTest.demonstration" />);
    expect(screen.queryByTestId('option-shown-web')).not.toBeNull();
    // Neither of them was opened on this order.
    expect(screen.queryByTestId('option-shown-iptv')).toBeNull();
    expect(screen.queryByTestId('option-shown-voice')).toBeNull();
    expect(screen.queryByTestId('check-all-shown')).toBeNull();
  });

  it('reads a serial as labels and devices print it', () => {
    render(<Step step="opticalTurnup.onu" />);
    type('serial', 'SN:48575443-1A2B3C4D');
    expect(values().serial).toBe('HWTC1A2B3C4D');
  });

  it('never calls a value that cannot be within its limits', () => {
    render(<Step step="dropCable.laying" />);
    type('metres', '−3');
    expect(screen.getByTestId('verdict-metres').textContent).toContain('不合格');
    type('metres', '42');
    expect(screen.getByTestId('verdict-metres').textContent).toContain('合格');
  });

  it('lets “none” and a risk exclude each other', () => {
    render(<Step step="preparation.route" />);
    const pick = (item: string) => fireEvent.click(screen.getByTestId(`option-${risks}-${item}`));
    pick('height');
    pick('power');
    expect(values()[risks]).toEqual(['height', 'power']);
    pick('none');
    expect(values()[risks]).toEqual(['none']);
    pick('height');
    expect(values()[risks]).toEqual(['height']);
  });

  it('writes a serial in capitals without blanks', () => {
    render(<Step step="preparation.kit" />);
    type('onuSerial', 'hwtc 1a2b-3c4d');
    expect(values().onuSerial).toBe('HWTC1A2B3C4D');
  });

  it('a cleared field is null, not its initial value again', () => {
    render(<Step step="opticalTurnup.onu" />);
    type('model', 'HG8145V5');
    type('model', '');
    expect(values().model ?? null).toBeNull();
  });

  it('adds and removes rows', () => {
    render(<Step step="signOff.summary" />);
    fireEvent.click(screen.getByTestId('add-row-materials'));
    type('materials-0-name', '皮线光缆');
    type('materials-0-quantity', '38');
    expect(values().materials).toEqual([{ name: '皮线光缆', quantity: 38 }]);
    fireEvent.click(screen.getByLabelText('删除第 1 行'));
    expect(values().materials ?? null).toBeNull();
  });

  it('asks for a column only in the rows that it belongs to', () => {
    render(<Step step="collect.devices" of={equipmentReturn} />);
    fireEvent.click(screen.getByTestId('add-row-collected'));
    expect(screen.queryByTestId('field-collected-0-damage')).toBeNull();
    fireEvent.click(screen.getByLabelText('损坏'));
    type('collected-0-damage', '外壳开裂');
    expect(values().collected).toEqual([{ condition: 'damaged', damage: '外壳开裂' }]);
    fireEvent.click(screen.getByLabelText('完好'));
    expect(screen.queryByTestId('field-collected-0-damage')).toBeNull();
    expect(values().collected).toEqual([{ condition: 'good' }]);
    fireEvent.click(screen.getByLabelText('损坏'));
    expect(screen.getByTestId<HTMLInputElement>('field-collected-0-damage').value).toBe('外壳开裂');
  });

  it('offers a report of a different resource only on a page that can send one', async () => {
    const reported: Discrepancy[] = [];
    const { rerender } = render(<Step step="orderStudy.resources" />);
    fireEvent.click(screen.getByTestId('resource-splitterPort-discrepancy'));
    expect(screen.queryByTestId('report-splitterPort')).toBeNull();
    rerender(
      <ReportDiscrepancyContext
        value={(one) => {
          reported.push(one);
          return Promise.resolve(null);
        }}
      >
        <Step step="orderStudy.resources" />
      </ReportDiscrepancyContext>,
    );
    fireEvent.click(screen.getByTestId('resource-splitterPort-discrepancy'));
    fireEvent.change(screen.getByTestId('found-splitterPort'), { target: { value: '5' } });
    fireEvent.click(screen.getByTestId('report-splitterPort'));
    await waitFor(() =>
      expect(reported).toMatchObject([{ orderId: view.orderId, resource: 'splitterPort', found: '5' }]),
    );
  });

  it('offers what was answered last beside an empty field, and takes it by one press', () => {
    const recalled = (_: string, field: string): readonly string[] =>
      field === 'instrument' ? ['JW3208', 'EXFO'] : [];
    render(
      <RecalledAnswersContext value={recalled}>
        <Step step="opticalTurnup.readings" />
      </RecalledAnswersContext>,
    );
    expect(values().instrument ?? null).toBeNull();
    fireEvent.click(screen.getByTestId('recalled-instrument-1'));
    expect(values().instrument).toBe('EXFO');
    expect(screen.queryByTestId('recalled-instrument-0')).toBeNull();
    type('instrument', '');
    expect(screen.getByTestId('recalled-instrument-0').textContent).toBe('JW3208');
  });

  it('goes on by Enter to the next box that is empty, and puts the keyboard away behind the last', () => {
    render(
      // biome-ignore lint/a11y/noStaticElementInteractions: stands for the form of a step
      <div onKeyDown={goToNextBox}>
        <Step step="opticalTurnup.readings" held={{ outletDbm: -18.9 }} />
      </div>,
    );
    const box = (field: string): HTMLElement => screen.getByTestId(`field-${field}`);
    box('splitterDbm').focus();
    fireEvent.keyDown(box('splitterDbm'), { key: 'Enter' });
    expect(document.activeElement).toBe(box('onuDbm'));
    box('fibreKm').focus();
    fireEvent.keyDown(box('fibreKm'), { key: 'Enter' });
    expect(document.activeElement).toBe(document.body);
  });
});
