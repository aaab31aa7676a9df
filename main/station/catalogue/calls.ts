import { problem } from '../../../domain/problem.ts';
import { ok, refused } from '../../../domain/result.ts';
import type { DeskCalls } from '../context.ts';
import type { OwnDesk } from '../own-desk.ts';

export const catalogueCalls = {
  'calendar.get': async ({ catalogue }) => ok({ settings: catalogue.newestSettings('calendar') }),
  'definition.get': async ({ catalogue }, { key, version }) => {
    const found = catalogue.find(key, version);
    if (found) return ok(found);
    const broken = version === undefined ? null : catalogue.broken({ orderType: key, orderTypeVersion: version });
    return refused(broken ?? problem('order.definitionArriving', { key }));
  },
  'people.technicians': async ({ contact, technicianId }) =>
    ok({ technicians: contact.facts().technicians.filter((one) => one.technicianId !== technicianId) }),
} as const satisfies DeskCalls<OwnDesk>;
