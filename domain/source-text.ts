import { z } from 'zod';
import type { Language } from './problem.ts';

/** Where a limit comes from, for people: a text in each language. Marks (`W`, `P`, `U`) and references of our own stay in the settings (ADR 0029). */
export const SourceText = z.strictObject({ 'zh-CN': z.string().min(1).max(500), en: z.string().min(1).max(500) });
export type SourceText = z.infer<typeof SourceText>;

/** As measures store it: older ones hold one text, in whatever language it had. */
export const StoredSource = z.union([z.string(), SourceText]);
export type StoredSource = z.infer<typeof StoredSource>;

/** A mark of the settings' author: second-hand, the product's own, unverified. */
export const sourceMark = /\[[WPU]\]/;

/** A source as a reader of this language sees it; an older one without its marks. Empty: the limit names none. */
export const sourceWords = (source: StoredSource, language: Language): string =>
  typeof source === 'string' ? source.replaceAll(/\s*\[[WPU]\]/g, '').trim() : source[language];
