import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import application from './stages/1-application.json' with { type: 'json' };
import qualificationCheck from './stages/2-qualification-check.json' with { type: 'json' };
import exam from './stages/3-exam.json' with { type: 'json' };
import reviewPanel from './stages/4-review-panel.json' with { type: 'json' };
import systemPreparation from './stages/5-system-preparation.json' with { type: 'json' };
import test from './stages/6-test.json' with { type: 'json' };
import contract from './stages/7-contract.json' with { type: 'json' };
import online from './stages/8-online.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2, access of a value-added-service partner. Data only; checked by `parseDefinition`. */
export const vasAccess = compose({
  orderType,
  stages: [application, qualificationCheck, exam, reviewPanel, systemPreparation, test, contract, online],
  zhCN,
  en,
  samples,
});
