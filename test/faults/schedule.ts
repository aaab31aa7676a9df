import { photoPlaces } from '../durability/photo-slots.ts';
import { type Seeded, seeded } from '../durability/seeded.ts';
import { type Box, encodings, portals } from '../processes/middle-box.ts';
import type { LinkMode, Weather } from './link.ts';

/** Two devices of technician 1, one of technician 2. */
export const devices = ['a1', 'a2', 'b1'] as const;
export type Device = (typeof devices)[number];
export const technicianOf: Readonly<Record<Device, Technician>> = { a1: 'tech1', a2: 'tech1', b1: 'tech2' };
export type Technician = 'tech1' | 'tech2';
export type Process = Device | 'office';

export const moves = ['accept', 'start', 'arrive', 'hold', 'resume', 'decline', 'return', 'fail'] as const;
export type Move = (typeof moves)[number];

/** Pressed twice, or asked by two windows at once: two calls with one key, at the same time. */
type Twice = { readonly twice?: boolean };

/** Work on the order, and faults that meet whatever else is going on. */
export type Step =
  | ({ readonly do: 'move'; readonly on: Device; readonly move: Move } & Twice)
  | ({ readonly do: 'note'; readonly on: Device } & Twice)
  | { readonly do: 'draft'; readonly on: Device }
  | ({ readonly do: 'submit'; readonly on: Device; readonly step: string } & Twice)
  | ({ readonly do: 'pass'; readonly on: Device } & Twice)
  | ({ readonly do: 'photo'; readonly on: Device; readonly slot: string; readonly picture: number } & Twice)
  | { readonly do: 'assign'; readonly to: Technician }
  | { readonly do: 'officeNote' | 'reschedule' | 'cancel' }
  | { readonly do: 'pause'; readonly ms: number }
  /** killed with -9 together, started again one after another in this order */
  | { readonly do: 'kill'; readonly all: readonly Process[]; readonly downMs: number }
  | { readonly do: 'link'; readonly of: Device; readonly mode: LinkMode; readonly forMs: number }
  | { readonly do: 'weather'; readonly of: Device; readonly weather: Partial<Weather>; readonly forMs: number }
  /** something on the way that understands HTTP (ADR 0020) */
  | { readonly do: 'box'; readonly of: Device; readonly box: Box; readonly forMs: number }
  | { readonly do: 'clock'; readonly of: Process; readonly offsetMs: number }
  /** the command in LINEWORK_DATABASE_RESTART, where the office runs on a CouchDB */
  | { readonly do: 'database' };

export type Schedule = {
  readonly seed: number;
  readonly number: number;
  readonly first: Technician;
  readonly steps: readonly Step[];
};

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** A device's clock may be anything; the office's is set by people who notice. */
const deviceClocks = [
  0,
  2 * minute,
  -2 * minute,
  3 * hour,
  -3 * hour,
  72 * hour,
  -72 * hour,
  9_600 * hour,
  -9_600 * hour,
];
const officeClocks = [0, 5 * minute, -5 * minute, 6 * hour, -6 * hour];

/** One order's life under faults; the same for the same seed and number. */
export function makeSchedule(seed: number, number: number): Schedule {
  const random = seeded(seed * 1_000_003 + number * 7_919);
  const first = random.next() < 0.75 ? 'tech1' : 'tech2';
  const steps: Step[] = [];
  let holder: Technician = first;
  const slots = [...photoPlaces];
  const length = random.between(9, 18);
  while (steps.length < length) {
    const step = random.next() < 0.4 ? fault(random) : sometimesTwice(random, work(random, holder, slots));
    if (step.do === 'assign') holder = step.to;
    // An order that ends at once has no life to disturb.
    const ends = step.do === 'cancel' || (step.do === 'move' && step.move === 'fail');
    if (!ends || steps.length > length - 4) steps.push(step);
  }
  return { seed, number, first, steps };
}

/** Mostly a device of whoever holds the order, else anybody's: late work, and work on what is not there. */
function deviceFor(random: Seeded, holder: Technician): Device {
  if (random.next() < 0.15) return random.one(devices);
  return random.one(devices.filter((device) => technicianOf[device] === holder));
}

