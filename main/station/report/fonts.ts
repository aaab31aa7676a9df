import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { withoutReverseLookups } from './reverse-lookups.ts';

/**
 * The report's own font: Noto Sans SC (OFL 1.1), which covers GB 18030 level 1 and 2 (all of the basic block,
 * 6 582 of 6 592 characters of extension A). It is read as TrueType: subsets of the woff2 files give invisible text.
 */
const weights = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;

export type Weight = keyof typeof weights;

/** Path of a font file: from source, from a bundle in `dist/` and from inside an asar (unpacked beside it where there is one). */
function pathOf(file: string): string {
  const found = createRequire(import.meta.url).resolve(file);
  const unpacked = found.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);
  return unpacked !== found && existsSync(unpacked) ? unpacked : found;
}

const loaded = new Map<string, Buffer>();

/** The bytes of a package's font file, read once a process. */
export function scriptFontBytes(file: string): Buffer {
  const bytes = loaded.get(file) ?? withoutReverseLookups(readFileSync(pathOf(file)));
  loaded.set(file, bytes);
  return bytes;
}

/** The bytes of the report's own font (10 MB each). */
export const fontBytes = (weight: Weight): Buffer => scriptFontBytes(weights[weight]);

/** A font of the machine for the rarest names (extension B and beyond); `name` picks one out of a collection. */
export type RareFont = { readonly file: string; readonly name?: string };

/** What Windows, Debian and macOS bring along for rare characters, the first that exists is used. */
export function systemRareFonts(env: NodeJS.ProcessEnv = process.env): readonly RareFont[] {
  const candidates: readonly RareFont[] = [
    { file: path.join(env.SystemRoot ?? 'C:\\Windows', 'Fonts', 'simsunb.ttf') },
    { file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', name: 'NotoSansCJKsc-Regular' },
    { file: '/System/Library/Fonts/PingFang.ttc', name: 'PingFangSC-Regular' },
  ];
  return candidates.filter((font) => existsSync(font.file));
}
