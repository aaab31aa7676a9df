import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import request from './stages/1-request.json' with { type: 'json' };
import approval from './stages/2-approval.json' with { type: 'json' };
import networkWork from './stages/3-network-work.json' with { type: 'json' };
import implementation from './stages/4-implementation.json' with { type: 'json' };
import verification from './stages/5-verification.json' with { type: 'json' };
import feedback from './stages/6-feedback.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2, a work order of platform operation. Data only; checked by `parseDefinition`. */
export const platformTicket = compose({
  orderType,
  stages: [request, approval, networkWork, implementation, verification, feedback],
  zhCN,
  en,
  samples,
});
