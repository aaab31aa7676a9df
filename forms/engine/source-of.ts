import { SourceText, type StoredSource } from '../../domain/source-text.ts';
import { resultOf, type Scope } from './expression.ts';

/**
 * What a measure stores of its limit's source: the two texts of settings that have them, else the one that an older version of the settings
 * has. Marks and references of the settings' author are left there.
 */
export function sourceOf(expression: string, scope: Scope): StoredSource {
  const value = resultOf(expression, scope);
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return '';
  const { 'zh-CN': zh, en } = value as { readonly [key: string]: unknown };
  const read = SourceText.safeParse({ 'zh-CN': zh, en });
  return read.success ? read.data : '';
}
