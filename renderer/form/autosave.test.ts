import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAutosave, type SaveState } from './autosave.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function typed(answers: readonly (string | null)[] = []) {
  const saved: string[] = [];
  const states: SaveState['kind'][] = [];
  const left = [...answers];
  const autosave = makeAutosave<string>({
    save: (value) => {
      const answer = left.length > 0 ? (left.shift() ?? null) : '2026-03-02T01:00:00.000Z';
      if (answer !== null) saved.push(value);
      return Promise.resolve(answer);
    },
    onState: (state) => states.push(state.kind),
  });
  return { autosave, saved, states };
}

describe('autosave', () => {
  it('saves the last value once typing pauses', async () => {
    const { autosave, saved, states } = typed();
    autosave.change('a');
    autosave.change('ab');
    await vi.advanceTimersByTimeAsync(400);
    expect(saved).toEqual(['ab']);
    expect(states).toEqual(['dirty', 'dirty', 'saving', 'saved']);
  });

  it('saves within a second however long one types (R-23)', async () => {
    const { autosave, saved } = typed();
    for (let i = 0; i < 20; i += 1) {
      autosave.change(`text ${i}`);
      await vi.advanceTimersByTimeAsync(100);
      if (i === 9) expect(saved.length).toBe(1);
    }
    expect(saved.length).toBeGreaterThanOrEqual(2);
  });

  it('never says saved while a newer value waits', async () => {
    const states: SaveState['kind'][] = [];
    let answer: (at: string) => void = () => undefined;
    const autosave = makeAutosave<string>({
      save: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      onState: (state) => states.push(state.kind),
    });
    autosave.change('first');
    const flushed = autosave.flush();
    autosave.change('second');
    answer('2026-03-02T01:00:00.000Z');
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe('saving');
    answer('2026-03-02T01:00:01.000Z');
    expect(await flushed).toBe(true);
    expect(states.at(-1)).toBe('saved');
  });

  it('tries again after a failure and keeps what was typed', async () => {
    const { autosave, saved, states } = typed([null, null]);
    autosave.change('value');
    await vi.advanceTimersByTimeAsync(400);
    expect(states.at(-1)).toBe('failed');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(saved).toEqual(['value']);
    expect(states.at(-1)).toBe('saved');
  });

  it('saves what is pending when the screen closes', async () => {
    const { autosave, saved } = typed();
    autosave.change('left behind');
    autosave.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual(['left behind']);
  });
});
