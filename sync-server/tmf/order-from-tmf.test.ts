import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewOrder } from '../../bridge/office.ts';
import type { Json } from '../../domain/documents/base.ts';
import { shippedOrderTypes } from '../../forms/order-types/index.ts';
import { orderFromTmf } from './order-from-tmf.ts';

const read = (body: unknown) => {
  const result = orderFromTmf(body, shippedOrderTypes, 480);
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

const party = (contactMedium: unknown) => ({
  id: 'c-77',
  name: '丁一鸣',
  role: 'customer',
  '@referredType': 'Individual',
  contactMedium,
});

describe('an order as TMF697 sends it', () => {
  it('becomes one of ours, with names, shapes and times translated', () => {
    const { came, ...made } = read(full);
    expect(came).toEqual(full);
    expect(made).toEqual({
      missing: ['fibreKm'],
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
      { ...full, externalId: 'a\nb' },
      { ...full, externalId: {} },
      { workOrderItem: Array.from({ length: 101 }, () => ({})) },
    ])
      expect(orderFromTmf(body, shippedOrderTypes, 480)).toMatchObject({
        ok: false,
        problem: { code: 'input.invalid' },
      });
  });

  it.each([
    '(0551) 123-4567',
    'tel:+86-551-1234567',
    '0551-1234567转801',
    '0551-1234567 ext. 801',
    '139.0551.1234',
    '１３９０５５１１２３４',
    '13905511234（王女士）',
    '＋86（0551）1234567',
    '13905511234 / 13805511234',
    '139-0551-1234\u200b',
    13905511234,
    ['13905511234'],
    { number: '13905511234' },
    '手机：13905511234',
  ])('%j is a phone number', (phoneNumber) => {
    const { order, missing } = read({ ...full, relatedParty: [party({ characteristic: { phoneNumber } })] });
    expect(missing).not.toContain('customer.phone');
    expect(order.customer.phone.replace(/\D/g, '')).toMatch(/^(86)?0?(5511234567|13905511234)(801)?$/);
  });

  it.each([
    { phoneNumber: '13905511234' },
    { characteristic: { telephoneNumber: '13905511234' } },
    { characteristic: { mobile: '13905511234', emailAddress: 'a@b.cn' } },
    { mediumType: 'mobile', characteristic: { number: '13905511234' } },
  ])('a phone number is found where senders put it: %j', (medium) => {
    expect(read({ ...full, relatedParty: [party(medium)] }).order.customer.phone).toBe('13905511234');
    expect(read({ ...full, relatedParty: [party([medium])] }).order.customer.phone).toBe('13905511234');
  });

  it('two numbers in one text are two, and what is no number is named and said', () => {
    const two = read({
      ...full,
      relatedParty: [party({ characteristic: { phoneNumber: '0551-1234567/8、13805511234' } })],
    });
    expect(two.order.customer).toMatchObject({ phone: '0551-1234567/8', alternatePhone: '13805511234' });
    const none = read({ ...full, relatedParty: [party({ characteristic: { phoneNumber: '问门卫' } })] });
    expect(none.missing).toContain('customer.phone');
    expect(none.order.remarks).toContain('phoneNumber: 问门卫');
  });

  it('null and blank text are absence, in every member', () => {
    const empty = { name: null, geographicLocation: null, city: '' };
    const body = {
      externalId: null,
      priority: null,
      orderDate: null,
      requestedStartDate: '',
      description: null,
      note: null,
      notificationContact: null,
      place: [empty, null, { name: '青桐路 1 号', geographicLocation: { latitude: null, longitude: '' } }],
      relatedParty: [party(null)],
      ...item({
        ...specification,
        workCharacteristic: [{ name: 'LOID', value: null }],
        deliveryTimeSlot: null,
        note: null,
      }),
    };
    const { order, missing } = read(body);
    expect(missing).toEqual(['customer.phone']);
    expect(order.place).toEqual({ address: '青桐路 1 号', district: '', area: 'urban' });
    expect(order).not.toHaveProperty('acceptedAt');
    expect(order.resources).toEqual({});
  });

  it.each([
    [{ latitude: 0, longitude: 0 }, true],
    [{ latitude: '0', longitude: '0.0' }, true],
    [{ latitude: 131.8, longitude: 31.2 }, true],
    [{ latitude: 31.8 }, true],
    [{ latitude: '31.8N', longitude: '117.2E' }, true],
    [{ latitude: true, longitude: [] }, true],
    [{ latitude: null, longitude: null }, false],
    [{}, false],
  ])('%j is no position', (geographicLocation, isNamed) => {
    const { order, missing } = read({ ...full, place: { ...full.place, geographicLocation } });
    expect(order.place).not.toHaveProperty('latitude');
    expect(missing.some((name) => /latitude/.test(name))).toBe(isNamed);
  });

  it.each([
    ['2026-03-01T10:00:00+0800', '2026-03-01T02:00:00.000Z'],
    ['2026-03-01T10:00:00+08', '2026-03-01T02:00:00.000Z'],
    ['2026-03-01T10:00:00 08:00', undefined],
    ['2026-03-01 10:00:00', '2026-03-01T02:00:00.000Z'],
    ['2026-03-01T10:00', '2026-03-01T02:00:00.000Z'],
    ['20260301T100000Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00.123456z', '2026-03-01T10:00:00.123Z'],
    ['2026-02-30T10:00:00Z', undefined],
    ['2026-03-01T25:00:00Z', undefined],
    ['2026-03-01T10:00:00+99:00', undefined],
    ['yesterday', undefined],
    [1772330400000, undefined],
    [{}, undefined],
  ])('orderDate %j is read as %j, and named where it cannot be read', (orderDate, wanted) => {
    const { order, missing, came } = read({ ...full, orderDate });
    expect(order.acceptedAt).toBe(wanted);
    expect(missing.includes('orderDate')).toBe(wanted === undefined);
    expect(came.orderDate).toEqual(orderDate);
  });

  it('a long description ends between two characters; halves of one are replaced, in the body that is kept too', () => {
    const { order } = read({ ...full, description: `${'长'.repeat(1999)}😀`, note: [] });
    expect(order.remarks).toBe(`${'长'.repeat(1999)}…`);
    const { came } = read({ ...full, 'a\ud83d': 'b\ude00', note: [{ text: '\ud83d' }] });
    expect(came).toMatchObject({ 'a\ufffd': 'b\ufffd', note: [{ text: '\ufffd' }] });
  });

  it.each(['9999-12-31T23:59:59Z', '9999-12-31T23:59:59-08:00', '0000-01-01T00:00:00+08:00'])(
    'a wish for %s is none, and is named',
    (requestedStartDate) => {
      const { order, missing } = read({ ...full, requestedStartDate, requestedCompletionDate: undefined });
      expect(order.appointment).toBeUndefined();
      expect(missing).toContain('requestedStartDate');
      expect(NewOrder.safeParse(order).success).toBe(true);
    },
  );

  it.each([12345678901234567890n, 2n ** 53n])(
    'an external id of %s, as a number, is not known to its last digit',
    (id) => {
      const body = JSON.parse(JSON.stringify(full).replace('"BSS-2026-000123"', String(id)));
      expect(orderFromTmf(body, shippedOrderTypes, 480)).toMatchObject({
        ok: false,
        problem: { code: 'input.invalid', details: { where: 'externalId' } },
      });
      expect(read({ ...full, externalId: 123_456 }).order.externalId).toBe('123456');
    },
  );

  it.each([
    ['blanks', `1${' '.repeat(100_000)}x`],
    ['marks', `1${',;'.repeat(50_000)}x`],
    ['blanks before and after a label', `${' '.repeat(50_000)}tel${' '.repeat(50_000)}x1234567`],
    ['digits', '1'.repeat(100_000)],
  ])('a phone number of 100 000 %s is none, and costs no time', (_, phone) => {
    const before = process.cpuUsage();
    const { missing, order } = read({ ...full, relatedParty: [{ name: '丁一鸣', role: 'customer', phone }] });
    // Reading it took 20 to 60 seconds once.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
    expect(missing).toContain('customer.phone');
    expect(order.remarks).toContain('phoneNumber: ');
  });

  it('a value that says how it is written is no text of ours', () => {
    for (const strange of [{ toString: null }, { toString: 1, valueOf: 2 }, [{ toString: null }]]) {
      const graded = { name: 'grade', value: strange as Json };
      const { missing } = read({ ...full, ...item({ ...specification, workCharacteristic: [graded] }) });
      expect(missing).toContain('customer.grade');
    }
  });

  it.each([
    ['金卡', 'gold', false],
    ['普', 'standard', false],
    ['白金', 'standard', true],
    [3, 'standard', true],
  ])('a customer grade %j is %s, named: %s', (value, grade, isNamed) => {
    const { order, missing } = read({
      ...full,
      ...item({ ...specification, workCharacteristic: [{ name: 'grade', value }] }),
    });
    expect(order.customer.grade).toBe(grade);
    expect(missing.includes('customer.grade')).toBe(isNamed);
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
        orderDate: fc.jsonValue(),
        description: fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary', maxLength: 3000 })),
        notificationContact: fc.jsonValue(),
      },
      { requiredKeys: ['workOrderItem'] },
    );
    fc.assert(
      fc.property(body, (given) => {
        const result = orderFromTmf(given, shippedOrderTypes, 480);
        expect(!result.ok || NewOrder.safeParse(result.value.order).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
