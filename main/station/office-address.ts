/**
 * The origin of the office that a station was given.
 * @param option what the person gave it under, for the sentence
 * @throws with what is wrong with the address and what to write instead
 */
export function readOfficeAddress(given: string, option = '--office'): string {
  const text = given.trim();
  const wanted = 'Write http(s)://host[:port]';
  // `office:8600` is a URL of the scheme `office`, and means `http://office:8600`.
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    throw new Error(`${option} ${text} has no http:// or https:// before it. ${wanted}`);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error(`${option} ${text} is not an http(s) URL. ${wanted}`);
  if (url.username !== '' || url.password !== '')
    throw new Error(`${option}: an address of an office holds no name and password; people sign in. ${wanted}`);
  if (!/^\/*$/.test(url.pathname) || url.search !== '' || url.hash !== '')
    throw new Error(`${option} ${text}: an office is at the root of its host, nothing may follow the port. ${wanted}`);
  return url.origin;
}

/**
 * A TCP port as a person writes it; `0`: any free one.
 * @throws with the option's name
 */
export function readPort(given: string, option = '--port'): number {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535)
    throw new Error(`${option} ${given} is not a port: write a number from 0 to 65535`);
  return port;
}
