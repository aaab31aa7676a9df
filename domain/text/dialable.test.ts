import { expect, it } from 'vitest';
import { dialables } from './dialable.ts';

it.each([
  ['13905511234', ['tel:13905511234'], [false]],
  ['+86 139-0551-1234', ['tel:13905511234'], [false]],
  ['０５５１－１２３４５６７', ['tel:05511234567'], [true]],
  ['0551-62345678转8012', ['tel:055162345678,8012'], [false]],
  ['(0551) 6234567 ext. 12', ['tel:05516234567,12'], [false]],
  ['010-62345678', ['tel:01062345678'], [false]],
  ['13905511234/0551-6234567', ['tel:13905511234', 'tel:05516234567'], [false, false]],
  ['13905511234 18905511234', ['tel:13905511234', 'tel:18905511234'], [false, false]],
  ['400-123-4567', ['tel:4001234567'], [false]],
  ['95598', ['tel:95598'], [false]],
  ['110', ['tel:110'], [false]],
  ['62345678', ['tel:62345678'], [false]],
  ['+1 415 555 0100', ['tel:+14155550100'], [false]],
  ['1390551123', ['tel:1390551123'], [true]],
  ['139055112345', ['tel:139055112345'], [true]],
  ['abc', [null], [true]],
  ['请联系物业', [null], [true]],
  ['—', [null], [true]],
  ['', [], []],
  ['  ', [], []],
] as const)('%s', (field, uris, doubtful) => {
  const found = dialables(field);
  expect(found.map(({ uri }) => uri)).toEqual(uris);
  expect(found.map(({ isDoubtful }) => isDoubtful)).toEqual(doubtful);
});
