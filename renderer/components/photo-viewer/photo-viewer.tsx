import {
  CloseOutlined,
  ColumnWidthOutlined,
  FullscreenOutlined,
  LeftOutlined,
  RightOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceItem } from '../../../forms/engine/types.ts';
import { useFormat } from '../../hooks/use-format.ts';
import { type Look, moved, nearer, nearest, type Size, turnedRight, wholeLook, zoomed } from './looking.ts';
import { PhotoPane } from './photo-pane.tsx';
import css from './photo-viewer.module.css';
import { viewerAct } from './viewer-keys.ts';

type Props = {
  readonly items: readonly EvidenceItem[];
  /** index of the shown photo; null: closed */
  readonly shown: number | null;
  readonly onShow: (index: number | null) => void;
  readonly src: (item: EvidenceItem, variant: 'thumbnail' | 'view') => string;
  readonly nameOf: (item: EvidenceItem) => string;
  /** the step in which it was taken, where photos of several steps are walked through */
  readonly stepOf?: (item: EvidenceItem) => string;
  readonly brokenWords?: (item: EvidenceItem) => string;
};

/** One press of an arrow moves a picture that is near by so much. */
const movePx = 120;

/**
 * Photos, large: one, or two side by side. Each is dragged, brought nearer by wheel, two fingers or keys, and turned; all of it can be reached
 * at every zoom. What is known of the one that is worked on stands below.
 */
export function PhotoViewer({ shown, items, onShow, ...given }: Props): ReactNode {
  const item = shown === null ? undefined : items[shown];
  return shown === null || item === undefined ? null : (
    <Viewer {...given} items={items} shown={shown} onShow={onShow} />
  );
}

type Side = 'first' | 'second';
type Around = { readonly picture: Size; readonly stage: Size };

