import type { OrderTypeDefinition } from '../../engine/types.ts';
import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import study from './stages/1-study.json' with { type: 'json' };
import preCheck from './stages/2-pre-check.json' with { type: 'json' };
import siteDiagnosis from './stages/3-site-diagnosis.json' with { type: 'json' };
import repair from './stages/4-repair.json' with { type: 'json' };
import verification from './stages/5-verification.json' with { type: 'json' };
import signOff from './stages/6-sign-off.json' with { type: 'json' };
import callBack from './stages/7-call-back.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2: fault tickets (112). Data only; checked by `parseDefinition`. */
export const ftthRepair: OrderTypeDefinition = compose({
  orderType,
  stages: [study, preCheck, siteDiagnosis, repair, verification, signOff, callBack],
  zhCN,
  en,
  samples,
});
