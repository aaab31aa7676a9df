import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const pairingCookie = 'linework-station';

/** Who may talk to the station on this machine: the page that was opened with the printed code, and scripts with the bearer. */
export type Pairing = {
  /** the code of the URL that is printed; changes with every use */
  readonly code: () => string;
  /** The cookie value for a right code, which is used up by this; null for a wrong one. */
  readonly exchange: (code: string) => string | null;
  readonly knowsCookie: (value: string | undefined) => boolean;
  readonly knowsBearer: (header: string | undefined) => boolean;
};

/**
 * Pages paired before a restart stay paired: their cookies' hashes are kept by the caller.
 * @param kept hashes of cookies handed out before
 * @param keep told every time a cookie is handed out
 */
export function openPairing(
  token: string | null,
  kept: readonly string[],
  keep: (hashes: readonly string[]) => void,
): Pairing {
  let code = secret();
  const cookies = new Set(kept);
  return {
    code: () => code,
    exchange: (given) => {
      if (!same(given, code)) return null;
      code = secret();
      const cookie = secret();
      cookies.add(hashOf(cookie));
      keep([...cookies].slice(-20));
      return cookie;
    },
    knowsCookie: (value) => value !== undefined && value.length < 200 && cookies.has(hashOf(value)),
    knowsBearer: (header) => {
      const given = /^Bearer (\S{1,400})$/i.exec(header ?? '')?.[1];
      return token !== null && given !== undefined && same(given, token);
    },
  };
}

const secret = (): string => randomBytes(24).toString('base64url');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Hashes first, so that neither length nor content shows in the time it takes. */
const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
