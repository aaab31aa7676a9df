import { PictureOutlined } from '@ant-design/icons';
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { evidencePath } from '../../../../bridge/station.ts';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { ReportCards } from '../sign-off/report-step.tsx';
import type { OpenedOrder } from './opened-order.ts';
import css from './tabs.module.css';

/** All photos of the order by slot, what of them the office holds, and the reports. */
export function PhotosTab({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation('station');
  const { view, words } = order;
  const photos = view.evidence.filter(({ slot }) => slot !== 'report');
  const { received, total } = view.manifest;
  return (
    <div className={`${css.tabBody} ${css.photosBody}`}>
      {total > 0 ? (
        <div className={css.manifest} data-testid="manifest">
          <span>{t('order.amount', { received, total })}</span>
          <Progress
            style={{ maxWidth: 320 }}
            percent={Math.round((received / total) * 100)}
            showInfo={false}
            strokeColor="var(--good)"
            aria-label={t('order.amount', { received, total })}
          />
        </div>
      ) : null}
      <ReportCards order={order} />
      {photos.length === 0 && view.fold.reports.length === 0 ? (
        <QuietState icon={<PictureOutlined />} title={t('evidence.none')} />
      ) : null}
      {photos.length > 0 ? (
        <PhotoGrid
          items={photos}
          captions
          src={(item, variant) => evidencePath(item.id, variant)}
          nameOf={(item) => words.photo(item.slot)}
        />
      ) : null}
    </div>
  );
}
