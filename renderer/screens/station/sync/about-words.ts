import type { TFunction } from 'i18next';
import type { SyncItem } from '../../../../bridge/sync-state.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';

/** What an unsent item is about, in words: the event, the step, or the photo's slot. `words`: of the order's type, once known. */
export function aboutWords(item: SyncItem, words: DefinitionWords | null, t: TFunction<['station', 'words']>): string {
  if (item.kind === 'device') return '';
  if (item.kind === 'event') {
    const said = t(`words:event.${item.about}` as 'words:event.noted');
    return said.endsWith(`.${item.about}`) ? item.about : said;
  }
  if (item.about === 'report') return t('station:photo.report');
  return words?.raw(`step.${item.about}`) ?? words?.raw(`photo.${item.about}`) ?? item.about;
}

/** What kind of thing it is, for words: a report's bytes are no photo's. */
export const kindOf = ({ kind, about }: Pick<SyncItem, 'kind' | 'about'>): SyncItem['kind'] | 'file' =>
  kind === 'bytes' && about === 'report' ? 'file' : kind;
