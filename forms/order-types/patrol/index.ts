import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import plan from './stages/1-plan.json' with { type: 'json' };
import checks from './stages/2-checks.json' with { type: 'json' };
import findings from './stages/3-findings.json' with { type: 'json' };
import summary from './stages/4-summary.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** Patrol, FLOWS.md §2. Data only; checked by `parseDefinition`. */
export const patrol = compose({
  orderType,
  stages: [plan, checks, findings, summary],
  zhCN,
  en,
  samples,
});
