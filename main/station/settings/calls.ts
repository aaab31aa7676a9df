import type { ParsedOf } from '../../../bridge/contract.ts';
import type { StationCalls, StationEvent } from '../../../bridge/station.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { AnswerOf } from '../context.ts';
import { makeTries } from '../session/tries.ts';
import { makeVerifier, matches, type Verifier } from '../session/verifier.ts';
import type { SettingsFile } from './settings-file.ts';

type Given = ParsedOf<StationCalls['settings.set']>;

/** Language, text size, news and window of this device: also before anybody signs in. */
export const settingsCalls = (settings: SettingsFile, emit: (event: StationEvent) => void, now: () => number) => {
  const tries = makeTries(now);

  /** A kiosk begins with a code and ends with the same one: whoever set the device up gets out, the next hand does not. */
  async function kioskOf({ windowMode, kioskCode }: Given): Promise<Result<Verifier | null | undefined>> {
    const isKiosk = settings.get().windowMode === 'kiosk';
    if (windowMode === undefined || (windowMode === 'kiosk') === isKiosk) return ok(undefined);
    if (kioskCode === undefined) return refused(problem('settings.kioskCodeRequired'));
    if (windowMode === 'kiosk') return ok(await makeVerifier(kioskCode));
    const verifier = settings.kioskVerifier();
    if (verifier === null) return ok(null);
    const wait = tries.waitSeconds('kiosk');
    if (wait > 0) return refused(problem('session.tooManyTries', { seconds: wait }));
    const isRight = await matches(verifier, kioskCode);
    tries.note('kiosk', isRight);
    return isRight ? ok(null) : refused(problem('settings.kioskCodeWrong'));
  }

  return {
    'settings.get': async (): AnswerOf<'settings.get'> => ok(settings.get()),
    'settings.set': async (given: Given): AnswerOf<'settings.set'> => {
      const kiosk = await kioskOf(given);
      if (!kiosk.ok) return kiosk;
      const { kioskCode: _, ...changes } = given;
      const verifier = kiosk.value === undefined ? {} : { kioskVerifier: kiosk.value };
      const after = await settings.set({ ...changes, ...verifier });
      emit({ name: 'settings.changed', settings: after });
      return ok(after);
    },
  };
};
