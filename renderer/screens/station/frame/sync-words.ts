import type { TFunction } from 'i18next';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import type { Tone } from '../../../components/tone-tag.tsx';
import type { Format } from '../../../texts/format.ts';

/** Everything the office has not confirmed: documents and files (R-01…R-03). */
export const unsentOf = (state: SyncState): number => state.documents + state.files;

/** How the exchange stands, for words: "waiting" with nothing to send is a device that is reaching the office or fetching from it. */
export function standingOf(state: SyncState): SyncState['state'] | 'connecting' | 'fetching' {
  const n = unsentOf(state);
  if (state.state === 'synchronised' && n > 0) return 'waiting';
  if (state.state !== 'waiting' || n > 0) return state.state;
  return state.link === 'unknown' ? 'connecting' : 'fetching';
}

/** What "offline" is called: where the device has a network it is the office that cannot be reached. */
export const offlineAs = <S extends string>(state: S, hasNetwork: boolean): S | 'unreachable' =>
  state === 'offline' && hasNetwork ? 'unreachable' : state;

/** The chip's sentence. "Synchronised" is said only when the station says so and nothing at all is counted; a zero never warns. */
export function syncWords(
  state: SyncState,
  t: TFunction<'station'>,
  format: Format,
  hasNetwork = false,
): { readonly words: string; readonly tone: Tone } {
  const n = unsentOf(state);
  const standing = standingOf(state);
  switch (standing) {
    case 'synchronised':
      return {
        words: state.lastConfirmedAt
          ? t('chip.synchronised', { time: format.time(state.lastConfirmedAt) })
          : t('chip.synchronisedNever'),
        tone: 'good',
      };
    case 'connecting':
    case 'fetching':
      return { words: t(`chip.${standing}`), tone: 'info' };
    case 'waiting':
      return { words: t('chip.waiting', { n }), tone: 'warn' };
    case 'sending':
      return { words: t('chip.sending', { n }), tone: 'info' };
    case 'offline': {
      const words = hasNetwork ? 'unreachable' : 'offline';
      return { words: n > 0 ? t(`chip.${words}`, { n }) : t(`chip.${words}Clear`), tone: 'warn' };
    }
    case 'silent':
    case 'inBetween':
      return { words: n > 0 ? t(`chip.${standing}`, { n }) : t(`chip.${standing}Clear`), tone: 'warn' };
    case 'signInNeeded':
    case 'stopped':
      return { words: n > 0 ? t(`chip.${standing}`, { n }) : t(`chip.${standing}Clear`), tone: 'bad' };
    case 'refused':
      return { words: t('chip.refused', { n, r: state.refused }), tone: 'bad' };
  }
}
