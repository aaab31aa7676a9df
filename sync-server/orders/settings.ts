import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { canonicalJson } from '../../forms/engine/canonical.ts';
import { type NewSettings, settingsProblems } from '../../forms/engine/settings-problems.ts';
import { oneAtATime } from '../../storage/one-at-a-time.ts';
import { overtakenAt } from '../overtaken-at.ts';
import type { Definitions } from './definitions.ts';

/**
 * Publishes the next version of settings; new orders take it, running ones stay on theirs. The newest values again are the newest version.
 * Refused: `edit.overtaken` where another version than the one that was changed is the newest; `settings.invalid` with every problem, where a running order type could not run with them.
 */
export type PublishSettings = (
  settings: NewSettings,
  accountId: string,
  /** the version whose values were changed; absent: whichever is the newest */
  seen?: number,
) => Promise<Result<{ readonly key: string; readonly version: number }>>;

export function settingsPublisher(definitions: Definitions, published: () => void): PublishSettings {
  const alone = oneAtATime();
  return async ({ key, values }, accountId, seen) => {
    const problems = settingsProblems({ key, values }, definitions.newestOfAll(), definitions.newestSettings());
    const [first] = problems;
    if (first !== undefined) {
      const where = `${first.path}: ${first.reason}`;
      return refused(problem('settings.invalid', { count: problems.length, where, problems: problems.slice(0, 200) }));
    }
    const wanted = canonicalJson(values);
    return alone(key, async () => {
      const newest = definitions.newestSettings()[key];
      if (newest !== undefined && canonicalJson(newest.values) === wanted) return ok({ key, version: newest.version });
      if (seen !== undefined && seen !== (newest?.version ?? 0))
        return refused(overtakenAt(`settings:${key}`, { seen, yours: seen + 1, theirs: newest?.version ?? 0 }));
      // Another office process may take the number first; then the one after it is ours.
      for (let version = (newest?.version ?? 0) + 1; ; version += 1) {
        const stored = await definitions.publishSettings(key, version, values, accountId);
        if (canonicalJson(stored.values) !== wanted) {
          if (seen === undefined) continue;
          return refused(overtakenAt(`settings:${key}`, { seen, yours: seen + 1, theirs: version }));
        }
        published();
        return ok({ key, version });
      }
    });
  };
}
