import type { OrderTypeDefinition, SettingsByKey } from '../engine/types.ts';
import { complaint } from './complaint/index.ts';
import { customerRevisit } from './customer-revisit/index.ts';
import { dataLineInstall } from './data-line-install/index.ts';
import { ftthInstall } from './ftth-install/index.ts';
import { lineSurvey } from './line-survey/index.ts';
import { patrol } from './patrol/index.ts';
import calendar from './settings/calendar.json' with { type: 'json' };
import complaintLimits from './settings/complaint.json' with { type: 'json' };
import dropCable from './settings/drop-cable.json' with { type: 'json' };
import leasedLine from './settings/leased-line.json' with { type: 'json' };
import lossModel from './settings/loss-model.json' with { type: 'json' };
import onu from './settings/onu.json' with { type: 'json' };
import optics from './settings/optics.json' with { type: 'json' };
import patrolLimits from './settings/patrol.json' with { type: 'json' };
import revisit from './settings/revisit.json' with { type: 'json' };
import sla from './settings/sla.json' with { type: 'json' };
import speedTest from './settings/speed-test.json' with { type: 'json' };
import { voiceLineInstall } from './voice-line-install/index.ts';

type Settings = SettingsByKey[string] & { readonly key: string };

/** The order types that ship with this release. The office publishes them into `catalogue`; devices get them by sync. */
export const shippedOrderTypes: readonly OrderTypeDefinition[] = [
  ftthInstall,
  complaint,
  customerRevisit,
  dataLineInstall,
  lineSurvey,
  patrol,
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
  leasedLine,
  patrolLimits,
  complaintLimits,
  revisit,
] as unknown as readonly Settings[];
