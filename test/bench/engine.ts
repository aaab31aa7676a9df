import { deriveOrder } from '../../forms/engine/derive.ts';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { stepsOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { settings } from '../builders/install-story.ts';
import { engineSla } from './engine-sla.ts';
import { largeAnswers, largeForm, largeOrder, largeType } from './large-order.ts';
import { median, percentile, type Report } from './report-figure.ts';

const warmUp = 300;
const rounds = 1000;
const coldRounds = 60;

/**
 * The engine alone, in this process: an order derived from its documents, and a form on one keystroke. Beside each the same with an order
 * type that was never seen before, so that nothing kept per definition or per expression is found: every expression parsed, every schema
 * prepared anew.
 */
export function engine(report: Report): void {
  const definition = largeType();
  const documents = largeOrder(definition);
  const derive = timed(rounds, () => deriveOrder({ documents, definition, settings }));
  const deriveCold = cold(1, (strange) => deriveOrder({ documents, definition: strange, settings }));
  const counted = {
    events: documents.filter(({ type }) => type === 'event').length,
    steps: stepsOf(definition).length,
    documents: documents.length,
  };
  report({ name: 'engine.derive.ms', unit: 'ms', ...figures(derive, deriveCold), ...counted });

  const view = deriveOrder({ documents, definition, settings });
  const form = { view, settings, step: largeForm };
  const key = timed(rounds, (n) => evaluateStep({ ...form, definition, fields: largeAnswers(`第 ${n} 键`) }));
  const keyCold = cold(1 + coldRounds, (strange, n) =>
    evaluateStep({ ...form, definition: strange, fields: largeAnswers(`第 ${n} 键`) }),
  );
  const { fields } = evaluateStep({ ...form, definition, fields: largeAnswers('x') });
  report({ name: 'engine.keystroke.ms', unit: 'ms', ...figures(key, keyCold), fields: fields.length });
  engineSla(report);
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

const figures = (warm: readonly number[], cold: readonly number[]) => ({
  value: median(warm),
  baseline: median(cold),
  n: warm.length,
  // Other work on the machine shows in the median before it shows here.
  p5: hundredths(percentile(warm, 0.05)),
  p95: hundredths(percentile(warm, 0.95)),
  baselineIs: 'every expression parsed and every schema prepared anew',
});

function timed(count: number, run: (n: number) => unknown): readonly number[] {
  for (let n = 0; n < warmUp; n += 1) run(n);
  return Array.from({ length: count }, (_, n) => {
    const started = performance.now();
    run(n);
    return performance.now() - started;
  });
}

/** The code is warm, the definition is not. */
function cold(salt: number, run: (definition: OrderTypeDefinition, n: number) => unknown): readonly number[] {
  return Array.from({ length: coldRounds }, (_, n) => {
    const strange = largeType(' '.repeat(salt + n));
    const started = performance.now();
    run(strange, n);
    return performance.now() - started;
  });
}
