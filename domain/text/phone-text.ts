import { digitValue } from './number-marks.ts';
import { numbersIn } from './phone-digits.ts';

/** The shortest numbers that anybody dials, 110 and 119, have three digits (电信网编号计划, 2017). */
const fewestDigits = 3;

/** Whether a phone field holds something to dial; people write names and hints beside it, and leave it empty. */
export function holdsNumber(field: string): boolean {
  if (field.trim() === '') return true;
  return numbersIn(field).some((one) => [...one].filter((sign) => digitValue(sign) !== null).length >= fewestDigits);
}
