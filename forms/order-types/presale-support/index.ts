import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import request from './stages/1-request.json' with { type: 'json' };
import onSiteStudy from './stages/2-on-site-study.json' with { type: 'json' };
import solution from './stages/3-solution.json' with { type: 'json' };
import handOver from './stages/4-hand-over.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2, pre-sales support. Data only; checked by `parseDefinition`. */
export const presaleSupport = compose({
  orderType,
  stages: [request, onSiteStudy, solution, handOver],
  zhCN,
  en,
  samples,
});
