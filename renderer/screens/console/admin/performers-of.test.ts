import { expect, it } from 'vitest';
import { jobType, requestType } from '../../../../test/builders/office-flow.ts';
import { performersOf } from './performers-of.ts';

it('names the performers of a role once, with the types that know them', () => {
  const again = { ...requestType, key: 'another' };
  expect(performersOf('dispatcher', [requestType, jobType, again])).toEqual([
    { key: 'desk', types: [requestType, again] },
  ]);
  expect(performersOf('reviewer', [requestType, jobType]).map(({ key }) => key)).toEqual(['callBackDesk']);
  expect(performersOf('administrator', [requestType, jobType])).toEqual([]);
});
