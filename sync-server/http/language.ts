import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from '../../domain/problem.ts';

/** The reader's language by `Accept-Language`: the first one we speak; zh-CN when none is named. */
export function languageOf(request: { readonly headers: IncomingHttpHeaders }): Language {
  const header = request.headers['accept-language'] ?? '';
  const wanted = header
    .split(',', 10)
    .map((part) => {
      const [tag = '', q] = part.trim().split(';q=', 2);
      return { tag: tag.toLowerCase(), weight: q === undefined ? 1 : Number.parseFloat(q) || 0 };
    })
    .sort((a, b) => b.weight - a.weight);
  const first = wanted.find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'));
  return first?.tag.startsWith('en') === true ? 'en' : 'zh-CN';
}
