import type { OfficeContext } from '../context.ts';
import { collecting } from './collecting.ts';
import { startDelivering } from './delivering.ts';
import { startSweeping } from './sweeping.ts';

export type Router = { readonly close: () => Promise<void> };

/**
 * Copies between mailboxes and `work` (ADR 0008, ADR 0015). Every office collects what its own door took in; one delivers for all,
 * and one looks after the mailboxes that nobody told of.
 */
export function startRouter(context: OfficeContext): Router {
  const collector = collecting(context);
  const unheard = context.nudges.on(collector.fresh);
  context.leases.during('deliver', () => startDelivering(context));
  context.leases.during('sweep', async () => startSweeping(context, collector));
  return {
    async close() {
      unheard();
      await collector.close();
    },
  };
}
