import type { SameKeys } from '../same-keys.ts';
import type { state as zh } from '../zh-CN/station-state.ts';

/** What an order's states say of themselves on the station, and what is asked before some of them. */
export const state: SameKeys<typeof zh> = {
  begun: '{{state}} since {{time}}. Nothing else is recorded yet; pressed by mistake, take it back.',
  undo: 'Take it back',
  handedHint: 'Until dispatch gives it to somebody nobody has it, and its clocks go on.',
  sentBack: 'Sent back: {{reason}}',
  customerWords: 'What the customer says',
  customerWordsHint: 'e.g. fine with broadband for now, come for the TV on Friday',
};
