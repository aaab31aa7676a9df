import { describe, expect, it } from 'vitest';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { exampleBody, readTmf } from './tmf-preview.ts';

const definition = {
  key: 'ftth-install',
  tmfNames: ['FTTH install'],
  products: [{ key: 'broadbandMbps', schema: { type: 'number' }, required: true, tmfNames: ['bandwidth'] }],
  resources: [{ key: 'loid', schema: { type: 'string' }, required: true, tmfNames: ['LOID'] }],
} as unknown as OrderTypeDefinition;

const body = (work: object) =>
  JSON.stringify({
    externalId: 'X-1',
    relatedParty: [{ role: 'customer', name: '林' }],
    place: { city: '杭州', name: '1 号' },
    workOrderItem: [{ work }],
  });

describe('a pasted TMF697 body', () => {
  it('is previewed by the names that the order type declares', () => {
    const read = readTmf(
      body({
        name: 'ftth INSTALL',
        workCharacteristic: [
          { name: 'Band width', value: 300 },
          { name: 'vlan', value: '41' },
        ],
      }),
      [definition],
    );
    expect(read).toMatchObject({
      ok: true,
      preview: {
        orderType: 'ftth-install',
        externalId: 'X-1',
        parties: [{ role: 'customer', name: '林' }],
        places: ['杭州 1 号'],
        recognised: [{ group: 'products', key: 'broadbandMbps', value: 300 }],
        unknown: [{ name: 'vlan', value: '41' }],
        missing: ['resources.loid'],
      },
    });
  });

  it('a type that nobody knows is said by its name', () => {
    expect(readTmf(body({ workSpecification: { id: 'fttr' } }), [definition])).toMatchObject({
      ok: true,
      preview: { orderType: null, named: 'fttr' },
    });
  });

  it('says where the text stops being JSON', () => {
    expect(readTmf('{\n  "a": 1,\n  b: 2\n}', [definition])).toMatchObject({ ok: false, problem: 'notJson', line: 3 });
    expect(readTmf('{"a": [1, 2', [definition])).toMatchObject({ ok: false, problem: 'notJson', line: 1 });
  });

  it.each([
    ['', 'empty'],
    ['[]', 'notObject'],
    ['{"workOrderItem": []}', 'noItem'],
  ])('%j is refused as %s', (text, problem) => {
    expect(readTmf(text, [definition])).toMatchObject({ ok: false, problem });
  });

  it('the example is a complete order of its type', () => {
    expect(readTmf(exampleBody(definition), [definition])).toMatchObject({
      ok: true,
      preview: { orderType: 'ftth-install', missing: [], unknown: [] },
    });
  });
});
