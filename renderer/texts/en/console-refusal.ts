import type { SameKeys } from '../same-keys.ts';
import type { consoleRefusal as zh } from '../zh-CN/console-refusal.ts';

/** What a form of the console says of what it still needs, and how an order is completed in part in the office. */
export const consoleRefusal: SameKeys<typeof zh> = {
  noChange: 'Nothing changed yet',
  nothingChanged: 'There is nothing to save',
  who: 'Who goes',
  gate: 'Choose the gate to override',
  decision: 'Granted or not',
  remaining: 'What remains',
  remainingHint: 'What is ticked goes into the follow-up order.',
  customerWords: 'What the customer says',
  customerWordsHint: 'e.g. fine with broadband for now, come for the TV on Friday',
  notJson: 'Not valid JSON',
  username: '2 to 32 lower-case letters or digits, and . _ -',
  tick: 'Tick the steps or answers to return',
  reasonOf: 'Reason for "{{step}}"',
  line: 'Line {{line}}',
  paste: 'The order of the other system',
  takeNote: 'Your word on taking over',
};
