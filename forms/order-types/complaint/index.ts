import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import intake from './stages/1-intake.json' with { type: 'json' };
import assignment from './stages/2-assignment.json' with { type: 'json' };
import handling from './stages/3-handling.json' with { type: 'json' };
import answer from './stages/4-answer.json' with { type: 'json' };
import confirmation from './stages/5-confirmation.json' with { type: 'json' };
import escalation from './stages/6-escalation.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** Complaint, FLOWS.md §2. Data only; checked by `parseDefinition`. */
export const complaint = compose({
  orderType,
  stages: [intake, assignment, handling, answer, confirmation, escalation],
  zhCN,
  en,
  samples,
});
