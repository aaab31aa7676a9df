import type { ParsedOf } from '../../../bridge/contract.ts';
import type { StationCalls, StationEvent } from '../../../bridge/station.ts';
import { ok } from '../../../domain/result.ts';
import type { AnswerOf } from '../context.ts';
import type { SettingsFile } from './settings-file.ts';

/** Language and text size of this device: also before anybody signs in. */
export const settingsCalls = (settings: SettingsFile, emit: (event: StationEvent) => void) => ({
  'settings.get': async (): AnswerOf<'settings.get'> => ok(settings.get()),
  'settings.set': async (changes: ParsedOf<StationCalls['settings.set']>): AnswerOf<'settings.set'> => {
    const now = await settings.set(changes);
    emit({ name: 'settings.changed', settings: now });
    return ok(now);
  },
});
