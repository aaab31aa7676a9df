import type { OrderTypeDefinition, SettingsByKey } from '../engine/types.ts';
import { appImplementation } from './app-implementation/index.ts';
import { complaint } from './complaint/index.ts';
import { customerRevisit } from './customer-revisit/index.ts';
import { dataLineInstall } from './data-line-install/index.ts';
import { ftthInstall } from './ftth-install/index.ts';
import { ftthRepair } from './ftth-repair/index.ts';
import { internalMove } from './internal-move/index.ts';
import { lineRemoval } from './line-removal/index.ts';
import { lineSurvey } from './line-survey/index.ts';
import { patrol } from './patrol/index.ts';
import { platformTicket } from './platform-ticket/index.ts';
import { presaleSupport } from './presale-support/index.ts';
import { projectAcceptance } from './project-acceptance/index.ts';
import { serviceOpening } from './service-opening/index.ts';
import calendar from './settings/calendar.json' with { type: 'json' };
import complaintSettings from './settings/complaint.json' with { type: 'json' };
import customerService from './settings/customer-service.json' with { type: 'json' };
import device from './settings/device.json' with { type: 'json' };
import dropCable from './settings/drop-cable.json' with { type: 'json' };
import implementation from './settings/implementation.json' with { type: 'json' };
import install from './settings/install.json' with { type: 'json' };
import leasedLine from './settings/leased-line.json' with { type: 'json' };
import lossModel from './settings/loss-model.json' with { type: 'json' };
import moves from './settings/moves.json' with { type: 'json' };
import onu from './settings/onu.json' with { type: 'json' };
import optics from './settings/optics.json' with { type: 'json' };
import patrolSettings from './settings/patrol.json' with { type: 'json' };
import photo from './settings/photo.json' with { type: 'json' };
import platformTicketSettings from './settings/platform-ticket.json' with { type: 'json' };
import presale from './settings/presale.json' with { type: 'json' };
import project from './settings/project.json' with { type: 'json' };
import repair from './settings/repair.json' with { type: 'json' };
import reviewSettings from './settings/review.json' with { type: 'json' };
import revisit from './settings/revisit.json' with { type: 'json' };
import serviceOpeningSettings from './settings/service-opening.json' with { type: 'json' };
import sla from './settings/sla.json' with { type: 'json' };
import speedTest from './settings/speed-test.json' with { type: 'json' };
import training from './settings/training.json' with { type: 'json' };
import vasAccessSettings from './settings/vas-access.json' with { type: 'json' };
import { siteMove } from './site-move/index.ts';
import { vasAccess } from './vas-access/index.ts';
import { voiceLineInstall } from './voice-line-install/index.ts';

type Settings = SettingsByKey[string] & { readonly key: string };

/** The order types that ship with this release. The office publishes them into `catalogue`; devices get them by sync. The reference flow first, the others by key. */
export const shippedOrderTypes: readonly OrderTypeDefinition[] = [
  ftthInstall,
  appImplementation,
  complaint,
  customerRevisit,
  dataLineInstall,
  ftthRepair,
  internalMove,
  lineRemoval,
  lineSurvey,
  patrol,
  platformTicket,
  presaleSupport,
  projectAcceptance,
  serviceOpening,
  siteMove,
  vasAccess,
  voiceLineInstall,
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
  photo,
  device,
  customerService,
  complaintSettings,
  implementation,
  install,
  leasedLine,
  moves,
  patrolSettings,
  platformTicketSettings,
  presale,
  project,
  repair,
  reviewSettings,
  revisit,
  serviceOpeningSettings,
  training,
  vasAccessSettings,
] as unknown as readonly Settings[];
