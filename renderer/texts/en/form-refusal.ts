import type { SameKeys } from '../same-keys.ts';
import type { refusal as zh } from '../zh-CN/form-refusal.ts';

/** What a refusal says beside the button that was pressed. */
export const refusal: SameKeys<typeof zh> = {
  left: 'Still to do, {{n}}:',
  go: 'Go there',
  row: '{{field}}, row {{n}}, "{{column}}"',
  inStep: '{{step}}: {{label}}',
  missing: 'Required',
  photo: 'No photo yet',
  submit: 'Submit "{{step}}"',
  sign: 'Take the signature, or record the refusal',
  report: 'Make the completion report',
  conflict: 'Two devices differ: choose',
  notHere: 'Nothing can be done about it here',
  others: 'Done by "{{performer}}"; wait for it',
  orders: 'Holds once the order "{{raise}}" has ended',
  nowhere: "Follows from the order's own data; ask dispatch",
  askOverride: 'Ask dispatch to override',
  why: 'Say why',
  hide: 'Hide this list',
};
