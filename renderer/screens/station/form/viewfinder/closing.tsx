import { CheckOutlined } from '@ant-design/icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import css from './closing.module.css';

/** How long a person sees that all is there before the camera closes by itself. */
const closesAfterMs = 1_500;

/** All photos are there: the form comes back by itself; any press, anywhere, keeps the camera for more. */
export function Closing({ onStay, onClose }: { readonly onStay: () => void; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('station');
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const timer = setTimeout(() => close.current(), closesAfterMs);
    window.addEventListener('pointerdown', onStay, true);
    window.addEventListener('keydown', onStay, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', onStay, true);
      window.removeEventListener('keydown', onStay, true);
    };
  }, [onStay]);
  return (
    <p className={css.closing} role="status" data-testid="viewfinder-closing">
      <CheckOutlined aria-hidden /> {t('camera.allTaken')}
      <small>{t('camera.tapForMore')}</small>
    </p>
  );
}
