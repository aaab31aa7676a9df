import { createRequire } from 'node:module';
import { momentOf } from '../../domain/moment.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { cutText } from '../../domain/text/cut.ts';

// A UMD bundle: its names are not visible to an ES import.
const { RRule } = createRequire(import.meta.url)('rrule') as typeof import('rrule');

/** A rule that was read: what the library takes, and the days that are taken out. Times are local, written as UTC. */
export type PlanRule = {
  readonly text: string;
  readonly start: Date;
  readonly until: Date | null;
  readonly interval: number;
  readonly frequency: Frequency;
  readonly counted: boolean;
  /** `YYYY-MM-DDTHH:mm`, or a whole day `YYYY-MM-DD` */
  readonly except: ReadonlySet<string>;
};

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof frequencies)[number];
const day = 86_400_000;

/**
 * What each part may be. The library takes nearly anything: an `INTERVAL` that is no number never returns (rrule 2.8.1), so nothing reaches
 * it that is not of this shape. A plan makes at most one order a day; the time of day is the start's.
 */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^0*([1-9]\d{0,2})$/,
  COUNT: /^0*([1-9]\d{0,2}|1000)$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^[+-]?([0-5]?\d)?(MO|TU|WE|TH|FR|SA|SU)(,[+-]?([0-5]?\d)?(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTHDAY: /^[+-]?(0?[1-9]|[12]\d|3[01])(,[+-]?(0?[1-9]|[12]\d|3[01]))*$/,
  BYMONTH: /^(0?[1-9]|1[0-2])(,(0?[1-9]|1[0-2]))*$/,
  BYSETPOS: /^[+-]?0*[1-9]\d{0,2}(,[+-]?0*[1-9]\d{0,2})*$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
};
/** RFC 5545 writes `05` and `+5` for what the library knows as `5`. A zeroth weekday is none. */
const plainly = (value: string): string => value.replace(/(^|,)\+?(-?)0*(\d)/g, '$1$2$3').replace(/(^|,)\+/g, '$1');
const numbered: ReadonlySet<string> = new Set(['INTERVAL', 'COUNT', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS']);
const tooOften = /^(HOURLY|MINUTELY|SECONDLY)$/;

const invalid = (where: string): Result<never> => refused(problem('plan.ruleInvalid', { where: cutText(where, 60) }));

/**
 * Reads the text of a rule. Problems: `plan.ruleInvalid` with `where` (the part), `plan.ruleTooOften`, `plan.ruleEmpty` when no day ever
 * answers it.
 * @param start local `YYYY-MM-DDTHH:mm`
 * @param utcOffsetMinutes of the calendar, for times that are written in UTC (`…Z`)
 */
export function parseRule(text: string, start: string, utcOffsetMinutes: number): Result<PlanRule> {
  const startsAt = localDate(start);
  if (startsAt === null) return refused(problem('plan.startInvalid'));
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim().toUpperCase())
    .filter((line) => line !== '');
  const rules = lines.filter((line) => !line.startsWith('EXDATE'));
  const [line, second] = rules;
  if (line === undefined) return invalid('RRULE');
  if (second !== undefined) return invalid(second);
  const found = partsOf(line.replace(/^RRULE:/, ''));
  if (!found.ok) return found;
  const named = found.value;
  const wrong = contradiction(named);
  if (wrong !== null) return invalid(wrong);
  if (neverHappens(named, startsAt)) return refused(problem('plan.ruleEmpty'));
  const except = exceptionsOf(
    lines.filter((one) => one.startsWith('EXDATE')),
    utcOffsetMinutes,
  );
  if (!except.ok) return except;
  const until = named.UNTIL === undefined ? null : untilOf(named.UNTIL, utcOffsetMinutes);
  if (named.UNTIL !== undefined && until === null) return invalid(`UNTIL=${named.UNTIL}`);
  const rule: PlanRule = {
    text: Object.entries(named)
      .filter(([name]) => name !== 'UNTIL')
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
    start: startsAt,
    until,
    interval: Number(named.INTERVAL ?? 1),
    frequency: named.FREQ as Frequency,
    counted: named.COUNT !== undefined,
    except: except.value,
  };
  return firstOf(rule) ? ok(rule) : refused(problem('plan.ruleEmpty'));
}

function partsOf(text: string): Result<Readonly<Record<string, string>>> {
  const named: Record<string, string> = {};
  for (const part of text.split(';').filter((one) => one !== '')) {
    const [name = '', value = '', more] = part.split('=');
    if (name === 'FREQ' && tooOften.test(value)) return refused(problem('plan.ruleTooOften'));
    const shape = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (shape === undefined || more !== undefined || Object.hasOwn(named, name) || !shape.test(value))
      return invalid(part);
    const plain = numbered.has(name) ? plainly(value) : value;
    if (name === 'BYDAY' && /(^|[^\d])0/.test(plain)) return invalid(part);
    named[name] = plain;
  }
  return named.FREQ === undefined ? invalid('FREQ') : ok(named);
}

/** Parts that RFC 5545 does not allow together, or that mean nothing together. */
function contradiction(named: Readonly<Record<string, string>>): string | null {
  const { FREQ, BYDAY, BYMONTHDAY, BYSETPOS, COUNT, UNTIL } = named;
  const often = FREQ === 'DAILY' || FREQ === 'WEEKLY';
  if (COUNT !== undefined && UNTIL !== undefined) return 'COUNT + UNTIL';
  if (often && BYDAY !== undefined && /\d/.test(BYDAY)) return `BYDAY=${BYDAY}`;
  if (FREQ === 'WEEKLY' && BYMONTHDAY !== undefined) return `BYMONTHDAY=${BYMONTHDAY}`;
  if (BYSETPOS === undefined) return null;
  const most = FREQ === 'WEEKLY' ? (BYDAY ?? '').split(',').length : FREQ === 'MONTHLY' ? 31 : 366;
  const far = BYSETPOS.split(',').some((place) => Math.abs(Number(place)) > most);
  return FREQ === 'DAILY' || (BYDAY === undefined && BYMONTHDAY === undefined) || far ? `BYSETPOS=${BYSETPOS}` : null;
}

const longest: Readonly<Record<string, number>> = { 2: 29, 4: 30, 6: 30, 9: 30, 11: 30 };

/** Rules that the library would follow to the year 9999 without finding a day (measured: 4 to 40 s). */
function neverHappens(
  { FREQ, INTERVAL, BYDAY, BYMONTH, BYMONTHDAY }: Readonly<Record<string, string>>,
  start: Date,
): boolean {
  const weekday = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][start.getUTCDay()] ?? '';
  if (FREQ === 'DAILY' && Number(INTERVAL ?? 1) % 7 === 0 && BYDAY !== undefined && !BYDAY.split(',').includes(weekday))
    return true;
  if (BYMONTH === undefined || BYMONTHDAY === undefined) return false;
  const days = BYMONTHDAY.split(',').map((text) => Math.abs(Number(text)));
  return BYMONTH.split(',').every((month) => days.every((one) => one > (longest[month] ?? 31)));
}

function untilOf(text: string, utcOffsetMinutes: number): Date | null {
  // The date's own digits as a moment of UTC: the offset that `momentOf` takes for a text without one is none here.
  const at = momentOf(text.includes('T') ? text.replace('Z', '') : `${text}T235959`, 0);
  if (at === null) return null;
  return new Date(Date.parse(at) + (text.endsWith('Z') ? utcOffsetMinutes * 60_000 : 0));
}

/** @param utcOffsetMinutes of the calendar, for times that are written in UTC (`…Z`) or in another zone's */
function exceptionsOf(lines: readonly string[], utcOffsetMinutes: number): Result<ReadonlySet<string>> {
  const except = new Set<string>();
  for (const line of lines) {
    const [, parameters = '', value] = /^EXDATE((?:;(?:VALUE=DATE(?:-TIME)?|TZID=[\w/+-]+))*):(.+)$/.exec(line) ?? [];
    if (value === undefined) return invalid(line);
    const zone = /TZID=([\w/+-]+)/.exec(parameters)?.[1];
    for (const text of value.split(',').map((one) => one.trim())) {
      const match = /^(\d{8})(?:T(\d{2})(\d{2})(?:\d{2})?(Z?))?$/.exec(text);
      const date = dashed(match?.[1] ?? '');
      const local = match?.[2] === undefined ? `${date}T00:00` : `${date}T${match[2]}:${match[3]}`;
      if (match === null || localDate(local) === null) return invalid(`EXDATE ${text}`);
      const offset =
        match[2] === undefined ? utcOffsetMinutes : match[4] === 'Z' ? 0 : offsetIn(zone, local, utcOffsetMinutes);
      if (offset === null) return invalid(`TZID=${zone}`);
      const here = new Date(Date.parse(`${local}:00Z`) + (utcOffsetMinutes - offset) * 60_000).toISOString();
      except.add(match[2] === undefined ? date : here.slice(0, 16));
    }
  }
  return ok(except);
}

/** Minutes east of UTC in a zone around a local time; null where this machine knows no such zone. */
function offsetIn(zone: string | undefined, local: string, otherwise: number): number | null {
  if (zone === undefined) return otherwise;
  const at = Date.parse(`${local}:00Z`);
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name) ?? [];
    return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return null;
  }
}

