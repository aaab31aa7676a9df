import { createHash } from 'node:crypto';
import type { OpenOrder } from '../../bridge/station.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { http } from '../processes/calls.ts';
import { stationToken } from '../processes/station.ts';
import type { FieldStation } from '../sync/field.ts';
import type { Asked, Ledger } from './ledger.ts';

export type Faults = { readonly lost: readonly string[]; readonly duplicated: readonly string[] };

/** What was answered against what is there. Nothing answered may be missing, nothing may be there twice, and no draft may be older. */
export function compare(ledger: Ledger, { view, local }: OpenOrder): Faults {
  const { field, step, asked, answered } = ledger.draft;
  const found = Number(local.drafts[step]?.fields[field] ?? 0);
  const drafts = found >= answered && found <= asked ? [] : [`draft ${found}, answered ${answered}, asked ${asked}`];
  const kept = compareKept(ledger, view);
  return { lost: [...drafts, ...kept.lost], duplicated: kept.duplicated };
}

/** The same for what never changes: notes, submissions, photos. */
export function compareKept(ledger: Ledger, view: OrderView): Faults {
  const there = idsIn(view);
  const seen = new Map<string, number>();
  for (const { key } of there) seen.set(key, (seen.get(key) ?? 0) + 1);
  const ids = new Set(there.map(({ id }) => id));
  const submissions = there.filter(({ kind }) => kind === 'submission').length;
  const askedFor = ledger.asked.filter(({ kind }) => kind === 'submission').length;
  return {
    lost: ledger.asked.flatMap((one) =>
      one.answer !== null && !ids.has(one.answer) ? [`${one.kind} ${one.answer}`] : [],
    ),
    duplicated: [
      ...[...seen].flatMap(([key, times]) => (times > 1 ? [`${key} ${times} times`] : [])),
      ...(submissions > askedFor ? [`${submissions} submissions of ${askedFor} asked for`] : []),
    ],
  };
}

type Found = { readonly kind: Asked['kind']; readonly id: string; readonly key: string };

function idsIn(view: OrderView): readonly Found[] {
  const notes = view.fold.history.flatMap(({ event }): Found[] =>
    event.kind === 'noted' ? [{ kind: 'note', id: event._id, key: event.requestKey ?? event._id }] : [],
  );
  const submissions = view.stages.flatMap(({ steps }) =>
    steps.flatMap((step) => step.submissions.map(({ id }): Found => ({ kind: 'submission', id, key: id }))),
  );
  const photos = view.evidence.map(
    ({ id, document }): Found => ({ kind: 'photo', id, key: document.requestKey ?? id }),
  );
  return [...notes, ...submissions, ...photos];
}

/** The photo's bytes at the station: the original as it was taken, and the copy that travels by its own hash. */
export async function photoFault(station: FieldStation, view: OrderView, asked: Asked): Promise<string | null> {
  const item = view.evidence.find(({ id }) => id === asked.answer);
  if (!item) return `photo ${asked.answer} has no document`;
  const wanted = { original: asked.photo?.sha256, view: item.document.sha256 } as const;
  for (const variant of ['original', 'view'] as const) {
    const url = `${station.url}/evidence/${encodeURIComponent(item.id)}/${variant}`;
    const { status, body } = await http(url, { headers: { authorization: `Bearer ${stationToken}` } });
    if (status !== 200 || sha256(body) !== wanted[variant]) return `${variant} of ${item.id}: ${status}`;
  }
  return null;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
