import { CameraOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTrouble } from '../../../../camera/camera-trouble.ts';
import css from './viewfinder.module.css';

type Props = {
  readonly trouble: CameraTrouble;
  /** the file chooser, where this slot takes files */
  readonly file: ReactNode;
  readonly onRetry: () => void;
};

/** Why there is no picture, what to do about it, and the way on: again, or a file where the slot takes one. */
export function CameraTroublePanel({ trouble, file, onRetry }: Props): ReactNode {
  const { t } = useTranslation('station');
  const shell = window.linework ? 'app' : 'browser';
  return (
    <div className={css.trouble} role="alert" data-testid="camera-trouble" data-trouble={trouble}>
      <CameraOutlined className={css.troubleIcon} aria-hidden />
      <h3>{t(`camera.trouble.${trouble}`)}</h3>
      <p>{trouble === 'refused' ? t(`camera.advice.refused.${shell}`) : t(`camera.advice.${trouble}`)}</p>
      <div className={css.troubleActs}>
        <Button size="large" icon={<ReloadOutlined />} onClick={onRetry} data-testid="camera-retry">
          {t('camera.retry')}
        </Button>
        {file}
      </div>
      {file === null ? <p>{t('camera.liveOnly')}</p> : null}
    </div>
  );
}
