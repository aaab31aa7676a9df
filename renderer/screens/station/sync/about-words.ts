import type { TFunction } from 'i18next';
import type { SyncItem } from '../../../../bridge/station.ts';

/** What an unsent item is about. Event kinds have words of ours; a step or slot is named by its key, as its order type is not at hand here. */
export function aboutWords(item: SyncItem, t: TFunction<['station', 'words']>): string {
  if (item.kind !== 'event') return item.about;
  const said = t(`words:event.${item.about}` as 'words:event.noted');
  return said.endsWith(`.${item.about}`) ? item.about : said;
}
