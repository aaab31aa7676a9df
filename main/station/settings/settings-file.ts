import { join } from 'node:path';
import { z } from 'zod';
import type { StationSettings } from '../../../bridge/station.ts';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';
import { Verifier } from '../session/verifier.ts';

/** What is absent in files of an older release has its default here. */
const Shape = z.object({
  language: z.enum(['zh-CN', 'en']),
  textSize: z.enum(['normal', 'large', 'huge']),
  theme: z.enum(['normal', 'sunlight', 'dark', 'system']).default('normal'),
  meteredLink: z.boolean().default(false),
  notifications: z.boolean().default(true),
  quietHours: z.object({ from: z.string(), to: z.string() }).nullable().default(null),
  windowMode: z.enum(['window', 'fullScreen', 'kiosk']).default('window'),
  /** a tablet that is put down on a stranger's table shows customers' data to nobody for long; a number of the device's own may stand here */
  lockAfterMinutes: z.number().positive().nullable().default(15),
  /** a customer who reads what he signs needs minutes, not half an hour */
  lockHeldAfterMinutes: z.number().positive().default(30),
  /** of the code that ends the kiosk; never told to a page */
  kioskVerifier: Verifier.nullable().default(null),
});
type Kept = z.infer<typeof Shape>;
const defaults: Kept = Shape.parse({ language: 'zh-CN', textSize: 'normal' });

type Changes = { readonly [K in keyof Kept]?: Kept[K] | undefined };

export type SettingsFile = {
  readonly get: () => StationSettings;
  readonly kioskVerifier: () => Verifier | null;
  readonly set: (changes: Changes) => Promise<StationSettings>;
};

/** How this device shows things and what it may send; a file that cannot be read means the defaults. */
export async function openSettings(dataFolder: string): Promise<SettingsFile> {
  const path = join(dataFolder, 'settings.json');
  const read = Shape.safeParse(await readJson(path));
  let kept = read.success ? read.data : defaults;
  const shown = (): StationSettings => {
    const { kioskVerifier: _, ...settings } = kept;
    return settings;
  };
  return {
    get: shown,
    kioskVerifier: () => kept.kioskVerifier,
    set: async (changes) => {
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      kept = { ...kept, ...given };
      await writeFlushed(path, JSON.stringify(kept));
      return shown();
    },
  };
}

/** Ends a kiosk without its code, before the station opens: for whoever may start programs on this device. */
export async function endKiosk(dataFolder: string): Promise<void> {
  const { set, get } = await openSettings(dataFolder);
  if (get().windowMode === 'kiosk') await set({ windowMode: 'window', kioskVerifier: null });
}
