import { Button } from 'antd';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problem as makeProblem, type Problem } from '../../../../../domain/problem.ts';
import { placeKey, type RefusedPlace } from '../../../../../forms/engine/refused-places.ts';
import type { Values } from '../../../../../forms/engine/scope.ts';
import type { StepForm } from '../../../../../forms/engine/types.ts';
import { ProblemAlert } from '../../../../components/problem-alert.tsx';
import { RefusalBar } from '../../../../form/refusal/refusal-bar.tsx';
import { seekPlace } from '../../../../form/refusal/seek-place.ts';
import { go } from '../../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../../hooks/use-language.ts';
import { problemSentence } from '../../../../texts/problem-words.ts';
import type { OpenedOrder } from '../opened-order.ts';
import { placeFault, placeIds, placeLabel, stuckWords } from './place-words.ts';
import { gatesOf, lacksOf, type Refused } from './refused.ts';

type Sought = { readonly ids: readonly string[]; readonly step: string | undefined };

/** What was refused on this order and where one is being led; it outlives the step on the screen, which changes on the way. */
export type OrderRefusal = {
  readonly refused: Refused | null;
  readonly refuse: (refused: Refused | null) => void;
  /** the refusal that nobody has been led for yet, and where one is being led */
  readonly pending: { first: boolean; sought: Sought | null };
};

export function useOrderRefusal(): OrderRefusal {
  const [refused, setRefused] = useState<Refused | null>(null);
  const pending = useRef<OrderRefusal['pending']>({ first: false, sought: null });
  return {
    refused,
    refuse: (next) => {
      pending.current.first = next !== null;
      setRefused(next);
    },
    pending: pending.current,
  };
}

type Input = {
  readonly order: OpenedOrder;
  readonly refusal: OrderRefusal;
  readonly form: StepForm;
  readonly drafts: Readonly<Record<string, Values>>;
  readonly onOpen: (step: string) => void;
};

export type StepRefusal = {
  /** the element of the step, in which places are looked for */
  readonly ref: RefObject<HTMLElement | null>;
  /** beside the main action */
  readonly bar: ReactNode;
  /** the problem that was refused with; its places are shown and the first is gone to. Null: the press succeeded or began anew. */
  readonly say: (problem: Problem | null) => void;
  readonly seek: (place: RefusedPlace) => void;
};

/** The one way of every refusal on a step: named beside the button, the first place in view and focused, the others one tap away. */
export function useStepRefusal({ order, refusal, form, drafts, onOpen }: Input): StepRefusal {
  const { t: tForm } = useTranslation('form');
  const { t: tStation } = useTranslation('station');
  const { t: tWords } = useTranslation('words');
  const language = useLanguage();
  const ref = useRef<HTMLElement>(null);
  const [other, setOther] = useState<Problem | null>(null);
  const { refused, refuse, pending } = refusal;
  const t = useMemo(() => ({ form: tForm, station: tStation, words: tWords }), [tForm, tStation, tWords]);
  const lacks = useMemo(
    () => (refused === null ? [] : lacksOf(order, refused, form, drafts)),
    [order, refused, form, drafts],
  );

  const lead = ({ ids, step }: Sought) => {
    if (step !== undefined && step !== form.step) {
      pending.sought = { ids, step };
      onOpen(step);
    } else if (ref.current) seekPlace(ref.current, ids);
  };
  const seek = (place: RefusedPlace) => {
    if (place.kind === 'orders') return go('order', order.view.orderId, 'facts');
    lead({ ids: placeIds(place), step: 'step' in place ? place.step : undefined });
  };

  useEffect(() => {
    const { sought } = pending;
    if (sought?.step === form.step && ref.current) {
      pending.sought = null;
      seekPlace(ref.current, sought.ids);
      return;
    }
    if (!pending.first || refused === null) return;
    pending.first = false;
    const first = lacks.find(({ mendable }) => mendable);
    if (first) seek(first.place);
    else if (ref.current) seekPlace(ref.current, ['gates']);
  });

  const bar =
    other === null && lacks.length === 0 ? null : (
      <>
        <ProblemAlert problem={other} words={order.words} onClose={() => setOther(null)} sought />
        <RefusalBar
          items={lacks.map(({ place, mendable, by }) => ({
            key: placeKey(place),
            label: placeLabel(order, place, form.step, t),
            said:
              placeFault(order, place, t) ??
              (by === null
                ? ''
                : problemSentence(
                    makeProblem(by.gate.code, { ...by.gate.details, stage: by.stage, gate: by.gate.key }),
                    language,
                    tWords,
                    order.words,
                  )),
            go: mendable || stuckWords(order, place, t) === null || place.kind === 'orders' ? () => seek(place) : null,
          }))}
          action={
            lacks.some(({ by }) => by !== null && isAskable(order, by.stage, by.gate.key)) ? (
              <Button onClick={() => ref.current && seekPlace(ref.current, ['ask'])} data-testid="go-ask-override">
                {tForm('refusal.askOverride')}
              </Button>
            ) : null
          }
        />
      </>
    );
  return {
    ref,
    bar,
    seek,
    say: (problem) => {
      setOther(null);
      if (problem === null) return refuse(null);
      const gates = gatesOf(problem);
      if (problem.code === 'step.invalid') refuse({ kind: 'form', step: form.step });
      else if (gates.length > 0)
        refuse({ kind: 'gates', gates, typed: gates.every(({ stage }) => isPassed(order, stage)) });
      else {
        refuse(null);
        setOther(problem);
      }
    },
  };
}

const stageOf = ({ view }: OpenedOrder, stage: string) => view.stages.find(({ key }) => key === stage);
/** Only a correction is refused by the gates of a stage that was passed. */
const isPassed = (order: OpenedOrder, stage: string): boolean => stageOf(order, stage)?.state === 'passed';
const isAskable = (order: OpenedOrder, stage: string, gate: string): boolean =>
  stageOf(order, stage)?.gates.some(
    ({ key, overridable, asked, state }) => key === gate && overridable && !asked && state === 'refused',
  ) === true;
