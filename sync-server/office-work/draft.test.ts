import { expect, it } from 'vitest';
import { sizeLimit } from '../../domain/documents/limits.ts';
import { makeId } from '../../test/builders/device-documents.ts';
import type { Actor } from '../accounts/types.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { draftOf } from './draft.ts';

const loaded = { view: { orderId: makeId(), stages: [] }, documents: [], definition: { version: 1 } };
const typing = (note: string) =>
  draftOf(loaded as unknown as LoadedOrder, { account: { accountId: makeId() } } as Actor, {
    step: 'intake.check',
    fields: { note },
    now: Date.UTC(2026, 11, 1),
  });

it('takes what fits into a document, counted in bytes as a store counts: a Chinese character has three', () => {
  const most = typing('线'.repeat(20_000));
  expect(most.ok && Buffer.byteLength(JSON.stringify(most.value)) <= sizeLimit).toBe(true);
  const over = typing('线'.repeat(22_000));
  expect(over.ok ? null : over.problem.code).toBe('input.tooLarge');
});
