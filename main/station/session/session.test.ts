import { expect, it } from 'vitest';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import { noReserve } from '../../../storage/reserve.ts';
import { makeId } from '../../../test/builders/device-documents.ts';
import { until } from '../../../test/processes/poll.ts';
import { temporaryFolder } from '../../../test/processes/temporary-folder.ts';
import { openCatalogue } from '../catalogue/catalogue.ts';
import type { StationContext } from '../context.ts';
import { defaultLimits } from '../device/limits.ts';
import type { Http, HttpAnswer, HttpRequest } from '../sync/http.ts';
import { readCredential, technicianFolder } from './account-files.ts';
import { openSession } from './session.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const technicianId = makeId();

it('a refresh that is answered while a person signs in again does not put the former credential in the place of the new one', async () => {
  const folder = await temporaryFolder('session');
  const json = (value: unknown): Result<HttpAnswer> => ok({ status: 200, tookMs: 1, json: { ok: true, value } });
  const sessionOf = (deviceCredential: string) => ({
    token: `token of ${deviceCredential}`,
    account: { accountId: technicianId, username: 'tech1', name: '陈', role: 'technician' },
    deviceCredential,
    mailbox: 'mailbox-1',
    generation: 'g',
  });
  const credentials = ['first', 'second'];
  /** lets the office's answer to the refresh come */
  let answerRefresh: (() => void) | null = null;
  let signsInAgain = false;
  const send = async ({ path }: HttpRequest): Promise<Result<HttpAnswer>> => {
    if (path === '/api/session') return json(sessionOf(credentials.shift() ?? ''));
    if (path === '/api/session/refresh' && !signsInAgain)
      return new Promise((come) => {
        answerRefresh = () => come(json(sessionOf('first')));
      });
    if (signsInAgain) return refused(problem('link.timeout'));
    return ok({ status: 401, tookMs: 1, json: { ok: false, problem: problem('session.required') } });
  };
  const http = { send, reaches: async () => false, renew: async () => undefined } as unknown as Http;
  const clock = {
    now: Date.now,
    facts: () => {
      // The new credential is about to be written: now the answer about the former one comes.
      if (signsInAgain) answerRefresh?.();
      return { at: new Date().toISOString(), uptimeMs: Math.round(performance.now()), bootId: 'b' };
    },
  };
  const station: StationContext = {
    dataFolder: folder.path,
    officeUrl: 'http://office',
    clock,
    makeId,
    log,
    shell: { kind: 'browser', appVersion: '1', label: 'test' },
    settings: () => ({
      language: 'en',
      textSize: 'normal',
      theme: 'normal',
      meteredLink: false,
      notifications: true,
      quietHours: null,
      windowMode: 'window',
      lockAfterMinutes: null,
      lockHeldAfterMinutes: 30,
    }),
    emit: quiet,
    limits: defaultLimits,
    privacy: { kind: 'private', tightened: false },
    reserve: noReserve,
  };
  const catalogue = await openCatalogue(folder.path, Date.now, log);
  const session = await openSession(station, http, catalogue);
  expect((await session.signIn('tech1', 'linework')).ok).toBe(true);
  await until('a refresh to be out', () => answerRefresh !== null);
  signsInAgain = true;
  expect((await session.signIn('tech1', 'linework')).ok).toBe(true);
  await session.close();
  await catalogue.close();
  const kept = await readCredential(technicianFolder(folder.path, technicianId));
  expect(kept?.deviceCredential).toBe('second');
  await folder.remove();
});
