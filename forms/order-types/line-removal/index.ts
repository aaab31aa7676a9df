import type { OrderTypeDefinition } from '../../engine/types.ts';
import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import approval from './stages/1-approval.json' with { type: 'json' };
import removal from './stages/2-removal.json' with { type: 'json' };
import equipment from './stages/3-equipment.json' with { type: 'json' };
import archive from './stages/4-archive.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2: a line taken down or closed, once another role has approved it. Data only; checked by `parseDefinition`. */
export const lineRemoval: OrderTypeDefinition = compose({
  orderType,
  stages: [approval, removal, equipment, archive],
  zhCN,
  en,
  samples,
});
