import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { signatureWidth } from '../../../../domain/work-order/signature.ts';
import { pathOf } from '../../../components/signature-picture.tsx';
import { padFrame, toField } from './pad-frame.ts';
import { type HandChange, openHand, type PadHand, type PadTouch } from './pad-hand.ts';
import css from './signing.module.css';
import type { Strokes } from './strokes.ts';

type Props = {
  readonly strokes: Strokes;
  /** height of the field in units; 0 before the first stroke: the pad as it is */
  readonly fieldHeight: number;
  readonly onChange: (change: (strokes: Strokes) => Strokes, padHeight: number) => void;
  /** a hand was on the glass and nothing was written */
  readonly onHand: () => void;
};

/** as on the report: 0.5 % of the pad's width */
const ink = { colour: '#0b1f3a', width: 5 } as const;

/**
 * The field to sign in. The strokes live in units above it; the canvas is only their picture, painted anew for every change, so that
 * nothing vanishes on pen-up, resize or turning the tablet. Who may write is `pad-hand.ts`.
 */
export function SignaturePad(given: Props): ReactNode {
  const { t } = useTranslation('station');
  const canvas = useRef<HTMLCanvasElement>(null);
  const hand = useRef<PadHand | null>(null);
  const latest = useRef(given);
  latest.current = given;
  const painting = useRef(0);

  const paint = useCallback(() => {
    cancelAnimationFrame(painting.current);
    painting.current = requestAnimationFrame(() => {
      const element = canvas.current;
      if (element && element.clientWidth > 0)
        draw(element, [...latest.current.strokes, ...(hand.current?.live() ?? [])], latest.current.fieldHeight);
    });
  }, []);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const told = (change: HandChange) => {
      const { onChange, onHand } = latest.current;
      if (change.kind === 'refused') onHand();
      else
        onChange(
          (strokes) =>
            change.kind === 'stroke'
              ? [...strokes, change.stroke]
              : strokes.filter((stroke) => stroke !== change.stroke),
          heightOf(element),
        );
    };
    const opened = openHand(told);
    hand.current = opened;
    const stopListening = listen(element, opened, () => latest.current.fieldHeight, paint);
    const sized = new ResizeObserver(paint);
    sized.observe(element);
    // The pixel ratio changes without a resize when a window moves to another screen.
    const ratio = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    ratio.addEventListener('change', paint);
    paint();
    return () => {
      stopListening();
      sized.disconnect();
      ratio.removeEventListener('change', paint);
      cancelAnimationFrame(painting.current);
    };
  }, [paint]);
  useEffect(paint);

  return (
    <canvas
      ref={canvas}
      className={css.pad}
      aria-label={t('signOff.padHint')}
      role="img"
      data-testid="signature-pad"
      data-strokes={given.strokes.length}
    />
  );
}

/** Height in units of a pad that is taken as 1000 wide. */
const heightOf = (element: HTMLElement): number => (element.clientHeight * signatureWidth) / element.clientWidth;

const frameOf = (element: HTMLElement, fieldHeight: number) =>
  padFrame(element.clientWidth, element.clientHeight, fieldHeight > 0 ? fieldHeight : heightOf(element));

function draw(element: HTMLCanvasElement, strokes: Strokes, fieldHeight: number): void {
  const ratio = Math.max(window.devicePixelRatio, 1);
  const [width, height] = [element.clientWidth, element.clientHeight].map((side) => Math.round(side * ratio));
  if (element.width !== width) element.width = width ?? 0;
  if (element.height !== height) element.height = height ?? 0;
  const context = element.getContext('2d');
  if (!context) return;
  const { scale, left, top } = frameOf(element, fieldHeight);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, element.width, element.height);
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * left, ratio * top);
  context.strokeStyle = ink.colour;
  context.lineWidth = ink.width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) context.stroke(new Path2D(pathOf(stroke)));
}

/** Hands every contact on the pad over, in units. A contact that began on the pad is followed until it ends, wherever it goes. */
function listen(element: HTMLCanvasElement, hand: PadHand, fieldHeight: () => number, changed: () => void): () => void {
  const touchOf = (event: PointerEvent): PadTouch => {
    const box = element.getBoundingClientRect();
    const inside = (at: number, most: number) => Math.min(Math.max(at, 0), most);
    return {
      id: event.pointerId,
      tool: event.pointerType === 'pen' ? 'pen' : event.pointerType === 'touch' ? 'touch' : 'mouse',
      ...toField(
        frameOf(element, fieldHeight()),
        inside(event.clientX - box.left, box.width),
        inside(event.clientY - box.top, box.height),
      ),
      width: event.width,
      height: event.height,
      at: event.timeStamp,
    };
  };
  const down = (event: PointerEvent) => {
    // The eraser and the buttons of a pen, and all but the first of a mouse, do not write.
    if (event.button !== 0) return;
    event.preventDefault();
    follow(element, event.pointerId);
    hand.down(touchOf(event));
    changed();
  };
  const move = (event: PointerEvent) => {
    if (event.pointerType === 'pen' && event.buttons === 0) hand.near(true, event.timeStamp);
    const between = event.getCoalescedEvents?.() ?? [];
    for (const one of between.length > 0 ? between : [event]) hand.move(touchOf(one));
    changed();
  };
  const up = (event: PointerEvent) => {
    hand.up(touchOf(event));
    changed();
  };
  const cancel = (event: PointerEvent) => {
    hand.cancel(touchOf(event));
    changed();
  };
  const away = (event: PointerEvent) => {
    if (event.pointerType === 'pen') hand.near(false, event.timeStamp);
  };
  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel, pointerleave: away };
  const entries = Object.entries(listeners) as [keyof typeof listeners, (event: PointerEvent) => void][];
  for (const [name, listener] of entries) element.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of entries) element.removeEventListener(name, listener);
  };
}

function follow(element: Element, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch {
    // The contact has ended already: there is nothing to follow.
  }
}
