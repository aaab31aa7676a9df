import { compose } from '../compose.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import appointment from './stages/1-appointment.json' with { type: 'json' };
import staffing from './stages/2-staffing.json' with { type: 'json' };
import siteReadiness from './stages/3-site-readiness.json' with { type: 'json' };
import installation from './stages/4-installation.json' with { type: 'json' };
import commissioning from './stages/5-commissioning.json' with { type: 'json' };
import initialAcceptance from './stages/6-initial-acceptance.json' with { type: 'json' };
import training from './stages/7-training.json' with { type: 'json' };
import handOver from './stages/8-hand-over.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §2, initial acceptance and hand-over of an engineering project. Data only; checked by `parseDefinition`. */
export const projectAcceptance = compose({
  orderType,
  stages: [appointment, staffing, siteReadiness, installation, commissioning, initialAcceptance, training, handOver],
  zhCN,
  en,
  samples,
});
