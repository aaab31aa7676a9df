/** What the station tells of news (ADR 0032): part of `station.ts`. */
import type { TimeWindow } from '../domain/documents/base.ts';
import type { NewsItem, NewsKind } from '../domain/work-order/news.ts';
import type { SummaryOfView } from '../forms/engine/summary.ts';

export type { NewsKind };

/** So many pieces of news one call marks; a page that marks more of them calls again. */
export const mostNewsAtOnce = 500;

/** One toast: what happened, to which order, where and how urgent. Behind the lock nobody gets it. */
export type ListedNews = NewsItem &
  Pick<SummaryOfView, 'orderId' | 'number' | 'typeName' | 'address' | 'priority'> & {
    readonly appointment: TimeWindow | null;
  };

/** What a system notification may say: it can stand on a locked screen, so neither name, phone, address nor words are in it. */
export type UntoldNews = {
  /** the person wants system notifications on this device */
  readonly wanted: boolean;
  /** quiet hours hold until then; null: they do not */
  readonly quietUntil: string | null;
  readonly items: readonly {
    readonly id: string;
    readonly kind: NewsKind;
    readonly orderId: string;
    readonly number: string;
    readonly isUrgent: boolean;
  }[];
};
