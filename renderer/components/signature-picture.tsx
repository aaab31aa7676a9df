import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly strokes: readonly (readonly number[])[] /** in units where the pad is 1000 wide */;
  readonly padHeight: number;
  readonly label?: string;
};

/** The signature drawn from its strokes, sharp at every size. The strokes are the record; this is only their picture. */
export function SignaturePicture({ strokes, padHeight, label }: Props): ReactNode {
  const { t } = useTranslation('words');
  return (
    <svg
      viewBox={`0 0 1000 ${padHeight}`}
      role="img"
      aria-label={label ?? t('signature.picture')}
      style={{
        width: '100%',
        maxHeight: 260,
        background: 'var(--paper)',
        border: '1px solid var(--line)',
        borderRadius: 10,
      }}
    >
      {strokes.map((stroke) => (
        <path
          key={stroke.join()}
          d={pathOf(stroke)}
          fill="none"
          stroke="#0b1f3a"
          strokeWidth={5}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}

/** SVG path of flat x, y pairs: smoothed through the midpoints; a single point is a dot. */
export function pathOf(stroke: readonly number[]): string {
  const at = (i: number): readonly [number, number] => [stroke[2 * i] ?? 0, stroke[2 * i + 1] ?? 0];
  const n = Math.floor(stroke.length / 2);
  const [x0, y0] = at(0);
  if (n === 1) return `M${x0} ${y0}l0.01 0`;
  let path = `M${x0} ${y0}`;
  for (let i = 1; i < n - 1; i += 1) {
    const [x, y] = at(i);
    const [nextX, nextY] = at(i + 1);
    path += `Q${x} ${y} ${(x + nextX) / 2} ${(y + nextY) / 2}`;
  }
  const [endX, endY] = at(n - 1);
  return `${path}L${endX} ${endY}`;
}
