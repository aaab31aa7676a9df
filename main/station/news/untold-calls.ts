import type { ParsedOf } from '../../../bridge/contract.ts';
import type { StationCalls } from '../../../bridge/station.ts';
import { ok } from '../../../domain/result.ts';
import type { AnswerOf } from '../context.ts';
import type { News } from './news.ts';

const nothing = { wanted: false, quietUntil: null, items: [] } as const;

/** For the system's notifications, also behind the lock: the desk goes on receiving there. Nothing of a customer is in them. */
export const untoldCalls = (news: () => News | null) => ({
  'news.untold': async (): AnswerOf<'news.untold'> => ok(news()?.untold() ?? nothing),
  'news.notified': async ({ ids }: ParsedOf<StationCalls['news.notified']>): AnswerOf<'news.notified'> => {
    await news()?.mark('notified', ids);
    return ok({});
  },
});
