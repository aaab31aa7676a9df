import type { OrderTypeDefinition, SettingsByKey } from '../engine/types.ts';
import { appImplementation } from './app-implementation/index.ts';
import { ftthInstall } from './ftth-install/index.ts';
import { ftthRepair } from './ftth-repair/index.ts';
import { internalMove } from './internal-move/index.ts';
import { lineRemoval } from './line-removal/index.ts';
import { platformTicket } from './platform-ticket/index.ts';
import { presaleSupport } from './presale-support/index.ts';
import { projectAcceptance } from './project-acceptance/index.ts';
import { serviceOpening } from './service-opening/index.ts';
import calendar from './settings/calendar.json' with { type: 'json' };
import dropCable from './settings/drop-cable.json' with { type: 'json' };
import implementation from './settings/implementation.json' with { type: 'json' };
import lossModel from './settings/loss-model.json' with { type: 'json' };
import moves from './settings/moves.json' with { type: 'json' };
import onu from './settings/onu.json' with { type: 'json' };
import optics from './settings/optics.json' with { type: 'json' };
import platformTicketSettings from './settings/platform-ticket.json' with { type: 'json' };
import presale from './settings/presale.json' with { type: 'json' };
import project from './settings/project.json' with { type: 'json' };
import repair from './settings/repair.json' with { type: 'json' };
import serviceOpeningSettings from './settings/service-opening.json' with { type: 'json' };
import sla from './settings/sla.json' with { type: 'json' };
import speedTest from './settings/speed-test.json' with { type: 'json' };
import training from './settings/training.json' with { type: 'json' };
import vasAccessSettings from './settings/vas-access.json' with { type: 'json' };
import { siteMove } from './site-move/index.ts';
import { vasAccess } from './vas-access/index.ts';

type Settings = SettingsByKey[string] & { readonly key: string };

/** The order types that ship with this release. The office publishes them into `catalogue`; devices get them by sync. The reference flow first, the others by key. */
export const shippedOrderTypes: readonly OrderTypeDefinition[] = [
  ftthInstall,
  appImplementation,
  ftthRepair,
  internalMove,
  lineRemoval,
  platformTicket,
  presaleSupport,
  projectAcceptance,
  serviceOpening,
  siteMove,
  vasAccess,
];

/** The field's numbers (NORMS.md) with their sources, as versioned settings. */
export const shippedSettings: readonly Settings[] = [
  optics,
  lossModel,
  dropCable,
  onu,
  speedTest,
  sla,
  calendar,
  implementation,
  moves,
  platformTicketSettings,
  presale,
  project,
  repair,
  serviceOpeningSettings,
  training,
  vasAccessSettings,
] as unknown as readonly Settings[];
