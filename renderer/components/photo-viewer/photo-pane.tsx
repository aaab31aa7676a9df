import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitOf, held, type Look, moved, type Point, type Size, zoomed } from './looking.ts';
import css from './photo-viewer.module.css';

type Props = {
  readonly src: string;
  readonly name: string;
  /** what stands in the place of a picture that cannot be shown */
  readonly brokenWords: string;
  readonly look: Look;
  readonly onLook: (to: (before: Look) => Look) => void;
  readonly active: boolean;
  readonly onActive: () => void;
};

const nothing: Size = { width: 0, height: 0 };
/** A notch of a wheel is 100 px; this makes it a quarter nearer. */
const perWheelPx = 0.0022;

/** One picture on its stage: dragged by a pointer, nearer by wheel, two fingers or a double click. */
export function PhotoPane({ src, name, brokenWords, look, onLook, active, onActive }: Props): ReactNode {
  const { t } = useTranslation('words');
  const stage = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Size>(nothing);
  const [picture, setPicture] = useState<Size>(nothing);
  const [broken, setBroken] = useState(false);
  const pointers = useRef(new Map<number, Point>());

  useEffect(() => {
    const node = stage.current;
    if (node === null) return;
    const measure = () => setRoom({ width: node.clientWidth, height: node.clientHeight });
    measure();
    const size = new ResizeObserver(measure);
    size.observe(node);
    return () => size.disconnect();
  }, []);

  // A changed window must not leave the picture out of reach.
  useEffect(() => {
    if (room.width > 0 && picture.width > 0) onLook((before) => held(before, picture, room));
  }, [room, picture, onLook]);

  const fromMiddle = (at: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = stage.current?.getBoundingClientRect();
    if (box === undefined) return { x: 0, y: 0 };
    return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 };
  };

  // React hears the wheel passively, and the page behind would scroll.
  useEffect(() => {
    const node = stage.current;
    if (node === null) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const box = node.getBoundingClientRect();
      const at = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
      onLook((before) => zoomed(before, Math.exp(-event.deltaY * perWheelPx), at, picture, room));
    };
    node.addEventListener('wheel', turn, { passive: false });
    return () => node.removeEventListener('wheel', turn);
  }, [onLook, picture, room]);

  const down = (event: PointerEvent<HTMLDivElement>) => {
    onActive();
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, fromMiddle(event));
  };
  const move = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = fromMiddle(event);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other === undefined) onLook((was) => moved(was, { x: now.x - before.x, y: now.y - before.y }, picture, room));
    else {
      const [spread, was] = [
        Math.hypot(now.x - other.x, now.y - other.y),
        Math.hypot(before.x - other.x, before.y - other.y),
      ];
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const by = { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 };
      if (was > 0) onLook((look0) => zoomed(moved(look0, by, picture, room), spread / was, middle, picture, room));
    }
  };
  const up = (event: PointerEvent) => void pointers.current.delete(event.pointerId);

  const scale = fitOf(picture, room, look.turn) * look.zoom;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a pointer does here, keys and buttons of the viewer do, too
    <div
      ref={stage}
      className={css.stage}
      data-active={active}
      data-near={look.zoom > 1}
      data-testid="photo-stage"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={(event) => {
        const at = fromMiddle(event);
        onLook((before) => zoomed(before, before.zoom > 1 ? 1 / before.zoom : 2.5, at, picture, room));
      }}
    >
      {broken ? (
        <p className={css.broken}>{brokenWords || t('photo.broken')}</p>
      ) : (
        <img
          src={src}
          alt={name}
          draggable={false}
          onLoad={(event) =>
            setPicture({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
          }
          onError={() => setBroken(true)}
          style={{
            transform: `translate(-50%, -50%) translate(${look.shift.x}px, ${look.shift.y}px) rotate(${look.turn * 90}deg) scale(${scale})`,
            visibility: picture.width === 0 ? 'hidden' : 'visible',
          }}
        />
      )}
    </div>
  );
}
