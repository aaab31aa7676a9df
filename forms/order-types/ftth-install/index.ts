import type { OrderTypeDefinition } from '../../engine/types.ts';
import orderType from './order-type.json' with { type: 'json' };
import samples from './samples.json' with { type: 'json' };
import orderStudy from './stages/1-order-study.json' with { type: 'json' };
import preparation from './stages/2-preparation.json' with { type: 'json' };
import dropCable from './stages/3-drop-cable.json' with { type: 'json' };
import opticalTurnup from './stages/4-optical-turnup.json' with { type: 'json' };
import activation from './stages/5-activation.json' with { type: 'json' };
import demoSpeedTest from './stages/6-demo-speed-test.json' with { type: 'json' };
import signOff from './stages/7-sign-off.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import zhCN from './texts/zh-CN.json' with { type: 'json' };

/** FLOWS.md §1. Data only; checked by `parseDefinition` when it is published and by the test beside this folder. */
export const ftthInstall = {
  ...orderType,
  stages: [orderStudy, preparation, dropCable, opticalTurnup, activation, demoSpeedTest, signOff],
  texts: { 'zh-CN': zhCN, en },
  samples,
} as unknown as OrderTypeDefinition;
