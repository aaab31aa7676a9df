import PDFDocument from 'pdfkit';
import { fontBytes, type RareFont, scriptFontBytes, type Weight } from './fonts.ts';
import { scriptFonts } from './script-fonts.ts';
import { breakLines, type Line, type Metrics, type Run } from './text-layout.ts';

/** All lengths here are PDF points (1/72 inch). */
export const sheet = { width: 595.28, height: 841.89, margin: 40, footer: 30 } as const;
export const content = {
  left: sheet.margin,
  right: sheet.width - sheet.margin,
  top: sheet.margin,
  bottom: sheet.height - sheet.margin - sheet.footer,
  width: sheet.width - 2 * sheet.margin,
} as const;

export const colours = {
  ink: '#17212b',
  muted: '#5b6875',
  faint: '#8a95a1',
  rule: '#d5dbe2',
  soft: '#f3f6f9',
  brand: '#0958d9',
  brandSoft: '#e8f0fe',
  pass: '#1d6b3a',
  passSoft: '#e6f4ea',
  warn: '#8a5300',
  warnSoft: '#fff3dc',
  fail: '#a31515',
  failSoft: '#fdeaea',
} as const;

export type Style = {
  readonly size: number;
  readonly colour?: string;
  readonly weight?: Weight;
  /** line height as a multiple of the size */
  readonly leading?: number;
  readonly align?: 'left' | 'right' | 'centre';
};

/** A PDF being written: a cursor that moves down, text that always fits, pages that turn by themselves. */
export type Paper = {
  readonly document: PDFKit.PDFDocument;
  /** the cursor: where the next block begins */
  y: number;
  readonly lines: (text: string, width: number, style: Style) => readonly Line[];
  readonly height: (lines: readonly Line[], style: Style) => number;
  /** Draws at a place and answers the height taken; moves nothing. */
  readonly put: (text: string, x: number, y: number, width: number, style: Style) => number;
  readonly draw: (line: Line, x: number, y: number, width: number, style: Style) => void;
  /** Turns the page unless `height` still fits; answers whether it did. */
  readonly need: (height: number) => boolean;
  readonly rule: (y: number, colour?: string, left?: number, right?: number) => void;
  /** characters that no font had and that were printed as 〔U+…〕 */
  readonly replaced: ReadonlySet<string>;
  readonly finish: () => Promise<Buffer>;
};

/** PDFKit's embedded font, of which the types say nothing: the question whether it has a character. */
type Embedded = { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };

export function openPaper(info: PDFKit.DocumentInfo, rareFonts: readonly RareFont[]): Paper {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    compress: true,
    lang: 'zh-CN',
    displayTitle: true,
    info,
    // No default font: Helvetica would be named without being embedded, and a font given here is parsed again at each use.
    font: null as unknown as string,
  });
  document.registerFont('regular', fontBytes('regular'));
  document.registerFont('bold', fontBytes('bold'));
  const fallbacks = registerFallbacks(document, rareFonts);
  const replaced = new Set<string>();
  const metricsOf = {
    regular: makeMetrics(document, 'regular', fallbacks, replaced),
    bold: makeMetrics(document, 'bold', fallbacks, replaced),
  };

  const paper: Paper = {
    document,
    y: content.top,
    replaced,
    lines: (text, width, style) => breakLines(text, width / style.size, metricsOf[style.weight ?? 'regular']),
    height: (lines, style) => lines.length * lineHeight(style),
    put: (text, x, y, width, style) => {
      const lines = paper.lines(text, width, style);
      lines.forEach((line, i) => {
        drawLine(document, line, x, y + i * lineHeight(style), width, style);
      });
      return paper.height(lines, style);
    },
    draw: (line, x, y, width, style) => drawLine(document, line, x, y, width, style),
    need: (height) => {
      if (paper.y + height <= content.bottom) return false;
      document.addPage();
      paper.y = content.top;
      return true;
    },
    rule: (y, colour = colours.rule, left = content.left, right = content.right) => {
      document.save().lineWidth(0.6).strokeColor(colour).moveTo(left, y).lineTo(right, y).stroke().restore();
    },
    finish: () => collect(document),
  };
  document.addPage();
  return paper;
}

const lineHeight = (style: Style): number => style.size * (style.leading ?? 1.5);

function drawLine(document: PDFKit.PDFDocument, line: Line, x: number, top: number, width: number, style: Style): void {
  const lineWidth = line.width * style.size;
  const shift = style.align === 'right' ? width - lineWidth : style.align === 'centre' ? (width - lineWidth) / 2 : 0;
  // Noto's ascender and descender are 1.16 and 0.29 em; Han characters fill 0.88 above the baseline.
  const baseline = top + (lineHeight(style) - style.size) / 2 + 0.88 * style.size;
  let at = x + shift;
  document.fillColor(style.colour ?? colours.ink);
  for (const run of line.runs) {
    document.font(run.font).fontSize(style.size * scaleOf(run.font));
    document.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
    at += document.widthOfString(run.text);
  }
}

/** Fonts beside the report's own, in the order they are asked. The name is registered when the font is first needed. */
type Fallback = { readonly name: string; readonly of: RegExp | null; readonly register: () => void };

function registerFallbacks(document: PDFKit.PDFDocument, rareFonts: readonly RareFont[]): readonly Fallback[] {
  const script = scriptFonts.map(({ name, file, of }) => ({
    name,
    of,
    register: () => document.registerFont(name, scriptFontBytes(file)),
  }));
  const rare = rareFonts.map((font, i) => ({
    name: `rare${i}`,
    of: null,
    register: () => document.registerFont(`rare${i}`, font.file, font.name),
  }));
  return [...script, ...rare];
}

const scales: ReadonlyMap<string, number> = new Map(scriptFonts.map(({ name, scale }) => [name, scale]));
const scaleOf = (font: string): number => scales.get(font) ?? 1;

/** Joiners and selectors have no glyph of their own; a font need not have them. */
const withoutGlyph = /\p{Default_Ignorable_Code_Point}/u;

function makeMetrics(
  document: PDFKit.PDFDocument,
  weight: Weight,
  fallbacks: readonly Fallback[],
  replaced: Set<string>,
): Metrics {
  const fonts = new Map<string, string | null>();
  const widths = new Map<string, number>();
  const registered = new Set<string>();
  const has = (name: string, character: string): boolean => {
    document.font(name);
    const { font } = (document as unknown as { readonly _font: Embedded })._font;
    if (character.length === 1) return font.hasGlyphForCodePoint(character.charCodeAt(0));
    return [...character].every(
      (part) => withoutGlyph.test(part) || font.hasGlyphForCodePoint(part.codePointAt(0) ?? 0),
    );
  };
  const find = (character: string): string | null => {
    if (has(weight, character)) return weight;
    for (const { name, of, register } of fallbacks) {
      if (of !== null && !of.test(character)) continue;
      if (!registered.has(name)) register();
      registered.add(name);
      if (has(name, character)) return name;
    }
    return null;
  };
  return {
    fontFor: (character) => {
      const known = fonts.get(character);
      if (known !== undefined) return known;
      const font = find(character);
      fonts.set(character, font);
      return font;
    },
    replace: (character) => replaced.add(character),
    width: ({ font, text }: Run) => {
      const key = `${font} ${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      const width = (document.font(font).fontSize(1000).widthOfString(text) / 1000) * scaleOf(font);
      widths.set(key, width);
      return width;
    },
  };
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    document.end();
  });
}
