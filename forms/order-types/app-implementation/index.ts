import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import plan from './stages/1-plan.json' with { type: 'json' };
import install from './stages/2-install.json' with { type: 'json' };
import partnerWork from './stages/3-partner-work.json' with { type: 'json' };
import training from './stages/4-training.json' with { type: 'json' };
import acceptance from './stages/5-acceptance.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2, implementation of an industry application. Data only; checked by `parseDefinition`. */
export const appImplementation = compose({
  orderType,
  stages: [plan, install, partnerWork, training, acceptance],
  zhCN,
  en,
  samples,
});
