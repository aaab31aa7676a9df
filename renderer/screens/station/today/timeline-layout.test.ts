import { describe, expect, it } from 'vitest';
import type { OrderSummary } from '../../../../bridge/station.ts';
import { isoOf } from '../../../form/fields/day-time.ts';
import { layOut } from './timeline-layout.ts';

const day = '2026-03-02';
const now = Date.parse(isoOf(day, '10:00'));

const order = (orderId: string, window?: readonly [string, string], on = day): OrderSummary => ({
  orderId,
  number: orderId,
  orderType: 'ftth-install',
  typeName: { 'zh-CN': '宽带新装', en: 'Broadband install' },
  orderTypeVersion: 1,
  turn: null,
  performer: null,
  customerName: '',
  phoneTail: '',
  address: '',
  district: '',
  grade: 'standard',
  priority: 'normal',
  phase: 'accepted',
  state: 'acknowledged',
  reviewState: null,
  appointment: window ? { start: isoOf(on, window[0]), end: isoOf(on, window[1]) } : null,
  clock: null,
  clocks: [],
  breachAt: null,
  warnAt: null,
  slaPaused: false,
  stagesPassed: 0,
  stagesTotal: 7,
  currentStage: null,
  grant: 'active',
  finishedAt: null,
  unconfirmed: 0,
  unseen: 0,
  rework: false,
  definitionArriving: false,
  broken: null,
});

describe('the day on its axis', () => {
  it('gives overlapping appointments their own columns, and a free one the whole width', () => {
    const { blocks } = layOut(
      [
        order('a', ['09:00', '11:00']),
        order('b', ['10:00', '12:00']),
        order('c', ['11:00', '12:00']),
        order('d', ['14:00', '16:00']),
      ],
      now,
    );
    expect(blocks.map(({ order: { orderId }, column, columns }) => [orderId, column, columns])).toEqual([
      ['a', 0, 2],
      ['b', 1, 2],
      ['c', 0, 2],
      ['d', 0, 1],
    ]);
  });

  it('widens the axis for early and late ones', () => {
    const { hours } = layOut([order('a', ['06:30', '07:30']), order('b', ['20:00', '21:15'])], now);
    expect([hours[0], hours.at(-1)]).toEqual([6, 21]);
  });

  it('lists what has no appointment today below', () => {
    const { rest, blocks } = layOut(
      [order('a'), order('b', ['09:00', '10:00'], '2026-03-01'), order('c', ['09:00', '10:00'])],
      now,
    );
    expect(rest.map(({ orderId }) => orderId)).toEqual(['a', 'b']);
    expect(blocks).toHaveLength(1);
  });
});
