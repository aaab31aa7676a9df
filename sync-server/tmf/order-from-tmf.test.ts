import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewOrder } from '../../bridge/office.ts';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { orderFromTmf } from './order-from-tmf.ts';

const read = (body: unknown) => {
  const result = orderFromTmf(body, shippedOrderTypes);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};
const item = (work: object) => ({ workOrderItem: [{ id: '1', action: 'add', work }] });
const specification = { workSpecification: { id: 'ftth-install' } };

/** As a carrier's order desk would send it. */
const full = {
  externalId: 'BSS-2026-000123',
  priority: '1',
  orderDate: '2026-03-01T10:00:00+08:00',
  requestedStartDate: '2026-03-02T09:00:00+08:00',
  requestedCompletionDate: '2026-03-02T11:00:00+08:00',
  description: '晚上不在家',
  note: { text: '小区门禁，请提前电话' },
  place: {
    '@type': 'GeographicAddress',
    name: '安徽省合肥市蜀山区望江西路 900 号 3 幢 1204',
    geographicLocation: { latitude: '31.82', longitude: '117.22' },
  },
  relatedParty: [
    {
      id: 'c-77',
      name: '丁一鸣',
      role: 'customer',
      '@referredType': 'Individual',
      contactMedium: [{ mediumType: 'phone', characteristic: { phoneNumber: '13900000001' } }],
    },
    { id: 's-1', name: 'Shop', role: 'seller', '@referredType': 'Organization' },
  ],
  ...item({
    ...specification,
    workCharacteristic: [
      { name: 'Bandwidth', value: '1000M' },
      { name: 'IPTV', value: '是' },
      { name: 'OLT', value: 'HF-SS-OLT03' },
      { name: 'PON port', value: '0/2/7' },
      { name: 'ponClass', value: 'GPON-C+' },
      { name: 'splitter', value: 'SS-031-B' },
      { name: 'splitterPort', value: '5' },
      { name: 'LOID', value: 'HF202603020017' },
      { name: '客户等级', value: '金' },
      { name: 'opticalDistanceKm', value: 'far' },
    ],
  }),
};

describe('an order as TMF697 sends it', () => {
  it('becomes one of ours, with names, shapes and times translated', () => {
    expect(read(full)).toEqual({
      missing: [],
      order: {
        orderType: 'ftth-install',
        externalId: 'BSS-2026-000123',
        priority: 'urgent',
        acceptedAt: '2026-03-01T02:00:00.000Z',
        appointment: { start: '2026-03-02T01:00:00.000Z', end: '2026-03-02T03:00:00.000Z' },
        remarks: '晚上不在家\n小区门禁，请提前电话\nopticalDistanceKm: "far"',
        place: {
          address: '安徽省合肥市蜀山区望江西路 900 号 3 幢 1204',
          district: '蜀山区',
          latitude: 31.82,
          longitude: 117.22,
          area: 'urban',
        },
        customer: { name: '丁一鸣', phone: '13900000001', grade: 'gold', accountNumber: 'c-77' },
        products: { broadbandMbps: 1000, iptv: true },
        resources: {
          olt: 'HF-SS-OLT03',
          ponPort: '0/2/7',
          opticsClass: 'GPON-C+',
          splitter: 'SS-031-B',
          splitterPort: '5',
          loid: 'HF202603020017',
        },
      },
    });
    expect(NewOrder.safeParse(read(full).order).success).toBe(true);
  });

  it('reads the type by specification, else by name, in any of the names that it declares', () => {
    expect(read(item({ name: '光宽带新装' })).missing).not.toContain('orderType');
    expect(read(item({ workSpecification: { id: 'FTTH install' }, name: 'x' })).missing).not.toContain('orderType');
    expect(read(item({ workSpecification: { id: 'x' }, name: 'ftth-install' })).missing).toContain('orderType');
  });

  it('is accepted with what it lacks named, when its type is not known or nothing else came', () => {
    const bare = read(item({ name: 'Coax repair' }));
    expect(bare.missing).toEqual(['orderType', 'customer.name', 'customer.phone', 'place.address']);
    expect(bare.order.remarks).toBe('workSpecification: Coax repair');
    expect(NewOrder.safeParse(bare.order).success).toBe(true);
  });

  it('reads notes, parties and places whether one or many', () => {
    const { order } = read({
      ...full,
      note: [{ text: 'a' }, { text: 'b' }],
      place: [full.place],
      relatedParty: full.relatedParty[0],
    });
    expect(order.remarks).toContain('a\nb');
    expect(order.customer.name).toBe('丁一鸣');
    expect(order.place.district).toBe('蜀山区');
  });

  it('is refused only when it is no work order', () => {
    for (const body of [
      null,
      [],
      {},
      { workOrderItem: [] },
      { workOrderItem: 'x' },
      { ...full, orderDate: 'yesterday' },
    ])
      expect(orderFromTmf(body, shippedOrderTypes)).toMatchObject({ ok: false, problem: { code: 'input.invalid' } });
  });

  it('never throws, and what it accepts fits our form', () => {
    const body = fc.record(
      {
        workOrderItem: fc.array(
          fc.record({
            work: fc.record(
              {
                name: fc.string(),
                workCharacteristic: fc.array(
                  fc.record({ name: fc.constantFrom('bandwidth', 'OLT', 'x'), value: fc.jsonValue() }),
                ),
              },
              { requiredKeys: [] },
            ),
          }),
          { minLength: 1 },
        ),
        relatedParty: fc.jsonValue(),
        note: fc.jsonValue(),
        place: fc.jsonValue(),
        priority: fc.jsonValue(),
      },
      { requiredKeys: ['workOrderItem'] },
    );
    fc.assert(
      fc.property(body, (given) => {
        const result = orderFromTmf(given, shippedOrderTypes);
        expect(!result.ok || NewOrder.safeParse(result.value.order).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
