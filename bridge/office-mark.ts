/**
 * The office's mark (ADR 0020): by it a client of ours tells an answer of the office from one of something on the way (a Wi-Fi portal,
 * a proxy, a cache). It is no secret and proves nothing against an attacker, which TLS does; nothing carries it by accident, because it
 * repeats a word that the client made for this one request.
 */
export const markHeader = 'linework-office';
/** The mark stands in the answer's body too, where that is `{ok, …}` or `{error, …}`: some proxies remove headers that they do not know. */
export const markField = 'lineworkOffice';
/** A request carries its word in a header, or in its query, which no proxy removes and no cache has answered before. */
export const askHeader = 'linework-ask';
export const askParameter = 'ask';

/** what stands in the mark for a word that a request did not have, or that was taken from it on the way */
export const noWord = '-';
const word = '[\\w-]{1,40}';
const isWord = new RegExp(`^${word}$`);
const inQuery = new RegExp(`[?&]${askParameter}=(${word})(?:&|$)`);

/** The word of a request; `-` where it has none. */
export function askOf(url: string, header: unknown): string {
  if (typeof header === 'string' && isWord.test(header)) return header;
  return inQuery.exec(url)?.[1] ?? noWord;
}

/** The address with the word in its query. */
export const asking = (path: string, ask: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${askParameter}=${ask}`;

/**
 * The mark that the answer to a request with this word must carry. The status is part of it, so that a refusal which something on the way
 * made of another answer is none; so is how far an upload is.
 */
export const officeMark = (ask: string, status: number, uploadOffset?: string): string =>
  `${ask} ${status}${uploadOffset === undefined ? '' : ` ${uploadOffset}`}`;
