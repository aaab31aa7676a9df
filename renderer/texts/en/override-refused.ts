import type { SameKeys } from '../same-keys.ts';
import type {
  consoleRefusedOverride as zhConsole,
  stationRefusedOverride as zhStation,
} from '../zh-CN/override-refused.ts';

export const stationRefusedOverride: SameKeys<typeof zhStation> = {
  turnedDown: 'Dispatch does not override: {{note}}',
  turnedDownBy: '{{name}} · {{time}}',
  askAgain: 'Ask dispatch again',
};

export const consoleRefusedOverride: SameKeys<typeof zhConsole> = {
  handle: 'Answer the request',
  grant: 'Override the gate',
  refuse: 'Refuse, it has to be mended',
  answer: 'Answer',
  refuseHint: 'The crew reads your words. The condition has to hold, or they ask again with something new.',
  refused: 'Answered: not overridden',
  turnedDown: 'Answered with no: {{note}}',
};
