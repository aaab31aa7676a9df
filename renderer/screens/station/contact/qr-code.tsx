import { create } from 'qrcode';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import css from './contact.module.css';

/** Modules of white around the code: scanners want four. */
const quiet = 4;

/** A QR code for the phone beside the tablet. Drawn here: nothing of a customer is sent anywhere for it. */
export function QrCode({ content, caption }: { readonly content: string; readonly caption: string }): ReactNode {
  const { t } = useTranslation('station');
  const drawn = useMemo(() => pathOf(content), [content]);
  if (drawn === null) return null;
  return (
    <figure className={css.qr} data-testid="contact-qr" data-content={content}>
      <svg
        viewBox={`0 0 ${drawn.size} ${drawn.size}`}
        role="img"
        aria-label={t('contact.qrOf', { what: caption })}
        shapeRendering="crispEdges"
      >
        <rect width={drawn.size} height={drawn.size} fill="#fff" />
        <path d={drawn.path} fill="#000" />
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/** Null: more than a code holds. */
function pathOf(content: string): { readonly size: number; readonly path: string } | null {
  try {
    const { modules } = create(content, { errorCorrectionLevel: 'M' });
    const { size, data } = modules;
    let path = '';
    for (let y = 0; y < size; y += 1)
      for (let x = 0; x < size; x += 1) if (data[y * size + x]) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
    return { size: size + 2 * quiet, path };
  } catch {
    return null;
  }
}
