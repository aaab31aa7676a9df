import type { OrderTypeDefinition } from '../../engine/types.ts';
import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import requestCheck from './stages/1-request-check.json' with { type: 'json' };
import works from './stages/2-works.json' with { type: 'json' };
import retest from './stages/3-retest.json' with { type: 'json' };
import signOff from './stages/4-sign-off.json' with { type: 'json' };
import progressCall from './stages/5-progress-call.json' with { type: 'json' };
import archive from './stages/6-archive.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2: a line moved within one address. Data only; checked by `parseDefinition`. */
export const internalMove: OrderTypeDefinition = compose({
  orderType,
  stages: [requestCheck, works, retest, signOff, progressCall, archive],
  zhCN,
  en,
  samples,
});
