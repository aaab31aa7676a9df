import { createHash } from 'node:crypto';
import { officeEvidencePath } from '../../bridge/office.ts';
import { evidencePath } from '../../bridge/station.ts';
import type { SyncState } from '../../bridge/sync-state.ts';
import type { OrderView } from '../../forms/engine/types.ts';
import { http } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { stationToken } from '../processes/station.ts';
import type { Ledger } from './ledger.ts';
import { draftAtOffice, missingAtOffice } from './office-store.ts';
import { type Device, devices, technicianOf } from './schedule.ts';
import type { Site } from './site.ts';

/** What is wrong with one schedule after healing. */
export type Broken = {
  readonly kind: 'lost' | 'duplicate' | 'differs';
  readonly number: number;
  readonly what: string;
};

const syncWithinMs = 90_000;
const equalWithinMs = 30_000;

/** Everything runs, every link is open, a sign-in is given where one is asked for; the clocks stay as they are. */
export async function heal(site: Site): Promise<void> {
  for (const link of Object.values(site.links)) link.heal();
  for (const box of Object.values(site.boxes)) box.set({ box: 'clear' });
  for (const on of devices) await signInWhereAsked(site, on);
}

async function signInWhereAsked(site: Site, on: Device): Promise<void> {
  const state = await site.ask(on, 'session.state', {});
  if (state.ok && (state.value.signInNeeded || state.value.state !== 'open'))
    await until(`a sign-in on ${on}`, async () => {
      await site.stations[on].signIn(technicianOf[on]);
      return true;
    });
}

/** Every device synchronised; answers why not, for those that do not get there. */
export async function synchronise(site: Site): Promise<readonly string[]> {
  const all = await Promise.all(
    devices.map(async (on) => {
      let last: SyncState | null = null;
      try {
        await until(
          `${on} synchronised`,
          async () => {
            const answer = await site.ask(on, 'sync.now', {});
            last = answer.ok ? answer.value : last;
            // What it had sent before may be refused only now.
            if (last?.state === 'signInNeeded') await signInWhereAsked(site, on);
            return last?.state === 'synchronised';
          },
          { withinMs: syncWithinMs, everyMs: 100 },
        );
        return [];
      } catch {
        const { state, link, refused, documents, files, items } = last ?? ({} as Partial<SyncState>);
        const shown = JSON.stringify(items?.slice(0, 2));
        const probe = await http(`${site.links[on].url}/healthz`, { timeoutMs: 5_000 }).then(
          (answer) => `${answer.status}`,
          (error: unknown) => String(error),
        );
        const said = site.stations[on].program().err.slice(-2).join(' ');
        return [
          `${on} is ${state}/${link}: ${documents} documents, ${files} files, ${refused} refused: ${shown}; healthz through its link: ${probe}; it said ${said}`,
        ];
      }
    }),
  );
  return all.flat();
}

/** Compares what was acknowledged with what is there: at the office, and on every device. */
export async function inspect(site: Site, ledger: Ledger): Promise<readonly Broken[]> {
  const { number } = ledger.schedule;
  const broken =
    (kind: Broken['kind']) =>
    (what: string): Broken => ({ kind, number, what });
  const equal = await sameOnAll(site, ledger);
  if (typeof equal === 'string') return [broken('differs')(equal)];
  const lost = [...missingInView(ledger, equal), ...(await missingElsewhere(site, ledger, equal))];
  return [...lost.map(broken('lost')), ...duplicates(ledger, equal).map(broken('duplicate'))];
}

/** The office's view once every device whose technician holds the order derives the same bytes; or how they differ. */
async function sameOnAll(site: Site, { orderId }: Ledger): Promise<OrderView | string> {
  let difference = '';
  try {
    return await until(
      'the same bytes',
      async () => {
        const office = await site.askOffice('disp1', 'workOrder.open', { orderId });
        if (!office.ok) throw new Error(office.problem.code);
        const { view } = office.value;
        const text = JSON.stringify(view);
        const holder = view.fold.assignment?.technicianId;
        for (const on of devices) {
          const mine = site.technicians[technicianOf[on]] === holder;
          const here = await site.ask(on, 'workOrder.open', { orderId });
          if (!mine && (!here.ok || here.value.local.grant !== 'active')) continue;
          const other = here.ok ? JSON.stringify(here.value.view) : here.problem.code;
          if (other === text) continue;
          difference = `${on} and the office differ: ${differenceOf(text, other)}`;
          return null;
        }
        return view;
      },
      { withinMs: equalWithinMs, everyMs: 100 },
    );
  } catch (error) {
    return difference || String(error);
  }
}

