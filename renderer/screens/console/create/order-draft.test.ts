import { describe, expect, it } from 'vitest';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { changesBetween } from './draft-changes.ts';
import { draftMissing, draftProblems, emptyDraft, newOrderOf, withoutPlaceholders } from './order-draft.ts';

const definition = {
  key: 'example',
  products: [{ key: 'rate', schema: { type: 'number', minimum: 1, maximum: 1000 }, required: true, tmfNames: [] }],
  resources: [{ key: 'loid', schema: { type: 'string', maxLength: 24 }, required: true, tmfNames: [] }],
} as unknown as OrderTypeDefinition;
const draft = {
  ...emptyDraft,
  customer: { ...emptyDraft.customer, name: ' 陈建国 ' },
  place: { ...emptyDraft.place, address: '江边路 8 号' },
};

describe('an order being typed', () => {
  it('needs a name and an address, and nothing else, to be sent', () => {
    expect(Object.keys(draftProblems(emptyDraft, definition))).toEqual(['customer.name', 'place.address']);
    expect(draftProblems(draft, definition)).toEqual({});
  });

  it('names what its type needs and it lacks, which leads to the intake list', () => {
    expect(draftMissing(draft, definition)).toEqual(['products.rate', 'resources.loid']);
    expect(draftMissing({ ...draft, products: { rate: 100 }, resources: { loid: 'X' } }, definition)).toEqual([]);
  });

  it('an address that intake did not get is an empty box to whoever completes the order', () => {
    const blank = withoutPlaceholders({ ...draft, place: { ...draft.place, address: '—' } });
    expect(Object.keys(draftProblems(blank, definition))).toEqual(['place.address']);
    expect(blank.customer.name).toBe(draft.customer.name);
  });

  it('a value against its schema is told with its limit', () => {
    expect(draftProblems({ ...draft, products: { rate: 2000 } }, definition)).toEqual({
      'products.rate': { keyword: 'maximum', limit: 1000 },
    });
  });

  it('a number that cannot be read, and half a position, hold the order up instead of being left out (R-51)', () => {
    const at = (latitude: number | string | null, longitude: number | string | null) =>
      draftProblems({ ...draft, place: { ...draft.place, latitude, longitude } }, definition);
    expect(at('31,820', 117.2)).toEqual({ 'place.latitude': { keyword: 'type', limit: null } });
    expect(at(31.82, null)).toEqual({ 'place.longitude': { keyword: 'required', limit: null } });
    expect(at(31.82, 117.2)).toEqual({});
    expect(draftProblems({ ...draft, products: { rate: '1,000' } }, definition)).toEqual({
      'products.rate': { keyword: 'type', limit: 'number' },
    });
  });

  it('is sent without empty boxes and outer spaces', () => {
    const sent = newOrderOf({ ...draft, products: { rate: 100, upload: null } }, 'example', 'k');
    expect(sent.customer).toEqual({ name: '陈建国', phone: '', grade: 'standard' });
    expect(sent.products).toEqual({ rate: 100 });
    expect('externalId' in sent || 'appointment' in sent).toBe(false);
  });
});

describe('a correction', () => {
  it('holds only what differs, with the old value', () => {
    const after = {
      ...draft,
      customer: { ...draft.customer, phone: '13800000000' },
      resources: { loid: 'A' },
      remarks: '已电话确认 ',
    };
    expect(changesBetween(draft, after)).toEqual([
      { path: 'customer.phone', from: null, to: '13800000000' },
      { path: 'resources.loid', from: null, to: 'A' },
      { path: 'remarks', from: '', to: '已电话确认' },
    ]);
  });

  it('an emptied box takes the value away', () => {
    expect(changesBetween({ ...draft, place: { ...draft.place, access: '门禁 12' } }, draft)).toEqual([
      { path: 'place.access', from: '门禁 12', to: null },
    ]);
    expect(changesBetween(draft, draft)).toEqual([]);
  });
});
