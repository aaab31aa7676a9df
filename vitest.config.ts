import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './build/longest-first.ts';

/**
 * Times are generous because two slow cores are enough to run this; a hang still ends.
 * `scenario` crosses layers in one process; `sync` starts real processes and mostly waits; `e2e` starts browsers, and `story`, which holds
 * the product to its seconds, is a stage of its own. How many files of a stage go at a time on two cores stands in `build/test.ts`.
 * Files of the stages without a page share the modules of their process (`isolate: false`): loading them anew for each took a third of
 * the time. What a test changes in the process (`process.env`, the clock) it puts back.
 */
const unit = ['domain', 'forms', 'bridge', 'storage', 'main', 'sync-server', 'launch', 'build'];

const stories = ['test/e2e/story.*.test.ts'];

export default defineConfig({
  plugins: [react()],
  test: {
    sequence: { sequencer: LongestFirst },
    maxWorkers: Number(process.env.LINEWORK_TEST_WORKERS ?? 2),
    projects: [
      {
        test: {
          name: 'unit',
          include: unit.map((layer) => `${layer}/**/*.test.ts`),
          environment: 'node',
          pool: 'forks',
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'scenario',
          include: ['test/scenario/**/*.test.ts'],
          pool: 'forks',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'sync',
          include: ['sync', 'durability', 'faults'].map((room) => `test/${room}/**/*.test.ts`),
          globalSetup: 'build/fresh-dist.ts',
          pool: 'forks',
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: stories,
          globalSetup: 'build/fresh-dist.ts',
          pool: 'forks',
          testTimeout: 420_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'story',
          include: stories,
          globalSetup: 'build/fresh-dist.ts',
          pool: 'forks',
          testTimeout: 420_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
