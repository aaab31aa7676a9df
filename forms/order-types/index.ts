import type { OrderTypeDefinition, SettingsByKey } from '../engine/types.ts';
import { appImplementation } from './app-implementation/index.ts';
import { ftthInstall } from './ftth-install/index.ts';
import { platformTicket } from './platform-ticket/index.ts';
import { presaleSupport } from './presale-support/index.ts';
import { projectAcceptance } from './project-acceptance/index.ts';
import calendar from './settings/calendar.json' with { type: 'json' };
import dropCable from './settings/drop-cable.json' with { type: 'json' };
import implementation from './settings/implementation.json' with { type: 'json' };
import lossModel from './settings/loss-model.json' with { type: 'json' };
import onu from './settings/onu.json' with { type: 'json' };
import optics from './settings/optics.json' with { type: 'json' };
import platformTicketSettings from './settings/platform-ticket.json' with { type: 'json' };
import presale from './settings/presale.json' with { type: 'json' };
import project from './settings/project.json' with { type: 'json' };
import sla from './settings/sla.json' with { type: 'json' };
import speedTest from './settings/speed-test.json' with { type: 'json' };
import training from './settings/training.json' with { type: 'json' };
import vasAccessSettings from './settings/vas-access.json' with { type: 'json' };
import { vasAccess } from './vas-access/index.ts';

type Settings = SettingsByKey[string] & { readonly key: string };

/** The order types that ship with this release. The office publishes them into `catalogue`; devices get them by sync. The reference flow first, the others by key. */
export const shippedOrderTypes: readonly OrderTypeDefinition[] = [
  ftthInstall,
  appImplementation,
  platformTicket,
  presaleSupport,
  projectAcceptance,
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
  platformTicketSettings,
  presale,
  project,
  training,
  vasAccessSettings,
] as unknown as readonly Settings[];
