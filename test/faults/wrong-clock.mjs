/**
 * Loaded before a program (`NODE_OPTIONS=--import …`): its wall clock, in every thread, is off by the milliseconds that stand in the
 * file which `LINEWORK_WRONG_CLOCK` names, read again all the time. Timers and uptime are not touched, as when somebody sets a clock.
 */
import { readFileSync } from 'node:fs';

const file = process.env.LINEWORK_WRONG_CLOCK;
const RightDate = globalThis.Date;
const rightNow = RightDate.now.bind(RightDate);
let offset = 0;

function look() {
  try {
    offset = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // being written just now: the next look tells
  }
}

if (file) {
  look();
  setInterval(look, 50).unref();
  const now = () => rightNow() + offset;
  const WrongDate = function (...given) {
    if (!new.target) return new RightDate(now()).toString();
    return Reflect.construct(RightDate, given.length === 0 ? [now()] : given, new.target);
  };
  Object.setPrototypeOf(WrongDate, RightDate);
  WrongDate.prototype = RightDate.prototype;
  WrongDate.now = now;
  globalThis.Date = WrongDate;
}
