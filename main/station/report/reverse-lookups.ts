/**
 * fontkit 2.0.4 cannot read a substitution that runs backwards (GSUB lookup type 8): its structure lacks `backtrackGlyphCount`, and the
 * whole font fails to lay out with "Not a fixed size". Noto Sans Mongolian has such lookups. fontkit would not apply them either, so they
 * are emptied before the font is read; the letters join all the same.
 * @param font the bytes of an OpenType file; they are changed in place
 */
export function withoutReverseLookups(font: Buffer): Buffer {
  const table = tableAt(font, 'GSUB');
  if (table === null) return font;
  const list = table + font.readUInt16BE(table + 8);
  for (let i = 0; i < font.readUInt16BE(list); i += 1) {
    const lookup = list + font.readUInt16BE(list + 2 + 2 * i);
    if (kindOf(font, lookup) !== reverse) continue;
    font.writeUInt16BE(single, lookup);
    font.writeUInt16BE(0, lookup + 4);
  }
  return font;
}

const single = 1;
const extension = 7;
const reverse = 8;

/** The type of a lookup; of an extension, of what it extends. */
function kindOf(font: Buffer, lookup: number): number {
  const type = font.readUInt16BE(lookup);
  if (type !== extension || font.readUInt16BE(lookup + 4) === 0) return type;
  return font.readUInt16BE(lookup + font.readUInt16BE(lookup + 6) + 2);
}

function tableAt(font: Buffer, tag: string): number | null {
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i += 1) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  return null;
}
