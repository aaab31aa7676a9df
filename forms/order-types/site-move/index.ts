import type { OrderTypeDefinition } from '../../engine/types.ts';
import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import application from './stages/1-application.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2: parent of a removal at the old site and a new line at the new one. Data only; checked by `parseDefinition`. */
export const siteMove: OrderTypeDefinition = compose({
  orderType,
  stages: [application],
  zhCN,
  en,
  samples,
});