function Viewer({
  items,
  shown,
  onShow,
  src,
  nameOf,
  stepOf,
  brokenWords,
}: Props & { readonly shown: number }): ReactNode {
  const { t } = useTranslation('words');
  const [second, setSecond] = useState<number | null>(null);
  const [active, setActive] = useState<Side>('first');
  const [looks, setLooks] = useState<Readonly<Record<Side, Look>>>({ first: wholeLook, second: wholeLook });
  const side: Side = second === null ? 'first' : active;
  const index = side === 'second' && second !== null ? second : shown;
  const item = items[index];
  const look = looks[side];

  const onLook = useMemo(() => {
    const of = (one: Side) => (to: (before: Look) => Look) =>
      setLooks((before) => ({ ...before, [one]: to(before[one]) }));
    return { first: of('first'), second: of('second') };
  }, []);

  const show = (next: number, of: Side) => {
    setLooks((before) => ({ ...before, [of]: wholeLook }));
    if (of === 'first') onShow(next);
    else setSecond(next);
  };
  const walk = (by: number) => show((index + by + items.length) % items.length, side);
  /** On the middle of the stage: keys and buttons have no place of their own. */
  const change = (to: (look: Look, given: Around) => Look) => {
    const given = measure(side);
    if (given !== null) setLooks((before) => ({ ...before, [side]: to(before[side], given) }));
  };
  const near = (factor: number) =>
    change((before, { picture, stage }) => zoomed(before, factor, { x: 0, y: 0 }, picture, stage));
  const turn = () => change((before, { picture, stage }) => turnedRight(before, picture, stage));
  const beside = () => {
    setSecond(second === null && items.length > 1 ? (shown + 1) % items.length : null);
    setLooks((before) => ({ ...before, second: wholeLook }));
    setActive(second === null ? 'second' : 'first');
  };
  const body = useRef<HTMLDivElement>(null);
  /** The sizes of a side's picture and stage, as they are on the screen now. */
  const measure = (of: Side): Around | null => {
    const stage = body.current?.querySelectorAll<HTMLElement>('[data-testid="photo-stage"]')[of === 'first' ? 0 : 1];
    const image = stage?.querySelector('img');
    if (stage == null || image == null || image.naturalWidth === 0) return null;
    return {
      picture: { width: image.naturalWidth, height: image.naturalHeight },
      stage: { width: stage.clientWidth, height: stage.clientHeight },
    };
  };

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // A button that has the focus is pressed by the space bar.
    if (event.key === ' ' && event.target instanceof HTMLButtonElement) return;
    const wanted = viewerAct(event.key, look.zoom > 1);
    if (wanted === null) return;
    event.preventDefault();
    event.stopPropagation();
    switch (wanted.act) {
      case 'walk':
        return walk(wanted.by);
      case 'nearer':
        return near(nearer);
      case 'farther':
        return near(1 / nearer);
      case 'whole':
        return near(1 / look.zoom);
      case 'turn':
        return turn();
      case 'beside':
        return beside();
      case 'other':
        return second === null ? undefined : setActive(side === 'first' ? 'second' : 'first');
      case 'move':
        return change((before, { picture, stage }) =>
          moved(before, { x: wanted.x * movePx, y: wanted.y * movePx }, picture, stage),
        );
    }
  };
  const pressed = useRef(press);
  pressed.current = press;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => pressed.current(event);
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, []);

  if (item === undefined) return null;
  const pane = (of: Side, at: number) => {
    const one = items[at];
    return one === undefined ? null : (
      <PhotoPane
        key={`${of}-${one.id}`}
        src={src(one, 'view')}
        name={nameOf(one)}
        brokenWords={brokenWords?.(one) ?? ''}
        look={looks[of]}
        onLook={onLook[of]}
        active={second !== null && side === of}
        onActive={() => setActive(of)}
      />
    );
  };
  return (
    <Modal
      open
      onCancel={() => onShow(null)}
      footer={null}
      closable={false}
      width="min(1500px, 98vw)"
      centered
      title={<span className="visually-hidden">{t('photo.view', { name: nameOf(item) })}</span>}
      styles={{ body: { padding: 0 }, header: { margin: 0 } }}
    >
      <div className={css.viewer} ref={body} data-testid="photo-viewer">
        <div className={css.stages} data-two={second !== null}>
          {pane('first', shown)}
          {second !== null && pane('second', second)}
        </div>
        <div className={css.bar}>
          <Facts item={item} name={nameOf(item)} step={stepOf?.(item)} />
          <div className={css.acts}>
            <span data-testid="photo-place">{t('photo.of', { n: index + 1, total: items.length })}</span>
            <Act icon={<LeftOutlined />} says={t('act.previous')} press={() => walk(-1)} off={items.length < 2} />
            <Act icon={<RightOutlined />} says={t('act.next')} press={() => walk(1)} off={items.length < 2} />
            <Act
              icon={<ZoomOutOutlined />}
              says={t('act.zoomOut')}
              press={() => near(1 / nearer)}
              off={look.zoom <= 1}
            />
            <Act
              icon={<ZoomInOutlined />}
              says={t('act.zoomIn')}
              press={() => near(nearer)}
              off={look.zoom >= nearest}
            />
            <Act
              icon={<FullscreenOutlined />}
              says={t('photo.whole')}
              press={() => near(1 / look.zoom)}
              off={look.zoom <= 1}
            />
            <Act icon={<RotateRightOutlined />} says={t('act.rotate')} press={turn} />
            <Act
              icon={<ColumnWidthOutlined />}
              says={t('photo.beside')}
              press={beside}
              off={items.length < 2}
              pressed={second !== null}
            />
            <Button
              type="primary"
              icon={<CloseOutlined />}
              aria-label={t('act.close')}
              title={`${t('act.close')} (Esc)`}
              onClick={() => onShow(null)}
              autoFocus
            />
          </div>
        </div>
        <p className={css.keys}>{t('photo.keys')}</p>
      </div>
    </Modal>
  );
}

type ActProps = {
  readonly icon: ReactNode;
  readonly says: string;
  readonly press: () => void;
  readonly off?: boolean;
  readonly pressed?: boolean;
};

function Act({ icon, says, press, off = false, pressed }: ActProps): ReactNode {
  return <Button icon={icon} aria-label={says} title={says} onClick={press} disabled={off} aria-pressed={pressed} />;
}

function Facts({
  item,
  name,
  step,
}: {
  readonly item: EvidenceItem;
  readonly name: string;
  readonly step: string | undefined;
}): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  const { document } = item;
  return (
    <div className={css.facts}>
      <b data-testid="photo-name">{step === undefined ? name : `${step} · ${name}`}</b>
      <span>
        {t('photo.takenAt')} {format.dateTime(document.takenAt)} ·{' '}
        {document.source === 'live' ? t('photo.live') : t('photo.file')} ·{' '}
        {document.position && document.position.source !== 'none'
          ? t('photo.accuracy', { m: Math.round(document.position.accuracyM) })
          : t('photo.noPosition')}{' '}
        · {item.received ? t('photo.received') : t('photo.waiting')}
      </span>
      <span className={css.hash}>sha256 {document.sha256.slice(0, 16)}…</span>
    </div>
  );
}
