import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SessionValue } from '../../../bridge/office.ts';
import { problem } from '../../../domain/problem.ts';
import { ok, type Result, refused } from '../../../domain/result.ts';
import type { Http, HttpAnswer } from './http.ts';
import { type Identity, openDoor } from './office-client.ts';

/** An office whose answer to a refresh is on its way until the test lets it come. */
function slowOffice() {
  const asked: { readonly who: string; readonly come: (answer: Result<HttpAnswer>) => void }[] = [];
  const http = {
    send: ({ body }: { body: Identity }) =>
      new Promise<Result<HttpAnswer>>((come) => asked.push({ who: body.deviceCredential, come })),
  } as unknown as Http;
  const admits = (token: string) => ok({ status: 200, tookMs: 1, json: { ok: true, value: { token } } });
  return { http, asked, admits };
}

const first: Identity = { deviceId: 'd1', deviceCredential: 'first' };
const second: Identity = { deviceId: 'd2', deviceCredential: 'second' };

it('what the office answers about somebody who has left the seat is nothing to whoever sits there now', async () => {
  const { http, asked, admits } = slowOffice();
  let identity: Identity = first;
  const told: unknown[] = [];
  const door = openDoor({
    http,
    url: 'http://office',
    identity: () => identity,
    rejected: (given) => told.push(given.code),
    refreshed: ({ token }: SessionValue) => told.push(token),
  });
  const late = door.authorization();
  await nextTurn();
  identity = second;
  door.forgetAuthorization();
  const own = door.authorization();
  await nextTurn();
  asked.find(({ who }) => who === 'first')?.come(admits('of the first'));
  await nextTurn();
  asked.find(({ who }) => who === 'second')?.come(admits('of the second'));
  expect(await own).toEqual(ok('Bearer of the second'));
  expect(await late).toEqual(ok('Bearer of the second'));
  expect(told).toEqual(['of the second']);
  expect(await door.authorization()).toEqual(ok('Bearer of the second'));
});

it('a late refusal of a former credential does not stop whoever has signed in since', async () => {
  const { http, asked } = slowOffice();
  let identity: Identity = first;
  const door = openDoor({
    http,
    url: 'http://office',
    identity: () => identity,
    rejected: () => undefined,
    refreshed: () => undefined,
  });
  const late = door.authorization();
  await nextTurn();
  identity = second;
  door.setToken('by password');
  const gone = { ok: false, problem: problem('session.deviceRevoked') };
  asked[0]?.come(ok({ status: 401, tookMs: 1, json: gone }));
  expect(await late).toEqual(ok('Bearer by password'));
});

it('who waits beside another for the same answer asks once', async () => {
  const { http, asked } = slowOffice();
  const door = openDoor({
    http,
    url: 'http://office',
    identity: () => first,
    rejected: () => undefined,
    refreshed: () => undefined,
  });
  const both = [door.authorization(), door.authorization()];
  await nextTurn();
  expect(asked).toHaveLength(1);
  asked[0]?.come(refused(problem('link.timeout')));
  for (const one of both) expect(await one).toMatchObject({ ok: false, problem: { code: 'link.timeout' } });
});
