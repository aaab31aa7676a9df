/** Programs of the system that a link may start, by the link's parsed protocol. `http:` is not among them. */
const allowed: ReadonlySet<string> = new Set(['https:', 'tel:', 'mailto:', 'geo:']);

/** The link as it may be handed to the system, or null. */
export function externalLink(url: string): string | null {
  if (url.length > 2000 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (!allowed.has(parsed.protocol) || parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href;
}
