import { z } from 'zod';
import { JsonValue, Key } from '../../domain/documents/base.ts';
import type { NewSettings } from '../../forms/engine/settings-problems.ts';

const Settings = z.object({ key: Key, values: z.record(Key, JsonValue) });

/** The settings that a text is, as `settings.publish` takes them; null where it is something else. */
export function settingsIn(text: string): NewSettings | null {
  try {
    const read = Settings.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    // Not JSON: whoever reads it as a definition says where.
    return null;
  }
}
