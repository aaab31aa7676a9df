/** The one origin of the station's pages. A URL is compared by its parsed parts, never by how it begins. */
export const scheme = 'linework';
export const ownHost = 'app';
export const ownOrigin = `${scheme}://${ownHost}`;

export function isOwn(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${scheme}:` && host === ownHost && username === '' && password === '';
}

/** Same scheme, host and port; for the office's window. */
export function isOf(origin: string, url: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(origin)) return false;
  const [a, b] = [new URL(url), new URL(origin)];
  return /^https?:$/.test(a.protocol) && a.protocol === b.protocol && a.host === b.host && a.username === '';
}
