import type { TFunction } from 'i18next';
import type { SyncState } from '../../../../bridge/station.ts';
import type { Tone } from '../../../components/tone-tag.tsx';
import type { Format } from '../../../texts/format.ts';

/** Everything the office has not confirmed: documents and files (R-01…R-03). */
export const unsentOf = (state: SyncState): number => state.documents + state.files;

/** The chip's sentence. "Synchronised" is said only when the station says so and nothing at all is counted. */
export function syncWords(
  state: SyncState,
  t: TFunction<'station'>,
  format: Format,
): { readonly words: string; readonly tone: Tone } {
  const n = unsentOf(state);
  switch (state.state) {
    case 'synchronised':
      if (n > 0) return { words: t('chip.waiting', { n }), tone: 'warn' };
      return {
        words: state.lastConfirmedAt
          ? t('chip.synchronised', { time: format.time(state.lastConfirmedAt) })
          : t('chip.synchronisedNever'),
        tone: 'good',
      };
    case 'waiting':
      return { words: t('chip.waiting', { n }), tone: 'warn' };
    case 'sending':
      return { words: t('chip.sending', { n }), tone: 'info' };
    case 'offline':
      return { words: n > 0 ? t('chip.offline', { n }) : t('chip.offlineClear'), tone: 'warn' };
    case 'silent':
      return { words: n > 0 ? t('chip.silent', { n }) : t('chip.silentClear'), tone: 'warn' };
    case 'signInNeeded':
      return { words: t('chip.signInNeeded', { n }), tone: 'bad' };
    case 'refused':
      return { words: t('chip.refused', { n, r: state.refused }), tone: 'bad' };
    case 'stopped':
      return { words: t('chip.stopped', { n }), tone: 'bad' };
  }
}
