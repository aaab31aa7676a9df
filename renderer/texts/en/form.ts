import type { SameKeys } from '../same-keys.ts';
import type { form as zh } from '../zh-CN/form.ts';
import { formDays } from './form-days.ts';
import { refusal } from './form-refusal.ts';
import { formWindows } from './form-windows.ts';

/** Texts of the form fields, on whichever page they are filled in. */
export const form: SameKeys<typeof zh> = {
  refusal,
  days: formDays,
  windows: formWindows,
  confirmAll: 'All as ordered',
  found: 'Found on site',
  discrepancyNote: 'What differs',
  date: 'Date',
  from: 'From',
  to: 'To',
  getPosition: 'Get position',
  gettingPosition: 'Locating, at most 15 seconds…',
  noPosition: 'No position; work goes on',
  positionReason: 'Why no position',
  positionAgain: 'Locate again',
  metres: '±{{m}} m',
  serialHint: '4 letters and 8 hex digits, e.g. HWTC1A2B3C4D',
  row: 'Row {{n}}',
  addRow: 'Add a row',
  removeRow: 'Remove row {{n}}',
  noRows: 'No entries yet',
  waitsFor: 'Appears once the values it needs are there',
  stars: '{{n}} stars',
  checkedOf: '{{n}} of {{total}} ticked',
  recalled: 'Answers used last',
  checkAll: 'Tick all',
  now: 'Now',
  ago: { now: 'just now', minutes: '{{m}} min ago', hours: '{{h}} h ago' },
  save: {
    saved: 'Saved {{time}}',
    saving: 'Saving…',
    dirty: 'Changed, saving shortly…',
    failed: 'Not saved, trying again',
    clean: 'Saved',
  },
};
