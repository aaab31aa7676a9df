import type { OrderTypeDefinition } from '../../engine/types.ts';
import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import application from './stages/1-application.json' with { type: 'json' };
import identityCheck from './stages/2-identity-check.json' with { type: 'json' };
import setUp from './stages/3-set-up.json' with { type: 'json' };
import test from './stages/4-test.json' with { type: 'json' };
import confirmation from './stages/5-confirmation.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2: a service opened at the service desk, without field work. Data only; checked by `parseDefinition`. */
export const serviceOpening: OrderTypeDefinition = compose({
  orderType,
  stages: [application, identityCheck, setUp, test, confirmation],
  zhCN,
  en,
  samples,
});
