import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import list from './stages/1-list.json' with { type: 'json' };
import conversation from './stages/2-conversation.json' with { type: 'json' };
import satisfaction from './stages/3-satisfaction.json' with { type: 'json' };
import issues from './stages/4-issues.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** Customer revisit, FLOWS.md §2. Data only; checked by `parseDefinition`. */
export const customerRevisit = compose({
  orderType,
  stages: [list, conversation, satisfaction, issues],
  zhCN,
  en,
  samples,
});
