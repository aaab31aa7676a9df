import { catalogueCalls } from './catalogue/calls.ts';
import type { DeskCalls } from './context.ts';
import { deviceCalls } from './device/calls.ts';
import { evidenceCalls } from './evidence/calls.ts';
import { newsCalls } from './news/calls.ts';
import { moveCalls } from './orders/moves.ts';
import { noteCalls } from './orders/notes.ts';
import { openCalls } from './orders/open.ts';
import { plainCalls } from './orders/plain.ts';
import type { OwnDesk } from './own-desk.ts';
import { listCalls } from './projection/calls.ts';
import { quarantineCalls } from './quarantine/calls.ts';
import { formerCalls } from './quarantine/former-calls.ts';
import { reportCalls } from './report/calls.ts';
import { conflictCalls } from './steps/conflicts.ts';
import { draftCalls } from './steps/draft.ts';
import { reworkCalls } from './steps/rework.ts';
import { signOffCalls } from './steps/sign-off.ts';
import { stageCalls } from './steps/stages.ts';
import { startCalls } from './steps/start-work.ts';
import { submitCalls } from './steps/submit.ts';
import { syncCalls } from './sync/calls.ts';

/** The calls of every room. To add a room: export its `DeskCalls` and name it here. */
export const rooms: readonly DeskCalls<OwnDesk>[] = [
  listCalls,
  openCalls,
  plainCalls,
  moveCalls,
  noteCalls,
  newsCalls,
  draftCalls,
  submitCalls,
  startCalls,
  stageCalls,
  conflictCalls,
  reworkCalls,
  signOffCalls,
  evidenceCalls,
  reportCalls,
  syncCalls,
  quarantineCalls,
  formerCalls,
  deviceCalls,
  catalogueCalls,
];
