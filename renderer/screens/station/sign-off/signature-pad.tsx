import { ClearOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import SignaturePad from 'signature_pad';
import css from './sign-off.module.css';
import { type Strokes, toPixels, toUnits } from './strokes.ts';

type Props = {
  readonly strokes: Strokes;
  readonly onChange: (strokes: Strokes, padHeight: number) => void;
};

const ink = { penColor: '#0b1f3a', minWidth: 1.2, maxWidth: 3.2 } as const;

/**
 * A large field to sign in. The strokes live in units above it; the canvas is only their picture and is painted again whenever
 * its size or the screen's pixel ratio changes, so nothing vanishes on pen-up, resize or turning the tablet.
 */
export function SignatureField({ strokes, onChange }: Props): ReactNode {
  const { t } = useTranslation('station');
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const latest = useRef({ strokes, onChange });
  latest.current = { strokes, onChange };
  const drawing = useRef<{ readonly width: number } | null>(null);
  /** how many strokes the canvas shows; null: it must be painted again */
  const shown = useRef<number | null>(null);

  const paint = useCallback(() => {
    const element = canvas.current;
    const drawn = pad.current;
    shown.current = null;
    // Painting under a stroke would take it away from the pad, and with it the pen-up: it waits for the end of the stroke.
    if (!element || !drawn || element.clientWidth === 0 || drawing.current) return;
    const ratio = Math.max(window.devicePixelRatio, 1);
    element.width = Math.round(element.clientWidth * ratio);
    element.height = Math.round(element.clientHeight * ratio);
    element.getContext('2d')?.scale(ratio, ratio);
    drawn.fromData(
      latest.current.strokes.map((stroke) => ({
        ...ink,
        dotSize: 2.5,
        velocityFilterWeight: 0.7,
        compositeOperation: 'source-over' as const,
        points: toPixels(stroke, element.clientWidth).map((at, i) => ({ ...at, pressure: 0.5, time: i * 8 })),
      })),
    );
    shown.current = latest.current.strokes.length;
  }, []);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const made = new SignaturePad(element, {
      ...ink,
      // A throttled pad delivers the last point of one stroke into the next when the pen comes down again at once.
      throttle: 0,
    });
    pad.current = made;
    const began = () => {
      drawing.current = { width: element.clientWidth };
    };
    const ended = () => {
      const width = drawing.current?.width ?? element.clientWidth;
      drawing.current = null;
      const points = made.toData().at(-1)?.points ?? [];
      const next = points.length === 0 ? latest.current.strokes : [...latest.current.strokes, toUnits(points, width)];
      // The next stroke may end before the page has rendered this one.
      latest.current = { ...latest.current, strokes: next };
      if (shown.current === null) paint();
      else shown.current = next.length;
      if (points.length > 0) latest.current.onChange(next, (element.clientHeight * 1000) / element.clientWidth);
    };
    made.addEventListener('beginStroke', began);
    made.addEventListener('endStroke', ended);
    const sized = new ResizeObserver(paint);
    sized.observe(element);
    // The pixel ratio changes without a resize when a window moves to another screen.
    const ratio = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    ratio.addEventListener('change', paint);
    paint();
    return () => {
      sized.disconnect();
      ratio.removeEventListener('change', paint);
      drawing.current = null;
      made.off();
    };
  }, [paint]);

  const count = strokes.length;
  useEffect(() => {
    // Undo and clear change the strokes from outside; a stroke just drawn is on the canvas already.
    if (count !== shown.current) paint();
  }, [count, paint]);

  const heightNow = () => ((canvas.current?.clientHeight ?? 320) * 1000) / (canvas.current?.clientWidth ?? 800);
  return (
    <div className={css.padFrame}>
      <canvas
        ref={canvas}
        className={css.pad}
        aria-label={t('signOff.padHint')}
        role="img"
        data-testid="signature-pad"
        data-strokes={count}
      />
      {count === 0 ? <span className={css.padHint}>{t('signOff.pad')}</span> : null}
      <div className={css.padLine} aria-hidden />
      <div className={css.padActs}>
        <Button
          icon={<UndoOutlined />}
          disabled={count === 0}
          onClick={() => onChange(strokes.slice(0, -1), heightNow())}
        >
          {t('signOff.undo')}
        </Button>
        <Button
          icon={<ClearOutlined />}
          disabled={count === 0}
          onClick={() => onChange([], heightNow())}
          data-testid="signature-clear"
        >
          {t('signOff.clear')}
        </Button>
      </div>
    </div>
  );
}
