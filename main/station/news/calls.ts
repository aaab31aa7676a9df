import { ok } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';

export const newsCalls = {
  'news.list': async (desk) => ok({ items: desk.news.list(), badge: desk.news.badge() }),
  'news.dismiss': async (desk, { ids }) => {
    await desk.news.mark('dismissed', ids);
    return ok({ badge: desk.news.badge() });
  },
  'news.look': async (desk, { orderId }) => {
    await desk.news.look(orderId);
    return ok({ badge: desk.news.badge() });
  },
} as const satisfies DeskCalls<OwnDesk>;
