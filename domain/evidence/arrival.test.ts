import { expect, it } from 'vitest';
import { type Arrival, arrivalOf, type Made } from './arrival.ts';

const device = (told: Made, held: Made) => ({ told, held });
const nothing: Made = { made: 0, photos: 0 };

it.each<[string, Parameters<typeof arrivalOf>[0], Parameters<typeof arrivalOf>[1], Arrival]>([
  ['nothing was made', { total: 0, received: 0 }, [], { state: 'none', received: 0, total: 0, records: 0 }],
  [
    'told of, and nothing here',
    { total: 0, received: 0 },
    [device({ made: 30, photos: 20 }, nothing)],
    { state: 'onDevice', received: 0, total: 20, records: 30 },
  ],
  [
    'its documents are here, no picture is',
    { total: 20, received: 0 },
    [],
    { state: 'onDevice', received: 0, total: 20, records: 0 },
  ],
  [
    'twelve of twenty',
    { total: 20, received: 12 },
    [device({ made: 30, photos: 20 }, { made: 30, photos: 20 })],
    { state: 'arriving', received: 12, total: 20, records: 0 },
  ],
  [
    'five of two devices are not even known of by a document',
    { total: 12, received: 12 },
    [device({ made: 9, photos: 6 }, { made: 6, photos: 3 }), device({ made: 4, photos: 3 }, { made: 1, photos: 1 })],
    { state: 'arriving', received: 12, total: 17, records: 6 },
  ],
  [
    'all pictures, but an action is still on the device',
    { total: 2, received: 2 },
    [device({ made: 5, photos: 2 }, { made: 4, photos: 2 })],
    { state: 'arriving', received: 2, total: 2, records: 1 },
  ],
  [
    'an old word that more than came true',
    { total: 20, received: 20 },
    [device({ made: 8, photos: 5 }, { made: 31, photos: 20 })],
    { state: 'complete', received: 20, total: 20, records: 0 },
  ],
])('%s', (_, manifest, devices, arrival) => {
  expect(arrivalOf(manifest, devices)).toEqual(arrival);
});
