import { describe, expect, it } from 'vitest';
import { dialables } from '../../domain/text/dialable.ts';
import { stepsOf } from '../../forms/engine/steps-of.ts';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { openScenario } from './order-scenario.ts';

/** A step that is a call by its own name; its fields are what was said, or what was agreed. */
const isCall = (name: string): boolean => /(?<!固定)电话|回访确认|通报|与客户确认|开通确认|沟通记录/.test(name);

describe.each(shippedOrderTypes.map((one) => [one.key, one] as const))('%s', (_, definition) => {
  it('every step whose purpose is to ring says which numbers, by data', () => {
    const texts = definition.texts['zh-CN'];
    const calls = stepsOf(definition).filter(({ key }) => isCall(texts[`step.${key}`] ?? ''));
    expect(calls.filter(({ step }) => step.rings === undefined).map(({ key }) => key)).toEqual([]);
  });
});

it('the step of the phone call has the customer’s numbers, and one that is no call has none', () => {
  const order = openScenario();
  order.assign();
  const call = order.form('preparation.call', {});
  expect(call.rings).toEqual([order.view().fold.customer.phone]);
  expect(dialables(call.rings?.[0] ?? '')[0]?.uri).toMatch(/^tel:/);
  expect(order.form('preparation.kit', {}).rings).toBeNull();
});
