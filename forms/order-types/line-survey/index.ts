import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import request from './stages/1-request.json' with { type: 'json' };
import siteSurvey from './stages/2-site-survey.json' with { type: 'json' };
import route from './stages/3-route.json' with { type: 'json' };
import costEstimate from './stages/4-cost-estimate.json' with { type: 'json' };
import feasibility from './stages/5-feasibility.json' with { type: 'json' };
import reply from './stages/6-reply.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** Line survey, FLOWS.md §2. Data only; checked by `parseDefinition`. */
export const lineSurvey = compose({
  orderType,
  stages: [request, siteSurvey, route, costEstimate, feasibility, reply],
  zhCN,
  en,
  samples,
});
