import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import preconditions from './stages/1-preconditions.json' with { type: 'json' };
import works from './stages/2-works.json' with { type: 'json' };
import tests from './stages/3-tests.json' with { type: 'json' };
import customerConfirmation from './stages/4-customer-confirmation.json' with { type: 'json' };
import accountManagerCall from './stages/5-account-manager-call.json' with { type: 'json' };
import contractFiled from './stages/6-contract-filed.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** Voice line works, FLOWS.md §2. Data only; checked by `parseDefinition`. */
export const voiceLineInstall = compose({
  orderType,
  stages: [preconditions, works, tests, customerConfirmation, accountManagerCall, contractFiled],
  zhCN,
  en,
  samples,
});
