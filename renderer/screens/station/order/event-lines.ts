import type { TFunction } from 'i18next';
import type { Json } from '../../../../domain/documents/base.ts';
import { isRecord } from '../../../texts/answer-words.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import type { Format } from '../../../texts/format.ts';
import { remainingWords } from '../../../texts/service-result-words.ts';

export type EventTools = {
  readonly words: DefinitionWords;
  readonly format: Format;
  readonly t: TFunction<['station', 'words']>;
  readonly people: Readonly<Record<string, string>>;
};

/** The name of an event, or of a review (`review.<verdict>`) among the unseen changes. */
export function eventName(kind: string, t: EventTools['t']): string {
  if (kind.startsWith('review.')) return t(`words:${kind}` as 'words:review.returned');
  return t(`words:event.${kind}` as 'words:event.noted');
}

/** Under which key the order type lists the reasons of an event, where it is not the event's own name. */
const plainKeys: Readonly<Record<string, string>> = {
  customer: 'customer',
  phone: 'phone',
  alternatePhone: 'alternatePhone',
  address: 'address',
  access: 'access',
  district: 'district',
  remarks: 'remarks',
};

/** In these `note` is the event of the note that they are about, and no words (ADR 0032). */
const answersNote: ReadonlySet<string> = new Set(['answerAsked', 'answered', 'answerWaived']);

/** What an event says beyond its name, one line each, for the history and the panel of changes. */
export function eventLines(kind: string, payload: Json, tools: EventTools): readonly string[] {
  if (!isRecord(payload)) return [];
  const { words, format, t, people } = tools;
  const lines: string[] = [];
  const text = (key: string): string | null =>
    typeof payload[key] === 'string' && payload[key] !== '' ? payload[key] : null;
  const stage = text('stage');
  if (stage !== null) lines.push(words.stage(stage));
  const gate = text('gate');
  if (stage !== null && gate !== null) lines.push(words.gate(stage, gate));
  const reason = text('reasonCode');
  if (reason !== null) lines.push(words.reason(kind, reason));
  const window = payload.appointment;
  if (isRecord(window) && typeof window.start === 'string' && typeof window.end === 'string')
    lines.push(t('station:order.window', { window: format.window({ start: window.start, end: window.end }) }));
  const until = text('until');
  if (until !== null) lines.push(`${t('station:move.until')} ${format.date(until)}`);
  const agreedWith = text('agreedWith');
  if (agreedWith !== null) lines.push(`${t('station:move.agreedWith')} ${agreedWith}`);
  const to = text('toTechnicianId');
  if (to !== null) lines.push(`${t('station:move.toWhom')} ${people[to] ?? to.slice(-6)}`);
  const said = text('customerWords');
  if (said !== null) lines.push(`${t('station:state.customerWords')} ${said}`);
  const resource = text('resource');
  if (resource !== null) lines.push(`${words.resource(resource)}: ${String(payload.found ?? '')}`);
  const step = text('step');
  if (step !== null)
    lines.push(`${words.step(step)}${text('field') === null ? '' : ` · ${words.field(step, text('field') ?? '')}`}`);
  if (Array.isArray(payload.changes))
    lines.push(...payload.changes.filter(isRecord).map((change) => amendmentLine(change, tools)));
  if (Array.isArray(payload.remaining) && payload.remaining.length > 0)
    lines.push(t('words:service.remaining', { what: remainingWords(payload.remaining.map(String), words) }));
  if (typeof payload.report === 'number') lines.push(t('station:photo.reportN', { n: payload.report }));
  for (const key of answersNote.has(kind) ? ['text'] : ['note', 'text']) {
    const said = text(key);
    if (said !== null) lines.push(said);
  }
  return lines;
}

/** `Address: was … → now …` */
function amendmentLine(change: { readonly [key: string]: Json }, { words, t }: EventTools): string {
  const path = String(change.path ?? '');
  const [group = '', key = ''] = path.split('.');
  const known = plainKeys[key === '' ? group : key];
  const label =
    known !== undefined && known !== 'customer'
      ? t(`station:facts.${known}` as 'station:facts.phone')
      : group === 'products'
        ? words.product(key)
        : group === 'resources'
          ? words.resource(key)
          : group === 'customer'
            ? t('station:facts.customer')
            : path;
  const was =
    change.from === undefined || change.from === null || change.from === ''
      ? ''
      : ` ${t('station:order.changes.was', { from: said(change.from) })}`;
  return `${label}:${was} → ${t('station:order.changes.now', { to: said(change.to) })}`;
}

const said = (value: Json | undefined): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
