import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../test/processes/temporary-folder.ts';
import type { Database, Databases } from '../database/types.ts';
import { openEmbeddedDatabases } from '../embedded/open-databases.ts';
import { changeClaims, claimed, readClaims, released } from './claims.ts';

const now = Date.UTC(2026, 10, 30, 8);
const minutes = 10;
let folder: TemporaryFolder;
let databases: Databases;
let database: Database;

beforeEach(async () => {
  folder = await temporaryFolder('claims');
  databases = openEmbeddedDatabases(folder.path);
  database = await databases.ensure('office');
});
afterEach(async () => {
  await databases.close();
  await folder.remove();
});

/** One office process; several of them share the database. */
const claim = (orderId: string, by: string, more: { readonly at?: number; readonly takeWith?: string } = {}) =>
  changeClaims(database, more.at ?? now, (claims) => {
    const asked = { orderId, by, now: more.at ?? now, minutes, takeWith: more.takeWith };
    const done = claimed(claims, asked);
    return { claims: done.claims, value: done };
  });

describe('claims of reviewers', () => {
  it('of twenty who claim one order at once, through two offices or one, exactly one gets it', async () => {
    const given = await Promise.all(Array.from({ length: 20 }, (_, n) => claim('order', `reviewer${n}`)));
    expect(given.filter((one) => one.given)).toHaveLength(1);
    const winner = given.find((one) => one.given)?.claim.by;
    expect((await readClaims(database, now)).order?.by).toBe(winner);
    expect(new Set(given.map((one) => one.claim.by))).toEqual(new Set([winner]));
  });

  it('at once on different orders, all get theirs', async () => {
    const given = await Promise.all(Array.from({ length: 12 }, (_, n) => claim(`order${n}`, `reviewer${n}`)));
    expect(given.every((one) => one.given)).toBe(true);
    expect(Object.keys(await readClaims(database, now))).toHaveLength(12);
  });

  it('ends after its time, and lasts longer when its page gives a sign', async () => {
    await claim('order', 'a');
    await claim('order', 'a', { at: now + 9 * 60_000 });
    expect((await readClaims(database, now + 18 * 60_000)).order?.since).toBe(new Date(now).toISOString());
    expect(await readClaims(database, now + 19 * 60_000)).toEqual({});
    expect((await claim('order', 'b', { at: now + 19 * 60_000 })).given).toBe(true);
  });

  it('an account holds one order: claiming the next gives the first back', async () => {
    await claim('one', 'a');
    await claim('two', 'a');
    expect(Object.keys(await readClaims(database, now))).toEqual(['two']);
    expect((await claim('one', 'b')).given).toBe(true);
  });

  it('is taken over with a word, which stays with it; the other cannot go on by himself', async () => {
    await claim('order', 'a');
    expect((await claim('order', 'b', { takeWith: '急件，我来' })).claim).toMatchObject({
      by: 'b',
      taken: { from: 'a', note: '急件，我来' },
    });
    expect(await claim('order', 'a')).toMatchObject({ given: false, claim: { by: 'b' } });
    expect((await claim('order', 'b')).claim.taken).toEqual({ from: 'a', note: '急件，我来' });
  });

  it('is given back by its holder alone', async () => {
    await claim('order', 'a');
    const claims = await readClaims(database, now);
    expect(released(claims, 'order', 'b')).toBe(claims);
    expect(released(claims, 'order', 'a')).toEqual({});
  });
});
