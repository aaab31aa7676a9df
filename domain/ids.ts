/** Ids are lower-case ULIDs, because CouchDB database names must be lower case (DESIGN §3). */
export const idPattern = /^[0-9a-z]{26}$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && idPattern.test(value);

/** Makes a new id. Passed in, never imported, where tests need to know the ids. */
export type MakeId = () => string;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A maker of lower-case ULIDs, monotonic within one maker (10 characters of time in ms, 16 of randomness).
 * @param now milliseconds since the epoch
 * @param randomBytes cryptographic randomness, `length` bytes
 */
export function makeIds(now: () => number, randomBytes: (length: number) => Uint8Array): MakeId {
  let lastTime = -1;
  let lastRandom: number[] = [];
  return () => {
    const time = Math.max(now(), lastTime);
    if (time === lastTime) increment(lastRandom);
    else lastRandom = [...randomBytes(16)].map((byte) => byte & 31);
    lastTime = time;
    return timePart(time) + lastRandom.map((digit) => alphabet[digit]).join('');
  };
}

/** The beginning that an id made at this time has, ms since the epoch: ids sort by it. */
export const idPrefixAt = (time: number): string => timePart(time);

function timePart(time: number): string {
  let rest = time;
  let text = '';
  for (let i = 0; i < 10; i += 1) {
    text = (alphabet[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function increment(digits: number[]): void {
  for (let i = digits.length - 1; i >= 0; i -= 1) {
    const digit = digits[i] ?? 0;
    if (digit < 31) {
      digits[i] = digit + 1;
      return;
    }
    digits[i] = 0;
  }
}

/** The number by which two databases of an office are told apart over the telephone: the end of its id is what differs. */
export const databaseNumber = (generation: string): string => generation.slice(-6).toUpperCase();
