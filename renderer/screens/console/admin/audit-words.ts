import type { AuditEntry } from '../../../../bridge/audit.ts';
import { problemCatalogue } from '../../../../domain/problem/catalogue.ts';
import type { Language } from '../../../../domain/problem.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { fullTime } from '../words/time-words.ts';
import type { ConsoleT, SharedT } from '../words/use-words.ts';

/** The text at a place that is known only when it runs; null: there is none. */
function textAt(t: ConsoleT | SharedT, place: string): string | null {
  // Others are no place: a colon would name another room of texts.
  if (!/^[\w.]+$/.test(place)) return null;
  const said = (t as unknown as (key: string) => string)(place);
  return said.endsWith(place.slice(place.lastIndexOf('.'))) ? null : said;
}

/** Why something was refused, told to an administrator: most sentences of problems speak to who was refused, with figures of that moment. */
export function auditWhy(code: string, t: ConsoleT, language: Language): string {
  const short = textAt(t, `admin.audit.why.${code}`);
  if (short !== null) return short;
  const sentences = Object.hasOwn(problemCatalogue, code)
    ? problemCatalogue[code as keyof typeof problemCatalogue]
    : undefined;
  return sentences === undefined || /\{\w+\}/.test(sentences[language]) ? code : sentences[language];
}

/** The object of an entry. `order`: its id, to be opened; `written`: not in words but as it is written, a version or an address. */
export function auditAbout(
  { action, about, details }: Pick<AuditEntry, 'action' | 'about' | 'details'>,
  t: ConsoleT,
): { readonly kind: 'order' | 'words' | 'written'; readonly text: string } | null {
  if (about === null) return null;
  if (action.startsWith('order.')) return { kind: 'order', text: about };
  if (action === 'device.enrolled' || action === 'device.revoked')
    return { kind: 'words', text: t('admin.audit.device', { id: about.slice(-8) }) };
  if (action !== 'access.refused') return { kind: 'written', text: about };
  const call = textAt(t, `admin.audit.call.${about}`);
  if (call !== null) return { kind: 'words', text: call };
  return { kind: 'written', text: about.startsWith('/') ? `${details.method ?? ''} ${about}`.trim() : about };
}

/** Details that stand in the column of the object already. */
const shownElsewhere: ReadonlySet<string> = new Set(['accountId', 'method']);

/**
 * The remaining details of an entry, in one line. An entry names stages, gates and performers by their keys.
 * @param known the words of every order type: an entry does not say of which its order is, so that where types call a key differently all names stand there
 */
export function auditMore(
  details: AuditEntry['details'],
  t: ConsoleT,
  tw: SharedT,
  known: readonly DefinitionWords[],
): string {
  const named = (key: string): string => {
    const names = new Set(known.flatMap((words) => words.raw(key) ?? []));
    return names.size === 0 ? key.slice(key.lastIndexOf('.') + 1) : [...names].join(' / ');
  };
  const each = (list: string, say: (one: string) => string): string => list.split(' ').map(say).join(t('join'));
  const say = (name: string, value: string): string => {
    switch (name) {
      case 'role':
        return textAt(tw, `role.${value}`) ?? value;
      case 'stage':
        return named(`stage.${value}`);
      case 'gate':
        return named(`gate.${details.stage}.${value}`);
      case 'performs':
        return each(value, (one) => named(`performer.${one}`));
      case 'filters':
        return each(value, (one) => textAt(t, `admin.audit.filter.${one}`) ?? one);
      case 'takenAt':
        return fullTime(value);
      default:
        return textAt(t, `admin.audit.value.${name}.${value}`) ?? value;
    }
  };
  return Object.entries(details)
    .filter(([name, value]) => !shownElsewhere.has(name) && value !== '')
    .map(([name, value]) => `${textAt(t, `admin.audit.detail.${name}`) ?? name}: ${say(name, String(value))}`)
    .join(' · ');
}