function differenceOf(office: string, device: string): string {
  let at = 0;
  while (at < office.length && office[at] === device[at]) at += 1;
  const part = (text: string): string => text.slice(Math.max(0, at - 80), at + 160);
  return `at ${at}: office …${part(office)}… device …${part(device)}…`;
}

const idsIn = (view: OrderView): readonly string[] => [
  ...view.fold.history.map(({ event }) => event._id),
  ...view.stages.flatMap(({ steps }) => steps.flatMap(({ submissions }) => submissions.map(({ id }) => id))),
  ...view.evidence.map(({ id }) => id),
];

function missingInView({ acknowledged, byOffice }: Ledger, view: OrderView): readonly string[] {
  const there = new Set(idsIn(view));
  const gaps = view.findings.filter(({ kind }) => kind === 'sequenceGap').map(({ about }) => `gap: ${about}`);
  return [
    ...acknowledged.filter(({ id }) => !there.has(id)).map(({ kind, id, on }) => `${kind} ${id} of ${on} in the view`),
    ...byOffice.filter(({ id }) => !there.has(id)).map(({ id }) => `the office's ${id}`),
    ...gaps,
  ];
}

/** In the office's stores by document and hash, and on the device that acknowledged it. */
async function missingElsewhere(site: Site, ledger: Ledger, view: OrderView): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const on of devices) {
    const mine = ledger.acknowledged.filter((one) => one.on === on);
    for (const { kind, id } of await missingAtOffice(site, on, mine))
      lost.push(`${kind} ${id} of ${on} in the mailbox`);
    const logs = ledger.drafts.filter((one) => one.on === on && one.acknowledged > 0);
    if (mine.length + logs.length === 0) continue;
    const opened = await site.ask(on, 'workOrder.open', { orderId: ledger.orderId });
    if (!opened.ok) {
      lost.push(`${on}: ${opened.problem.code}`);
      continue;
    }
    const here = new Set(idsIn(opened.value.view));
    for (const { kind, id } of mine.filter((one) => !here.has(one.id))) lost.push(`${kind} ${id} on ${on} itself`);
    for (const log of logs) {
      const found = [
        Number(opened.value.local.drafts[log.step]?.fields.routeNote ?? 0),
        await draftAtOffice(site, ledger.orderId, log),
      ];
      if (found.some((one) => one < log.acknowledged || one > log.asked))
        lost.push(
          `draft of ${on}: ${found.join(' here, ')} at the office, ${log.acknowledged} acknowledged, ${log.asked} asked`,
        );
    }
    for (const { id, photo } of mine) {
      if (photo === null) continue;
      for (const [variant, hash] of [
        ['original', photo.original],
        ['view', photo.travels],
      ] as const) {
        const address = `${site.stations[on].url}${evidencePath(id, variant)}`;
        const { status, body } = await http(address, { headers: { authorization: `Bearer ${stationToken}` } });
        if (status !== 200 || sha256(body) !== hash) lost.push(`${variant} of ${id} on ${on}: ${status}`);
      }
    }
  }
  for (const { document } of view.evidence) {
    const { status, body } = await site.getFromOffice('disp1', officeEvidencePath(ledger.orderId, document.sha256));
    if (status !== 200 || sha256(body) !== document.sha256)
      lost.push(`bytes of ${document._id} at the office: ${status}`);
  }
  return lost;
}

function duplicates(ledger: Ledger, view: OrderView): readonly string[] {
  const keys = [
    ...view.fold.history.map(({ event }) => event.requestKey ?? event._id),
    ...view.evidence.map(({ id, document }) => document.requestKey ?? id),
  ];
  const submissions = view.stages.flatMap(({ steps }) => steps.flatMap((step) => step.submissions));
  const asked = ledger.asked.filter(({ kind }) => kind === 'submission').length;
  const ids = idsIn(view);
  return [
    ...[...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))].map((key) => `key ${key}`),
    ...[...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `id ${id}`),
    ...(submissions.length > asked ? [`${submissions.length} submissions of ${asked} asked`] : []),
  ];
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
