import {
  CloseOutlined,
  LeftOutlined,
  RightOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceItem } from '../../forms/engine/types.ts';
import { useFormat } from '../hooks/use-format.ts';
import css from './photo-viewer.module.css';

type Props = {
  readonly items: readonly EvidenceItem[];
  /** index of the shown photo; null: closed */
  readonly shown: number | null;
  readonly onShow: (index: number | null) => void;
  readonly src: (item: EvidenceItem, variant: 'thumbnail' | 'view') => string;
  readonly nameOf: (item: EvidenceItem) => string;
};

const zooms = [1, 1.5, 2.5, 4] as const;

/** One photo, large: arrow keys walk through, plus and minus zoom, what is known of it stands below. */
export function PhotoViewer({ items, shown, onShow, src, nameOf }: Props): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  const [zoom, setZoom] = useState(0);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (shown === null) return;
    setZoom(0);
    setTurn(0);
  }, [shown]);
  const total = items.length;
  useEffect(() => {
    if (shown === null) return;
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowLeft') onShow((shown - 1 + total) % total);
      if (key === 'ArrowRight') onShow((shown + 1) % total);
      if (key === '+' || key === '=') setZoom((now) => Math.min(zooms.length - 1, now + 1));
      if (key === '-') setZoom((now) => Math.max(0, now - 1));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [shown, total, onShow]);
  const item = shown === null ? undefined : items[shown];
  if (shown === null || !item) return null;
  const step = (by: number) => onShow((shown + by + items.length) % items.length);
  const nearer = (by: number) => setZoom((now) => Math.min(zooms.length - 1, Math.max(0, now + by)));
  const { document } = item;
  return (
    <Modal
      open
      onCancel={() => onShow(null)}
      footer={null}
      closable={false}
      width="min(1200px, 96vw)"
      centered
      title={<span className="visually-hidden">{t('photo.view', { name: nameOf(item) })}</span>}
      styles={{ body: { padding: 0 }, header: { margin: 0 } }}
    >
      <div className={css.viewer}>
        <div className={css.stage}>
          <img
            src={src(item, 'view')}
            alt={nameOf(item)}
            style={{ transform: `scale(${zooms[zoom]}) rotate(${turn * 90}deg)` }}
          />
        </div>
        <div className={css.bar}>
          <div className={css.facts}>
            <b>{nameOf(item)}</b>
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
          <div className={css.acts}>
            <span>{t('photo.of', { n: shown + 1, total: items.length })}</span>
            <Button
              icon={<LeftOutlined />}
              aria-label={t('act.previous')}
              onClick={() => step(-1)}
              disabled={items.length < 2}
            />
            <Button
              icon={<RightOutlined />}
              aria-label={t('act.next')}
              onClick={() => step(1)}
              disabled={items.length < 2}
            />
            <Button
              icon={<ZoomOutOutlined />}
              aria-label={t('act.zoomOut')}
              onClick={() => nearer(-1)}
              disabled={zoom === 0}
            />
            <Button
              icon={<ZoomInOutlined />}
              aria-label={t('act.zoomIn')}
              onClick={() => nearer(1)}
              disabled={zoom === zooms.length - 1}
            />
            <Button
              icon={<RotateRightOutlined />}
              aria-label={t('act.rotate')}
              onClick={() => setTurn((now) => now + 1)}
            />
            <Button
              type="primary"
              icon={<CloseOutlined />}
              aria-label={t('act.close')}
              onClick={() => onShow(null)}
              autoFocus
            />
          </div>
        </div>
      </div>
    </Modal>
  );
}
