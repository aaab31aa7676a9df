import type { SameKeys } from '../same-keys.ts';
import type { answerDialog as zhDialog, consoleNotes as zhNotes } from '../zh-CN/console-notes.ts';

export const consoleNotes: SameKeys<typeof zhNotes> = {
  title: 'Notes and answers',
  none: 'No notes yet',
  waits: 'Waits for an answer',
  waived: 'No answer needed ({{name}}, {{time}})',
  answered: '{{name}} answered · {{time}}',
  by: '{{name}} · {{time}}',
  atAssignment: 'Note at the assignment',
  seen: 'Read by {{name}} · {{time}}',
  notSeen: 'Not confirmed as read yet',
  waive: 'No answer needed',
  waiveDone: 'Marked: no answer needed',
  asks: '{{name}} waits for an answer ({{time}})',
};

export const answerDialog: SameKeys<typeof zhDialog> = {
  title: 'Answer',
  submit: 'Send the answer',
  hint: 'The crew has it at once. When two people answer at the same time, both answers stand.',
  which: 'Answer to',
  text: 'Answer',
  none: 'No note waits for an answer. A colleague may have answered.',
  done: 'The answer is sent',
};
