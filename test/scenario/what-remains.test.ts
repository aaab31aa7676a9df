import { describe, expect, it } from 'vitest';
import { raisedOrders, raisesOf } from '../../forms/engine/raises.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { shippedOrderTypes, shippedSettings } from '../../forms/order-types/index.ts';
import { resultsByService } from '../../sync-server/tmf/results-by-service.ts';
import { openScenario, type Scenario } from './order-scenario.ts';

/** What an order leaves: the order that follows it up, and what other systems are told of each service. */
const definition = shippedOrderTypes.find(({ key }) => key === 'ftth-install');
if (definition === undefined) throw new Error('the reference flow is not shipped');
const settings = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));

function failedIptv(): Scenario {
  const order = openScenario({ products: { iptv: true, voice: true } });
  order.workUntil('activation');
  order.workStage('activation', {
    'activation.iptv': { result: 'failed', channel: null, failReason: 'platform', failNote: '王工说平台明天修' },
  });
  order.pass('activation');
  return order;
}

const followUp = (view: OrderView) => {
  const raise = raisesOf(definition).find(({ on }) => on === 'partiallyCompleted');
  return raise === undefined ? undefined : raisedOrders({ view, definition, settings }, raise)[0];
};

describe('an order that is completed in part', () => {
  it('makes its follow-up with the services that remain; what nobody can be without stays', () => {
    const order = failedIptv();
    order.completePartially(['iptv', 'signOff']);
    const raised = followUp(order.view());
    expect(raised?.values).toEqual({ remaining: ['iptv', 'signOff'] });
    expect(raised?.products).toMatchObject({ iptv: true, broadbandMbps: 500 });
    expect(raised?.products).not.toHaveProperty('voice');
    expect(raised?.resources).toEqual(order.view().fold.resources);
  });

  it('where only stages remain, all services do', () => {
    const order = failedIptv();
    order.completePartially(['signOff']);
    expect(followUp(order.view())?.products).toEqual(order.view().fold.products);
  });
});

describe('what other systems are told of each service', () => {
  it("done, or failed with the code of its reason and nobody's words", () => {
    const told = resultsByService({ view: failedIptv().view(), definition });
    expect(told).toEqual([
      { name: 'serviceResult.broadband', valueType: 'object', value: { state: 'completed' } },
      { name: 'serviceResult.iptv', valueType: 'object', value: { state: 'failed', reason: 'platform' } },
      { name: 'serviceResult.voice', valueType: 'object', value: { state: 'completed' } },
    ]);
  });

  it('nothing of what nobody has said, until the order has ended', () => {
    const order = openScenario({ products: { iptv: true, voice: false } });
    order.workUntil('activation');
    expect(resultsByService({ view: order.view(), definition })).toEqual([]);
    order.completePartially(['iptv']);
    expect(resultsByService({ view: order.view(), definition })).toMatchObject([
      { name: 'serviceResult.broadband', value: { state: 'notReported' } },
      { name: 'serviceResult.iptv', value: { state: 'notReported' } },
    ]);
  });
});
