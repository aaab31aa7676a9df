import { expect, it } from 'vitest';
import { deriveOrder } from '../../forms/engine/derive.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { openFlow } from './flow.ts';

it('works the reference flow by its samples, from creation to completion', () => {
  const order = openFlow('ftth-install');
  order.workUntil(null);
  expect(order.complete().ok).toBe(true);
  expect(order.view().fold.state).toBe('completed');
});

/** The install with a first and a last stage that office people do. */
const withOffice: OrderTypeDefinition = {
  ...ftthInstall,
  performers: { technician: 'technician', desk: 'dispatcher', callBackDesk: 'reviewer' },
  stages: ftthInstall.stages.slice(1, 2).flatMap((stage) => [
    { ...office('preCheck'), performer: 'desk' },
    { ...stage, gates: [] },
    { ...office('callBack'), performer: 'callBackDesk' },
  ]),
};
function office(key: string): Omit<OrderTypeDefinition['stages'][number], 'performer'> {
  return {
    key,
    gates: [],
    steps: [{ key: 'form', kind: 'form', photos: [], fields: [{ key: 'said', kind: 'text', required: true }] }],
  };
}

it('hands the order from the office to the field and back, and shows it in progress all the while', () => {
  const order = openFlow(withOffice);
  expect(order.view()).toMatchObject({ turn: 'office', fold: { state: 'acknowledged', phase: 'unassigned' } });
  expect(order.submit('preCheck.form', { said: '端口正常' }).ok).toBe(true);
  expect(order.view().fold).toMatchObject({ phase: 'started', state: 'inProgress' });
  expect(order.pass('preCheck').passes).toBe(true);
  expect(order.view().turn).toBe('field');
  order.assign();
  expect(order.view().fold).toMatchObject({ phase: 'assigned', state: 'inProgress' });
  order.workStage('preparation');
  expect(order.pass('preparation').passes).toBe(true);
  expect(order.view()).toMatchObject({ turn: 'office', currentStage: 'callBack', fold: { state: 'inProgress' } });
  expect(order.complete().ok).toBe(false);
  expect(order.submit('callBack.form', { said: '满意' }).ok).toBe(true);
  expect(order.pass('callBack').passes).toBe(true);
  expect(order.complete().ok).toBe(true);
  expect(order.view().fold).toMatchObject({ phase: 'completed', state: 'completed' });
  expect(order.view().findings).toEqual([]);
});

it('does not count what another than the performer submitted or passed, and says so', () => {
  const order = openFlow(withOffice);
  order.submit('preCheck.form', { said: '端口正常' });
  order.pass('preCheck');
  // The same documents where a technician, or a reviewer, should have done it.
  const documents = order.documents();
  const settings = {};
  const under = (role: 'technician' | 'reviewer') =>
    deriveOrder({
      documents,
      definition: { ...withOffice, performers: { ...withOffice.performers, desk: role } },
      settings,
    });
  for (const role of ['technician', 'reviewer'] as const) {
    const view = under(role);
    expect(view.stages[0]?.state).toBe('current');
    expect(view.findings.filter(({ kind }) => kind === 'wrongPerformer')).toHaveLength(role === 'technician' ? 2 : 1);
  }
});