const dashed = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;

/** A local time as a date of its own digits in UTC; null where there is no such day. */
function localDate(local: string): Date | null {
  const at = new Date(`${local}:00.000Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 16) !== local ? null : at;
}

/** The library's rule, begun late enough that it does not walk through years that nobody asks for. */
function libraryRule(rule: PlanRule, from: Date): InstanceType<typeof RRule> {
  const step = rule.interval * (rule.frequency === 'DAILY' ? day : 7 * day);
  const ahead = from.getTime() - rule.start.getTime();
  const mayJump = !rule.counted && (rule.frequency === 'DAILY' || rule.frequency === 'WEEKLY') && ahead > step;
  const dtstart = mayJump ? new Date(rule.start.getTime() + Math.floor(ahead / step) * step - step) : rule.start;
  return new RRule({
    ...RRule.parseString(rule.text),
    dtstart: dtstart < rule.start ? rule.start : dtstart,
    ...(rule.until === null ? {} : { until: rule.until }),
  });
}

const localText = (date: Date): string => date.toISOString().slice(0, 16);
const isTakenOut = ({ except }: PlanRule, local: string): boolean =>
  except.has(local) || except.has(local.slice(0, 10));

/** Occurrences in a span, both ends included, in order; local `YYYY-MM-DDTHH:mm`. */
export function occurrencesBetween(rule: PlanRule, from: string, to: string): readonly string[] {
  const [first, last] = [new Date(`${from}:00.000Z`), new Date(`${to}:00.000Z`)];
  if (!(first <= last)) return [];
  return libraryRule(rule, first)
    .between(first, last, true)
    .map(localText)
    .filter((local) => !isTakenOut(rule, local));
}

/** Is there any day at all? Those taken out do not count. */
function firstOf(rule: PlanRule): boolean {
  const all = libraryRule(rule, rule.start);
  let next = all.after(rule.start, true);
  for (let tries = 0; next !== null && tries <= rule.except.size; tries += 1) {
    if (!isTakenOut(rule, localText(next))) return true;
    next = all.after(next, false);
  }
  return next !== null;
}
