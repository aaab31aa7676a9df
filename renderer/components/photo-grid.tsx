import { CheckCircleFilled, ClockCircleOutlined, FolderOpenOutlined, PictureOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceItem } from '../../forms/engine/types.ts';
import { useFormat } from '../hooks/use-format.ts';
import css from './photo-grid.module.css';
import { PhotoViewer } from './photo-viewer/photo-viewer.tsx';

type Props = {
  readonly items: readonly EvidenceItem[];
  readonly src: (item: EvidenceItem, variant: 'thumbnail' | 'view') => string;
  readonly nameOf: (item: EvidenceItem) => string;
  /** what stands in the place of a picture that cannot be shown; on a station: it is not on this device */
  readonly brokenWords?: (item: EvidenceItem) => string;
  /** says the name below each photo, where photos of several slots stand together */
  readonly captions?: boolean;
  /** below each photo, e.g. retake and withdraw */
  readonly actions?: (item: EvidenceItem) => ReactNode;
  /** after the last photo, e.g. the camera button */
  readonly tail?: ReactNode;
  /** opens a photo elsewhere, e.g. in a walk through all of the order; absent: here, among these */
  readonly open?: (item: EvidenceItem) => void;
};

/** Photos side by side with what matters of each: when, whether the office has it, whether it came from a file. */
export function PhotoGrid({
  items,
  src,
  nameOf,
  brokenWords,
  captions = false,
  actions,
  tail,
  open,
}: Props): ReactNode {
  const [shown, setShown] = useState<number | null>(null);
  return (
    <>
      <ul className={css.grid}>
        {items.map((item, index) => (
          <li
            key={item.id}
            className={css.card}
            data-withdrawn={item.withdrawn !== null}
            data-testid={`photo-${item.id}`}
          >
            <Thumbnail
              item={item}
              src={src(item, 'thumbnail')}
              name={nameOf(item)}
              brokenWords={brokenWords?.(item)}
              onOpen={() => (open === undefined ? setShown(index) : open(item))}
            />
            {captions ? <b className={css.caption}>{nameOf(item)}</b> : null}
            <PhotoFacts item={item} />
            {actions?.(item)}
          </li>
        ))}
        {tail ? <li className={css.tail}>{tail}</li> : null}
      </ul>
      <PhotoViewer
        items={items}
        shown={shown}
        onShow={setShown}
        src={src}
        nameOf={nameOf}
        {...(brokenWords === undefined ? {} : { brokenWords })}
      />
    </>
  );
}

type ThumbnailProps = {
  readonly item: EvidenceItem;
  readonly src: string;
  readonly name: string;
  readonly brokenWords: string | undefined;
  readonly onOpen: () => void;
};

function Thumbnail({ item, src, name, brokenWords, onOpen }: ThumbnailProps): ReactNode {
  const { t } = useTranslation('words');
  const [broken, setBroken] = useState(false);
  return (
    <button type="button" className={css.thumbnail} onClick={onOpen} aria-label={t('photo.view', { name })}>
      {broken ? (
        <span className={css.broken}>
          <PictureOutlined aria-hidden />
          {brokenWords ?? t('photo.broken')}
        </span>
      ) : (
        <img src={src} alt="" loading="lazy" onError={() => setBroken(true)} />
      )}
      {item.withdrawn ? <span className={css.stamp}>{t('photo.withdrawn')}</span> : null}
    </button>
  );
}

function PhotoFacts({ item }: { readonly item: EvidenceItem }): ReactNode {
  const { t } = useTranslation('words');
  const format = useFormat();
  return (
    <div className={css.facts}>
      <span>{format.timeWithSeconds(item.document.takenAt)}</span>
      {item.document.source === 'file' ? (
        <span title={t('photo.file')}>
          <FolderOpenOutlined aria-hidden /> {t('photo.file')}
        </span>
      ) : null}
      <span className={item.received ? css.received : css.waiting} data-testid={`received-${item.received}`}>
        {item.received ? <CheckCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
        {item.received ? t('photo.received') : t('photo.waiting')}
      </span>
    </div>
  );
}
