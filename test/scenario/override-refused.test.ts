import { describe, expect, it } from 'vitest';
import { documentsOf } from '../../forms/engine/documents-of.ts';
import { openScenario, type Scenario } from './order-scenario.ts';

/** Dispatch refuses to override a gate (ADR 0034). */
const [stage, gate] = ['opticalTurnup', 'powerWindow'] as const;

function asked(): Scenario {
  const order = openScenario();
  order.workUntil(stage);
  order.workStage(stage, { 'opticalTurnup.readings': { onuDbm: -27.1 } });
  order.askOverride(stage, gate);
  return order;
}
const stageOf = (order: Scenario, key: string = stage) => order.view().stages.find((one) => one.key === key);
const gateOf = (order: Scenario) => stageOf(order)?.gates.find(({ key }) => key === gate);

describe('dispatch refuses an override', () => {
  it('the stage is current again, says why, and holds the next one back; what was done there stays', () => {
    const order = asked();
    expect([stageOf(order)?.state, gateOf(order)?.asked]).toEqual(['gateOpen', true]);
    expect(order.submit('activation.wifi').ok).toBe(true);
    order.refuseOverride(stage, gate, '请先换跳纤复测');
    expect([stageOf(order)?.state, gateOf(order)?.asked]).toEqual(['current', false]);
    expect(gateOf(order)?.turnedDown).toMatchObject({ note: '请先换跳纤复测' });
    expect(stageOf(order, 'activation')?.state).toBe('notYet');
    expect(stageOf(order, 'activation')?.steps.find(({ key }) => key === 'activation.wifi')?.submissions).toHaveLength(
      1,
    );
  });

  it('may be asked anew; that request waits, and is no longer turned down', () => {
    const order = asked();
    order.refuseOverride(stage, gate, '请先换跳纤复测');
    order.askOverride(stage, gate);
    expect(stageOf(order)?.state).toBe('gateOpen');
    expect([gateOf(order)?.asked, gateOf(order)?.turnedDown]).toEqual([true, undefined]);
  });

  it('lets no gate pass and none fail: mended it passes, granted later it holds', () => {
    const mended = asked();
    mended.refuseOverride(stage, gate, '请先换跳纤复测');
    expect(mended.pass(stage).passes).toBe(false);
    expect(mended.submit('opticalTurnup.readings', { onuDbm: -20 }).ok).toBe(true);
    expect(mended.pass(stage).passes).toBe(true);
    expect(stageOf(mended)?.state).toBe('passed');

    const granted = asked();
    granted.refuseOverride(stage, gate, '请先换跳纤复测');
    granted.override(stage, gate);
    expect(gateOf(granted)).toMatchObject({ state: 'overridden' });
    expect(gateOf(granted)?.turnedDown).toBeUndefined();
    expect(granted.pass(stage).passes).toBe(true);
  });

  it('a release that does not know the kind of an event reads the order without it', () => {
    const order = asked();
    order.refuseOverride(stage, gate, '请先换跳纤复测');
    const later = order.documents().map((one) => (isRefusal(one) ? { ...one, kind: 'ofALaterRelease' } : one));
    const { events, unparsable } = documentsOf(later);
    expect(unparsable).toEqual(
      order
        .documents()
        .filter(isRefusal)
        .map(({ _id }) => _id),
    );
    expect(events).toHaveLength(documentsOf(order.documents()).events.length - 1);
  });
});

const isRefusal = (document: object): boolean => 'kind' in document && document.kind === 'overrideRefused';
