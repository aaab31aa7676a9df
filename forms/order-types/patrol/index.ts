import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import plan from './stages/1-plan.json' with { type: 'json' };
import applicationStep from './stages/2-checks/application.json' with { type: 'json' };
import customerLineStep from './stages/2-checks/customer-line.json' with { type: 'json' };
import databaseStep from './stages/2-checks/database.json' with { type: 'json' };
import networkStep from './stages/2-checks/network.json' with { type: 'json' };
import serverStep from './stages/2-checks/server.json' with { type: 'json' };
import siteStep from './stages/2-checks/site.json' with { type: 'json' };
import checks from './stages/2-checks.json' with { type: 'json' };
import findings from './stages/3-findings.json' with { type: 'json' };
import summary from './stages/4-summary.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** Patrol, FLOWS.md §2. Data only; checked by `parseDefinition`. */
export const patrol = compose({
  orderType,
  stages: [
    plan,
    {
      ...checks,
      steps: [...checks.steps, serverStep, databaseStep, networkStep, applicationStep, siteStep, customerLineStep],
    },
    findings,
    summary,
  ],
  zhCN,
  en,
  samples,
});
