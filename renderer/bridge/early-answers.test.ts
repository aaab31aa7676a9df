import { describe, expect, it } from 'vitest';
import type { StationCallName, StationEvent } from '../../bridge/station.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { askEarly, type EarlyCall } from './early-answers.ts';
import type { StationClient } from './station-client.ts';

/** A station that answers as told and can tell something itself. */
function station(answer: (name: StationCallName) => Promise<Result<unknown>>) {
  const listeners = new Set<(event: StationEvent) => void>();
  const client: StationClient = {
    call: (name) => answer(name) as never,
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listening: Promise.resolve(),
    onReach: () => () => undefined,
  };
  const tell = () => {
    for (const listener of listeners) listener({ name: 'session.changed' });
  };
  return { client, tell, listeners };
}

const state: EarlyCall = ['session.state', {}];
const list: EarlyCall = ['orders.list', { view: 'today' }];

describe('what was asked early', () => {
  it('is there when all is answered', async () => {
    const { client, listeners } = station(async (name) => ok(name));
    const early = askEarly(client, [state, list]);
    expect(await early.within(1_000)).toEqual([
      { call: state, value: 'session.state' },
      { call: list, value: 'orders.list' },
    ]);
    expect(listeners.size).toBe(0);
  });

  it('leaves a refusal out', async () => {
    const locked = refused(problem('session.locked'));
    const early = askEarly(station(async (name) => (name === 'orders.list' ? locked : ok(name))).client, [state, list]);
    expect((await early.within(1_000)).map(({ call }) => call)).toEqual([state]);
  });

  it('is nothing after an event: it may be old', async () => {
    const { client, tell } = station(async (name) => ok(name));
    const early = askEarly(client, [state]);
    tell();
    expect(await early.within(1_000)).toEqual([]);
  });

  it('does not wait for a station that is silent', async () => {
    const silent = new Promise<never>(() => undefined);
    const early = askEarly(station((name) => (name === 'orders.list' ? silent : Promise.resolve(ok(name)))).client, [
      list,
      state,
    ]);
    expect(await early.within(1)).toEqual([{ call: state, value: 'session.state' }]);
  });
});
