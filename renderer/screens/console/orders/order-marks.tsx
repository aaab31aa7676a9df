import type { ReactNode } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { type ConsoleT, useWords } from '../words/use-words.ts';

/** What is open on an order beside its state, or was: a gate that waits, values that differ or differed, what is missing. */
export function useMarks(order: OfficeSummary): readonly string[] {
  const { t } = useWords();
  return [
    order.broken === null ? null : brokenMark(order.broken, t),
    order.definitionArriving && order.broken === null ? t('orders.mark.unreadable') : null,
    order.overridesAsked > 0 ? t('orders.mark.gate') : null,
    order.conflicts > 0 ? t('orders.mark.conflicts', { n: order.conflicts }) : null,
    order.settledConflicts > 0 ? t('orders.mark.settled', { n: order.settledConflicts }) : null,
    order.discarded > 0 ? t('orders.mark.discarded', { n: order.discarded }) : null,
    order.missing.length > 0 ? t('orders.mark.missing', { n: order.missing.length }) : null,
  ].filter((mark) => mark !== null);
}

function brokenMark({ code, details }: Problem, t: ConsoleT): string {
  const [version, line] = [String(details.version), String(details.line)];
  return code === 'order.definitionBroken' ? t('orders.mark.broken', { version, line }) : t('orders.mark.unreadable');
}

export function Marks({ marks }: { readonly marks: readonly string[] }): ReactNode {
  const said = marks.join(' · ');
  return marks.length === 0 ? null : (
    <small className="console-marks" title={said}>
      {said}
    </small>
  );
}