function work(random: Seeded, holder: Technician, slots: string[]): Step {
  const on = deviceFor(random, holder);
  const at = random.next();
  if (at < 0.22) return { do: 'move', on, move: random.one(['accept', 'start', 'accept', 'start', ...moves]) };
  if (at < 0.36) return { do: 'note', on };
  if (at < 0.5) return { do: 'draft', on };
  if (at < 0.64)
    return {
      do: 'submit',
      on,
      step: random.one(['orderStudy.services', 'orderStudy.services', 'orderStudy.resources']),
    };
  if (at < 0.68) return { do: 'pass', on };
  if (at < 0.84) {
    const slot = slots.splice(random.between(0, slots.length - 1), 1)[0] ?? '';
    return { do: 'photo', on, slot, picture: random.between(1, 1_000_000) };
  }
  if (at < 0.93) return { do: 'assign', to: random.next() < 0.65 ? other(holder) : holder };
  return { do: random.one(['officeNote', 'officeNote', 'reschedule', 'cancel'] as const) };
}

const other = (technician: Technician): Technician => (technician === 'tech1' ? 'tech2' : 'tech1');

function fault(random: Seeded): Step {
  const at = random.next();
  const of = random.one(devices);
  if (at < 0.17) return { do: 'kill', all: [of], downMs: random.one([0, 0, 100, 400]) };
  if (at < 0.22) return { do: 'kill', all: ['office'], downMs: random.one([0, 200, 800]) };
  if (at < 0.26) return { do: 'kill', all: shuffled(random, [of, 'office']), downMs: random.one([0, 200]) };
  if (at < 0.5) {
    const mode = random.one(['cut', 'cut', 'silent', 'held', 'loseAnswers'] as const);
    return { do: 'link', of, mode, forMs: random.between(50, mode === 'silent' ? 4 * second : 2 * second) };
  }
  if (at < 0.65) return { do: 'weather', of, weather: badWeather(random), forMs: random.between(200, 3 * second) };
  if (at < 0.83) return { do: 'box', of, box: middleBox(random), forMs: random.between(200, 4 * second) };
  if (at < 0.91) return { do: 'clock', of, offsetMs: random.one(deviceClocks) };
  if (at < 0.94) return { do: 'clock', of: 'office', offsetMs: random.one(officeClocks) };
  if (at < 0.95) return { do: 'database' };
  return { do: 'pause', ms: random.between(50, 900) };
}

function badWeather(random: Seeded): Partial<Weather> {
  return random.one([
    { latencyMs: random.one([20, 100, 300]) },
    { bytesPerSecond: random.one([4_000, 20_000, 100_000]) },
    { cutEvery: random.one([1_500, 6_000, 20_000]) },
    { cutOneIn: random.one([3, 8, 20]) },
    { latencyMs: 60, cutOneIn: 12 },
    { latencyMs: 40, bytesPerSecond: 40_000, cutEvery: 12_000 },
  ]);
}

function middleBox(random: Seeded): Box {
  return random.one([
    { box: 'portal', as: random.one(portals) },
    { box: 'portal', as: random.one(portals) },
    { box: 'portal', as: random.one(portals), only: '/evidence' },
    { box: 'limit', bytes: random.one([900, 4_000, 20_000, 200_000]) },
    { box: 'limit', bytes: random.one([900, 4_000, 20_000, 200_000]) },
    { box: 'strip', requests: random.next() < 0.5 },
    { box: 'rewrite' },
    { box: 'encoding', as: random.one(encodings) },
    { box: 'encoding', as: random.one(encodings) },
    { box: 'buffer' },
    { box: 'cache' },
    { box: 'status', status: random.one([200, 401, 403, 409, 413, 422, 500]) },
    { box: 'inject' },
  ]);
}

const sometimesTwice = (random: Seeded, step: Step): Step =>
  random.next() < 0.12 && ['move', 'note', 'submit', 'pass', 'photo'].includes(step.do)
    ? ({ ...step, twice: true } as Step)
    : step;

function shuffled<T>(random: Seeded, given: readonly T[]): readonly T[] {
  return random.next() < 0.5 ? given : [...given].reverse();
}
