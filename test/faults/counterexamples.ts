import type { Schedule } from './schedule.ts';

export type Counterexample = {
  /** what was wrong when it was found */
  readonly name: string;
  /** they lived at the same time */
  readonly schedules: readonly Schedule[];
};

const [minute, hour] = [60_000, 3_600_000];

/** Schedules that once failed, as short as they were found; each runs in every `npm test`. */
export const counterexamples: readonly Counterexample[] = [
  {
    name: 'a draft typed before the clock was set back waited until the old time came again',
    schedules: [
      {
        seed: 1,
        number: 1,
        first: 'tech1',
        steps: [
          { do: 'draft', on: 'a1' },
          { do: 'clock', of: 'a1', offsetMs: -3 * hour },
          { do: 'draft', on: 'a1' },
          { do: 'kill', all: ['a1'], downMs: 0 },
        ],
      },
    ],
  },
  {
    name: 'a photo of an order that was given to somebody else never left the queue while the queue was woken all the time',
    schedules: [
      {
        seed: 1,
        number: 2,
        first: 'tech1',
        steps: [
          { do: 'link', of: 'a1', mode: 'cut', forMs: 1_500 },
          { do: 'photo', on: 'a1', slot: 'activation.broadband.broadband', picture: 652_048 },
          { do: 'assign', to: 'tech2' },
          { do: 'clock', of: 'a1', offsetMs: -2 * minute },
        ],
      },
    ],
  },
  {
    name: 'the office’s clock set back: every new session was refused, and stations called that offline',
    schedules: [
      {
        seed: 2,
        number: 5,
        first: 'tech1',
        steps: [
          { do: 'clock', of: 'office', offsetMs: -6 * hour },
          { do: 'note', on: 'a1' },
          { do: 'kill', all: ['a1'], downMs: 0 },
          { do: 'note', on: 'a1' },
          { do: 'photo', on: 'a1', slot: 'dropCable.photos.route', picture: 5 },
        ],
      },
    ],
  },
];

/** This schedule makes one order meet a middle box, a cut, slow weather, wrong clocks and a kill, whatever chance leaves out elsewhere. */
export const everyFault: Schedule = {
  seed: 1,
  number: 3,
  first: 'tech1',
  steps: [
    { do: 'box', of: 'a1', box: { box: 'portal', as: 'page' }, forMs: 3_000 },
    { do: 'note', on: 'a1' },
    { do: 'photo', on: 'a1', slot: 'dropCable.photos.route', picture: 6 },
    { do: 'pause', ms: 3_000 },
    { do: 'link', of: 'a1', mode: 'cut', forMs: 500 },
    { do: 'weather', of: 'a1', weather: { latencyMs: 60 }, forMs: 2_000 },
    { do: 'note', on: 'a1' },
    { do: 'clock', of: 'a1', offsetMs: 2 * minute },
    { do: 'clock', of: 'office', offsetMs: -5 * minute },
    { do: 'kill', all: ['a1', 'office'], downMs: 200 },
    { do: 'note', on: 'a1' },
  ],
};
