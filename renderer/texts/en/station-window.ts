import type { SameKeys } from '../same-keys.ts';
import type { stationWindow as zh } from '../zh-CN/station-window.ts';

export const stationWindow: SameKeys<typeof zh> = {
  title: 'Window',
  mode: 'Window mode',
  modes: { window: 'Window', fullScreen: 'Full screen', kiosk: 'Kiosk' },
  hint: 'A kiosk window cannot be closed or switched away from; leaving it takes a code.',
  kioskTitle: 'Begin kiosk mode',
  kioskAsk: 'Set the code that ends it (at least 4 characters). The administrator keeps it.',
  kioskLeave: 'End kiosk mode',
  kioskLeaveAsk: 'Enter the code that was set when it began.',
  code: 'Code',
  confirm: 'OK',
  browserFull: 'Show full screen',
  browserLeave: 'Leave full screen',
  rail: 'Stages',
  railOpen: 'Show the stages',
  railClose: 'Hide the stages',
};
