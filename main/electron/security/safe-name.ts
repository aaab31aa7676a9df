const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
};

/** A bare file name with the ending that fits the bytes; the page cannot point elsewhere. */
export function safeName(name: unknown, mediaType: string): string {
  const bare = (typeof name === 'string' ? name : '')
    .replace(/[^\p{L}\p{N}._ -]/gu, '')
    .replace(/^\.+/, '')
    .slice(0, 120);
  const ending = endings[mediaType] ?? '';
  const stem = bare.toLowerCase().endsWith(ending) ? bare.slice(0, bare.length - ending.length) : bare;
  return `${stem === '' ? 'linework' : stem}${ending}`;
}
