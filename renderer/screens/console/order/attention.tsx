import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { problem } from '../../../../domain/problem.ts';
import type { ClockDoubt } from '../../../../domain/work-order/clock-trust.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import type { DialogKind } from '../dialogs/dialog-props.ts';
import { heardToday } from '../dialogs/heard-today.ts';
import { usePerson } from '../office/office-context.tsx';
import { pathWords } from '../words/path-words.ts';
import { shortTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { DiscardedNote } from './discarded-note.tsx';
import { NotRaised } from './not-raised.tsx';
import { openGates } from './open-gates.ts';
import { isTaken, isTypeless } from './order-actions.ts';
import { SentBackNote } from './sent-back-note.tsx';

type Props = {
  readonly order: OfficeOrder;
  readonly may: (kind: DialogKind) => boolean;
  readonly open: (kind: DialogKind, stage?: string, gate?: string) => void;
};

/** What waits for a person on this order, each with its way out, above everything else. */
export function Attention({ order, may, open }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const words = useDefinitionWords(order.definition);
  const now = useNow();
  const { role } = usePerson();
  const { view } = order;
  const asked = openGates(view).filter((gate) => gate.asked !== undefined);
  const lastSeen = order.technicianDevices.reduce<string | null>(
    (latest, { lastSeenAt }) => (lastSeenAt !== null && (latest === null || lastSeenAt > latest) ? lastSeenAt : latest),
    null,
  );
  const button = (kind: DialogKind, stage?: string, gate?: string) =>
    may(kind) ? (
      <Button
        onClick={() => open(kind, stage, gate)}
        data-testid={gate === undefined ? `attention-${kind}` : `override-${stage}-${gate}`}
      >
        {kind === 'override' ? t('needs.act.override') : t(`action.${kind}`)}
      </Button>
    ) : undefined;
  const late = view.findings.filter(({ kind }) => kind === 'lateContribution').length;
  const refused = view.findings.filter(
    ({ kind }) => kind === 'gateWouldRefuse' || kind === 'lateSubmission' || kind === 'incompleteSubmission',
  ).length;
  return (
    <div className="console-attention">
      {isTypeless(view) && (
        <Alert
          type="warning"
          showIcon
          data-testid="type-unknown"
          title={t('order.typeUnknown')}
          description={t('order.typeUnknownHint')}
          action={button('reject')}
        />
      )}
      {view.fold.phase === 'intake' && !isTypeless(view) && (
        <Alert
          type="warning"
          showIcon
          title={t('dialog.completeIntake.lacks', {
            what: view.missing.map((path) => pathWords(path, words, t)).join(t('join')),
          })}
          action={button('completeIntake')}
        />
      )}
      <SentBackNote order={order} />
      {view.fold.phase === 'cancelAsked' && (
        <Alert type="warning" showIcon title={t('order.cancelAsked')} action={button('decideCancel')} />
      )}
      {view.fold.notes
        .filter(({ waits }) => waits)
        .map((note) => (
          <Alert
            key={note.eventId}
            type="warning"
            showIcon
            data-testid="note-waits"
            title={t('notes.asks', { name: order.people[note.by] ?? '', time: shortTime(note.at, now) })}
            description={note.text}
            action={button('answer')}
          />
        ))}
      {asked.map((gate) => (
        <Alert
          key={gate.key}
          type="warning"
          showIcon
          data-testid={`asked-${gate.stage}-${gate.gate}`}
          title={`${t('order.gateAsked', { stage: words.stage(gate.stage) })} ${problemSentence(problem(gate.code, { ...gate.details, stage: gate.stage, gate: gate.gate }), language, tw, words)}`}
          description={
            gate.asked === undefined
              ? undefined
              : [order.people[gate.asked.by] ?? '', shortTime(gate.asked.at, now), gate.asked.note]
                  .filter((part) => part !== '')
                  .join(' · ')
          }
          action={button('override', gate.stage, gate.gate)}
        />
      ))}
      {view.fold.hold !== null && view.fold.phase === 'held' && (
        <Alert
          type="info"
          showIcon
          title={t('order.heldSince', {
            time: shortTime(view.fold.hold.since, now),
            reason: words.reason('held', view.fold.hold.reasonCode),
          })}
          description={
            [
              view.fold.hold.note,
              view.fold.hold.until === null ? '' : t('order.heldUntil', { time: shortTime(view.fold.hold.until, now) }),
            ]
              .filter((part) => part !== '')
              .join(' · ') || undefined
          }
          action={button('resume')}
        />
      )}
      {isTaken(view) && !heardToday(lastSeen, now) && view.fold.reviewState === null && (
        <Alert
          type="warning"
          showIcon
          data-testid="device-silent"
          title={
            lastSeen === null ? t('order.deviceNever') : t('order.deviceSilent', { time: shortTime(lastSeen, now) })
          }
        />
      )}
      {view.fold.discrepancies.map((found) => (
        <Alert
          key={found.at + found.resource}
          type="warning"
          showIcon
          title={t('order.discrepancy', { resource: words.resource(found.resource), found: String(found.found) })}
          description={found.note === '' ? undefined : found.note}
          action={button('amend')}
        />
      ))}
      <NotRaised order={order} decides={role === 'dispatcher'} />
      {doubtedClocks(view).map(({ about, who, why }) => (
        <Alert
          key={about}
          type="warning"
          showIcon
          data-testid="clock-doubted"
          title={t('order.clockDoubted.title', { who: order.people[who] ?? '', why: t(`order.clockDoubted.${why}`) })}
        />
      ))}
      {order.discarded.map((item) => (
        <DiscardedNote key={item.documentId + item.at} order={order} item={item} />
      ))}
      {late > 0 && <Alert type="info" showIcon title={t('order.late', { n: late })} />}
      {refused > 0 && <Alert type="warning" showIcon title={t('order.findings', { n: refused })} />}
    </div>
  );
}

/** Measurements of a device's clock that do not count, by whom, and why. */
const doubtedClocks = ({ findings }: OfficeOrder['view']) =>
  findings
    .filter(({ kind }) => kind === 'clockDoubted')
    .map(({ about, details }) => ({ about, who: String(details.by), why: details.why as ClockDoubt }));
