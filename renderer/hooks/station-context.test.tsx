import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { makeQueryClient } from '../app/query-client.ts';
import type { StationClient } from '../bridge/station-client.ts';
import { problemOf, StationContext, useCall } from './station-context.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Reads() {
  const { data, error } = useCall('workOrder.open', { orderId: 'o' });
  return <p data-testid="read">{data ? 'shown' : (problemOf(error)?.code ?? 'loading')}</p>;
}

/** A page that reads one order from a station whose answers come from the list, the last for ever. @returns how often it was asked */
function readFrom(...answers: readonly Result<unknown>[]): () => number {
  let asked = 0;
  const call = async () => answers[Math.min(asked++, answers.length - 1)];
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <StationContext.Provider value={{ call } as unknown as StationClient}>
        <Reads />
      </StationContext.Provider>
    </QueryClientProvider>,
  );
  return () => asked;
}

const soon = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const shown = () => screen.getByTestId('read').textContent;

it('reads again by itself what a silent station did not answer, and stops when it has', async () => {
  const silent = refused(problem('link.stationSilent'));
  const asked = readFrom(silent, silent, ok({}));
  await soon(10);
  expect(shown()).toBe('link.stationSilent');
  await soon(10_000);
  expect([shown(), asked()]).toEqual(['shown', 3]);
});

it('does not repeat what the station refused', async () => {
  const asked = readFrom(refused(problem('order.unknown')));
  await soon(10_000);
  expect([shown(), asked()]).toEqual(['order.unknown', 1]);
});
