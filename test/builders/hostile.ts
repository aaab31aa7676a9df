import fc from 'fast-check';

/** Values that came from broken input methods, instruments, cameras and attackers; each has been refused by some store for ever. */
const pieces = [
  ...['线务', 'a', ' ', '😀', '👨‍👩‍👧‍👦', '🇨🇳', '\ud83d', '\ude00', '\0', '\u001d', '\u202e', '\ufeff'],
  ...[
    '\uffff',
    '\u2028',
    '\ue863',
    'é',
    'e\u0301',
    '\r\n',
    '=1+1',
    '__proto__',
    '../../x',
    '"',
    '\\',
    '{{x}}',
    '1，240',
  ],
];
/** Where schemas and cuts of ours end. */
const edges = [40, 60, 64, 80, 120, 200, 300, 500, 2000] as const;

const atAnEdge = fc
  .record({
    edge: fc.constantFrom(...edges),
    fill: fc.constantFrom('a', '线'),
    last: fc.constantFrom('😀', '\ud83d', 'é', '👨‍👩‍👧‍👦'),
  })
  .map(({ edge, fill, last }) => `${fill.repeat(edge - 1)}${last}`);

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: atAnEdge },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom('', '线'.repeat(700), 'x'.repeat(5_000), '线'.repeat(25_000)) },
);

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    1 / 0,
    -1 / 0,
    Number.NaN,
    2 ** 53 + 2,
    -(2 ** 60),
    1e308,
    5e-324,
    0.1 + 0.2,
    1e21,
    181,
    90,
  ),
  fc.double(),
);

export const hostileMoment: fc.Arbitrary<string> = fc.constantFrom(
  '2026-03-02T01:00:00.000Z',
  '2026-03-02T01:00:00Z',
  '2026-03-02T09:00:00+08:00',
  '2026-02-30T00:00:00.000Z',
  '2026-03-02T25:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  'yesterday',
  '\ud83d',
  '',
);

const key = fc.oneof(
  fc.constantFrom('note', 'constructor', 'toString', '__proto__', '_id', '_rev', 'length', '\ud83d', '', 'a.b', '线'),
  fc.string({ maxLength: 6 }),
);

/** An object with these keys as its own, `__proto__` too, as a parser of JSON makes it. */
const ownKeys = (entries: readonly (readonly [string, unknown])[]): object => {
  const made = {};
  for (const [name, value] of entries)
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  return made;
};

const nested = (levels: number): unknown =>
  levels === 0 ? '底' : levels % 2 === 0 ? [nested(levels - 1)] : { a: nested(levels - 1) };

/** Anything that a window hands over as JSON, and what JSON has not. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hostileText,
    hostileNumber,
    hostileMoment,
    fc.boolean(),
    fc.constant(null),
    fc.nat(70).map(nested),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map(ownKeys),
  ),
})).value;

export const hostilePosition: fc.Arbitrary<unknown> = fc.record({
  latitude: fc.oneof(fc.constantFrom(31.8, 0), hostileNumber),
  longitude: fc.oneof(fc.constantFrom(117.2, 0), hostileNumber),
  accuracyM: fc.oneof(fc.constantFrom(8, 0), hostileNumber),
  fixAt: hostileMoment,
  source: fc.constantFrom('gnss', 'lastFix', 'map', 'none'),
});
