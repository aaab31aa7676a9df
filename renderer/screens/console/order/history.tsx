import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { Json } from '../../../../domain/documents/base.ts';
import type { EventDocument } from '../../../../domain/documents/event.ts';
import { problemText } from '../../../../domain/problem.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { reportOccasion } from '../../../../forms/engine/report-occasion.ts';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import { remainingWords } from '../../../texts/service-result-words.ts';
import { useDefinitions } from '../office/use-definitions.ts';
import { anyWords } from '../words/any-words.ts';
import { notRaisedWords } from '../words/not-raised-words.ts';
import { pathWords } from '../words/path-words.ts';
import { fullTime, windowWords } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { valueWords } from '../words/value-words.ts';
import { fieldOf } from './field-of.ts';
import { changesOf, type HistoryLine, historyLines, notApplied, noteOf, reasonOf } from './history-lines.ts';

/** Who did what and when: every move, correction, submission, photo and review, what did not count and why. */
export function History({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const lines = historyLines(order.view);
  return (
    <ol className="console-history" aria-label={t('order.tab.history')} data-testid="history">
      {lines.map((line) => (
        <li key={line.id} data-kind={line.kind === 'event' ? line.entry.event.kind : line.kind}>
          <time dateTime={line.at}>{fullTime(line.at)}</time>
          <div>
            <Line line={line} order={order} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Line({ line, order }: { readonly line: HistoryLine; readonly order: OfficeOrder }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const who = order.people[line.by] ?? (line.by === 'office' ? tw('role.office') : line.by.slice(-6));
  switch (line.kind) {
    case 'created':
      return (
        <p>
          <b>{t('order.history.created')}</b> <span>{t(`order.history.source.${sourceOf(line.source)}`)}</span>
        </p>
      );
    case 'submission':
      return (
        <p>
          <b>
            {t(line.again ? 'order.history.submittedAgain' : 'order.history.submitted', {
              step: words.step(line.step),
            })}
          </b>{' '}
          <span>{who}</span> {line.late && <ToneTag tone="violet">{tw('history.late')}</ToneTag>}
        </p>
      );
    case 'evidence':
      return (
        <p>
          <b>{t('order.history.photo', { slot: words.photo(line.slot) })}</b> <span>{who}</span>{' '}
          {!line.received && <ToneTag tone="warn">{tw('photo.waiting')}</ToneTag>}
        </p>
      );
    case 'review':
      return (
        <>
          <p>
            <b>{t(`order.history.review.${line.review.verdict}`)}</b> <span>{who}</span>
          </p>
          {line.review.note !== '' && <p className="console-quote">{line.review.note}</p>}
          {line.review.rework.map((item) => (
            <p key={item.step} className="console-quote">
              {words.step(item.step)} · {words.reason('rework', item.reasonCode)}
              {item.note !== '' && ` · ${item.note}`}
            </p>
          ))}
        </>
      );
    case 'event':
      return <EventLine line={line} order={order} who={who} />;
  }
}

const sources = ['form', 'tmf697', 'api', 'demo', 'raised', 'plan'] as const;
const sourceOf = (source: string) => sources.find((known) => known === source) ?? 'api';

function EventLine({
  line,
  order,
  who,
}: {
  readonly line: HistoryLine & { kind: 'event' };
  readonly order: OfficeOrder;
  readonly who: string;
}): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const { event, late } = line.entry;
  const reason = reasonOf(event);
  const note = noteOf(event);
  const lost = notApplied(line.entry);
  const about = useAbout(event, order);
  return (
    <>
      <p>
        <b>{tw(`event.${event.kind}`)}</b> {about !== '' && <span className="console-history-about">{about}</span>}{' '}
        <span>{`${who} · ${tw(`role.${event.role}`)}`}</span>{' '}
        {late && <ToneTag tone="violet">{tw('history.late')}</ToneTag>}{' '}
        {lost !== null && <ToneTag tone="bad">{tw('history.notApplied')}</ToneTag>}
      </p>
      {lost !== null && (
        <p className="console-quote">
          {lost.why === 'illegal'
            ? tw('history.illegal', { state: tw(`phase.${lost.what}` as 'phase.held') })
            : tw('history.overtaken', { event: tw(`event.${lost.what}` as 'event.held') })}
        </p>
      )}
      {reason !== null && (
        <p className="console-quote">
          {t('dialog.reason')} {words.reason(reason.move, reason.code)}
        </p>
      )}
      {note !== '' && <p className="console-quote">{note}</p>}
      {changesOf(event).map(({ path, from, to }) => (
        <p key={path} className="console-quote">
          {pathWords(path, words, t)} <del>{valueWords(path, from, words, tw)}</del> →{' '}
          <ins>{valueWords(path, to, words, tw)}</ins>
        </p>
      ))}
    </>
  );
}

/** What an event is about, in a few words: whom, which stage, which value against which limit. */
function useAbout(event: EventDocument, order: OfficeOrder): string {
  const { t, tw, language } = useWords();
  const words = useDefinitionWords(order.definition);
  const tools = useAnswerTools(order.definition);
  const { wordsOf } = useDefinitions();
  const now = useNow();
  const name = (id: string | undefined) => (id === undefined ? '' : (order.people[id] ?? id.slice(-6)));
  switch (event.kind) {
    case 'assigned':
      return `→ ${name(event.payload.technicianId)}`;
    case 'handedOver':
      return event.payload.toTechnicianId === undefined ? '' : `→ ${name(event.payload.toTechnicianId)}`;
    case 'stagePassed':
      return words.stage(event.payload.stage);
    case 'overridden':
    case 'overrideRefused':
      return `${words.stage(event.payload.stage)} · ${words.gate(event.payload.stage, event.payload.gate)}`;
    case 'overrideAsked':
      return problemText(event.payload.code as 'gate.refused', event.payload.details, language);
    case 'rescheduled':
      return `${windowWords(event.payload.appointment, now, language)} · ${t('order.history.agreedWith', { name: event.payload.agreedWith })}`;
    case 'raiseRefused': {
      const { what, why } = notRaisedWords(event.payload, { t, tw, language, words, wordsOf });
      return `${what} · ${why}`;
    }
    case 'raiseDismissed':
      return words.raw(`raise.${event.payload.raise}`) ?? t('relations.followUp');
    case 'childRaised':
      return event.payload.number;
    case 'reportMade':
      return `#${event.payload.report} · ${tw(`report.occasion.${reportOccasion(order.view.fold, event._id)}`)}`;
    case 'partiallyCompleted':
      return [
        ...(event.payload.remaining.length === 0
          ? []
          : [tw('service.remaining', { what: remainingWords(event.payload.remaining, words) })]),
        ...(event.payload.customerWords === undefined ? [] : [`“${event.payload.customerWords}”`]),
      ].join(' · ');
    case 'conflictChosen': {
      const { step, field } = event.payload;
      const label = `${words.step(step)} · ${words.field(step, field)}`;
      const settled = order.view.settled?.find((one) => one.event === event._id);
      if (settled === undefined) return label;
      const say = (value: Json) =>
        answerWords(step, field, fieldOf(order.definition, step, field), value, tools) ?? tw('notFilled');
      const left = settled.rejected.map(say).join(t('join'));
      return `${label} → ${t('order.history.chosen', { value: say(settled.chosen), left })}`;
    }
    case 'discrepancyReported':
      return `${words.resource(event.payload.resource)}: ${anyWords(event.payload.expected)} → ${anyWords(event.payload.found)}`;
    case 'evidenceWithdrawn': {
      const item = order.view.evidence.find(({ id }) => id === event.payload.evidenceId);
      return item === undefined ? '' : words.photo(item.slot);
    }
    case 'evidenceKept': {
      const item = order.view.evidence.find(({ id }) => id === event.payload.evidenceId);
      return [item === undefined ? '' : words.photo(item.slot), event.payload.note].filter(Boolean).join(' · ');
    }
    case 'signedOff':
      return event.payload.signOff.outcome === 'signed'
        ? fromPrivateUse(event.payload.signOff.printedName)
        : t('order.signRefused');
    default:
      return '';
  }
}
