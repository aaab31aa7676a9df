import { describe, expect, it } from 'vitest';
import { openFlow } from './flow.ts';
import { lineWorks } from './line-works.ts';

lineWorks('voice-line-install');

describe('voice-line-install', () => {
  it('wants the numbers ordered to be picked before the works', () => {
    const order = openFlow('voice-line-install', { products: { numbers: 3 } });
    order.workStage('preconditions');
    expect(order.pass('preconditions').problems).toMatchObject([
      { details: { gate: 'numbersPicked', picked: 2, ordered: 3 } },
    ]);
    const picked = [
      { number: '055165550101', use: 'main' },
      { number: '055165550102', use: 'extension' },
      { number: '055165550102', use: 'extension' },
    ];
    expect(order.submit('preconditions.numbers', { picked }).ok).toBe(false);
    picked[2] = { number: '055165550103', use: 'extension' };
    expect(order.submit('preconditions.numbers', { picked }).ok).toBe(true);
    expect(order.pass('preconditions').passes).toBe(true);
  });

  it('names the number that does not call, and never hands over without emergency calls', () => {
    const order = openFlow('voice-line-install');
    order.workUntil('tests');
    const rows = [
      { number: '055165550101', callOut: true, callIn: true, callerId: true },
      { number: '055165550102', callOut: true, callIn: false, callerId: true, fault: '呼入忙音' },
    ];
    order.workStage('tests', { 'tests.calls': { rows, emergency: false } });
    expect(order.pass('tests').problems).toMatchObject([
      { details: { gate: 'everyNumber', numbers: '055165550102' } },
      { details: { gate: 'emergency' } },
    ]);
    order.override('tests', 'everyNumber');
    order.override('tests', 'emergency');
    expect(order.pass('tests').problems).toMatchObject([{ details: { gate: 'emergency' } }]);
    order.submit('tests.calls', { rows });
    expect(order.pass('tests').passes).toBe(true);
  });
});
