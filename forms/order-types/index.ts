import type { OrderTypeDefinition, SettingsByKey } from '../engine/types.ts';
import { ftthInstall } from './ftth-install/index.ts';
import { ftthRepair } from './ftth-repair/index.ts';
import { internalMove } from './internal-move/index.ts';
import { lineRemoval } from './line-removal/index.ts';
import { serviceOpening } from './service-opening/index.ts';
import calendar from './settings/calendar.json' with { type: 'json' };
import dropCable from './settings/drop-cable.json' with { type: 'json' };
import lossModel from './settings/loss-model.json' with { type: 'json' };
import moves from './settings/moves.json' with { type: 'json' };
import onu from './settings/onu.json' with { type: 'json' };
import optics from './settings/optics.json' with { type: 'json' };
import repair from './settings/repair.json' with { type: 'json' };
import serviceOpeningSettings from './settings/service-opening.json' with { type: 'json' };
import sla from './settings/sla.json' with { type: 'json' };
import speedTest from './settings/speed-test.json' with { type: 'json' };
import { siteMove } from './site-move/index.ts';

type Settings = SettingsByKey[string] & { readonly key: string };

/** The order types that ship with this release. The office publishes them into `catalogue`; devices get them by sync. */
export const shippedOrderTypes: readonly OrderTypeDefinition[] = [
  ftthInstall,
  ftthRepair,
  internalMove,
  lineRemoval,
  serviceOpening,
  siteMove,
];

/** The field's numbers (NORMS.md) with their sources, as versioned settings. */
export const shippedSettings: readonly Settings[] = [
  optics,
  lossModel,
  dropCable,
  onu,
  speedTest,
  repair,
  moves,
  serviceOpeningSettings,
  sla,
  calendar,
] as unknown as readonly Settings[];
