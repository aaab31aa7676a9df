import type { SameKeys } from '../same-keys.ts';
import type { sendBack as zh } from '../zh-CN/console-send-back.ts';

export const sendBack: SameKeys<typeof zh> = {
  title: 'Send back',
  submit: 'Send back',
  hint: '“{{stage}}” opens again for {{performer}}. What was filled in stays; the stages behind it wait.',
  waits: 'The clocks wait meanwhile.',
  runs: 'The clocks run on.',
  note: 'What has to be changed',
  done: 'Sent back to “{{stage}}”',
  opened: '{{name}} sent it back to “{{stage}}” ({{reason}}) · {{time}}',
  submitAnew: 'Confirm and submit anew',
  round: 'Sent back for the {{times}}. time',
};
