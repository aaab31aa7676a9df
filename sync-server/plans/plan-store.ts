import { PlanDocument, PlanRunDocument, planDocumentId, planRunId } from '../../domain/documents/plan.ts';
import { type Following, follow } from '../database/follow.ts';
import type { Database, IncomingDocument, StoredDocument } from '../database/types.ts';

/** Plans and their runs in memory, kept by the changes of the office's own database. */
export type PlanStore = {
  readonly plans: () => readonly PlanDocument[];
  readonly plan: (planId: string) => PlanDocument | null;
  /** by occurrence */
  readonly runs: (planId: string) => ReadonlyMap<string, PlanRunDocument>;
  /** the run as it is stored now, whoever wrote it */
  readonly readRun: (planId: string, occurrence: string) => Promise<PlanRunDocument | null>;
  /** False when another write came first. */
  readonly put: (document: PlanDocument | PlanRunDocument) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

const none: ReadonlyMap<string, PlanRunDocument> = new Map();

export async function openPlanStore(
  office: Database,
  changed: (planIds: readonly string[]) => void,
  failed: (error: unknown) => void,
): Promise<PlanStore> {
  const plans = new Map<string, PlanDocument>();
  const runs = new Map<string, Map<string, PlanRunDocument>>();

  /** Takes in what it is, and answers which plan it is about. */
  function take(stored: StoredDocument | null | undefined): string | null {
    if (!/^plan(Run)?:/.test(stored?._id ?? '')) return null;
    const plan = PlanDocument.safeParse(stored);
    if (plan.success) {
      const known = plans.get(plan.data.planId);
      if (known?._rev !== plan.data._rev) plans.set(plan.data.planId, plan.data);
      return plan.data.planId;
    }
    const run = PlanRunDocument.safeParse(stored);
    if (!run.success) return null;
    const { planId, occurrence } = run.data;
    const ofPlan = runs.get(planId) ?? new Map<string, PlanRunDocument>();
    runs.set(planId, ofPlan.set(occurrence, run.data));
    return planId;
  }

  const { update_seq: since } = await office.info();
  for (const kind of ['plan', 'planRun'])
    for (const { doc } of await office.allDocs({ startkey: `${kind}:`, endkey: `${kind};`, includeDocs: true }))
      take(doc);
  const following: Following = follow(
    office,
    since,
    async (rows) => {
      const touched = new Set(rows.flatMap(({ doc }) => take(doc) ?? []));
      if (touched.size > 0) changed([...touched]);
    },
    failed,
  );

  return {
    plans: () => [...plans.values()].sort((a, b) => (a.planId < b.planId ? -1 : 1)),
    plan: (planId) => plans.get(planId) ?? null,
    runs: (planId) => runs.get(planId) ?? none,
    readRun: async (planId, occurrence) => {
      const stored = await office.get(planRunId(planId, occurrence));
      take(stored);
      return runs.get(planId)?.get(occurrence) ?? null;
    },
    put: async (document) => {
      const [row] = await office.bulkDocs([document as unknown as IncomingDocument]);
      if (row?.ok !== true) {
        if (row?.error === 'conflict') return false;
        throw new Error(`${document.type} was not written: ${row?.error}`);
      }
      take({ ...document, _rev: row.rev ?? '' } as StoredDocument);
      return true;
    },
    close: () => following.stop(),
  };
}

export { planDocumentId, planRunId };
