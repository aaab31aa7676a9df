import { officeWorkCalls } from '../office-work/calls.ts';
import { reviewDeskHandlers } from '../review/calls.ts';
import { administration } from './administration.ts';
import { assigning } from './assigning.ts';
import type { Handlers } from './call.ts';
import { corrections } from './corrections.ts';
import { moveCalls } from './moves.ts';
import { orderCreation } from './order-creation.ts';
import { orderReads } from './order-reads.ts';
import { orderTypeCalls } from './order-types.ts';
import { planHandlers } from './plan-calls.ts';
import { reviewCalls } from './reviews.ts';
import { sessionCalls } from './session-calls.ts';
import { stationCalls } from './station-calls.ts';
import { upgradeCalls } from './upgrades.ts';

/** Every call of `bridge/office.ts`; a missing one does not compile. */
export const handlers: Handlers = {
  ...sessionCalls,
  ...orderReads,
  ...orderCreation,
  ...moveCalls,
  ...officeWorkCalls,
  ...assigning,
  ...corrections,
  ...upgradeCalls,
  ...planHandlers,
  ...reviewCalls,
  ...reviewDeskHandlers,
  ...administration,
  ...orderTypeCalls,
  ...stationCalls,
};
