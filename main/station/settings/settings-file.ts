import { join } from 'node:path';
import { z } from 'zod';
import type { StationSettings } from '../../../bridge/station.ts';
import { readJson, writeFlushed } from '../../../storage/flushed-file.ts';

const Shape = z.object({
  language: z.enum(['zh-CN', 'en']),
  textSize: z.enum(['normal', 'large', 'huge']),
  /** absent in files of an older release */
  meteredLink: z.boolean().default(false),
});
const defaults: StationSettings = { language: 'zh-CN', textSize: 'normal', meteredLink: false };

export type SettingsFile = {
  readonly get: () => StationSettings;
  readonly set: (
    changes: { readonly [K in keyof StationSettings]?: StationSettings[K] | undefined },
  ) => Promise<StationSettings>;
};

/** How this device shows things and what it may send; a file that cannot be read means the defaults. */
export async function openSettings(dataFolder: string): Promise<SettingsFile> {
  const path = join(dataFolder, 'settings.json');
  const read = Shape.safeParse(await readJson(path));
  let settings = read.success ? read.data : defaults;
  return {
    get: () => settings,
    set: async ({ language, textSize, meteredLink }) => {
      settings = {
        language: language ?? settings.language,
        textSize: textSize ?? settings.textSize,
        meteredLink: meteredLink ?? settings.meteredLink,
      };
      await writeFlushed(path, JSON.stringify(settings));
      return settings;
    },
  };
}
