import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Loaded on first use: 30 000 words and half a second of work. */
export const makeEstimator = (mostJudged: number): ZxcvbnFactory =>
  new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: mostJudged, l33tMaxSubstitutions: 20 });
