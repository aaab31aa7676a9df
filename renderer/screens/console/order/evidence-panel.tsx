import { DownloadOutlined, FilePdfOutlined, PictureOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { type OfficeOrder, officeEvidencePath } from '../../../../bridge/office.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { reportOccasion } from '../../../../forms/engine/report-occasion.ts';
import { PhotoFlags } from '../../../components/photo-flags.tsx';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { SignaturePicture } from '../../../components/signature-picture.tsx';
import { fullTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { downloadPath, evidenceSource } from './evidence-source.ts';
import { SamePictures } from './same-pictures.tsx';

/** Every photo of an order, the reports and the sign-off, to look at and to save. */
export function EvidencePanel({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const { view } = order;
  const photos = view.evidence.filter(({ slot }) => slot !== 'report');
  if (view.evidence.length === 0 && view.fold.signOff === null)
    return <QuietState icon={<PictureOutlined />} title={t('order.noEvidence')} hint={t('order.noEvidenceHint')} />;
  return (
    <>
      <Reports order={order} />
      <SignOffPanel order={order} />
      {photos.length > 0 && (
        <section className="console-panel">
          <h2>{t('order.photos', { n: photos.length })}</h2>
          <PhotoGrid
            items={photos}
            src={evidenceSource(view.orderId)}
            nameOf={(item) => words.photo(item.slot)}
            brokenWords={(item) => t(item.received ? 'order.photoUnreadable' : 'order.photoNotHere')}
            actions={(item) => (
              <div className="console-photo-facts">
                <PhotoFlags item={item} />
                <SamePictures order={order} evidenceId={item.id} />
                <a href={downloadPath(view.orderId, item.document.sha256)} download className="console-download">
                  <DownloadOutlined aria-hidden="true" /> {words.photo(item.slot)}{' '}
                  <span className="visually-hidden">{tw('act.download')}</span>
                </a>
              </div>
            )}
          />
        </section>
      )}
    </>
  );
}

/** The reports, newest first, each with the occasion that it was made on, as the bytes that the station made. */
export function Reports({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t, tw } = useWords();
  const { view } = order;
  const newest = view.fold.reports.at(-1)?.report;
  if (newest === undefined) return null;
  return (
    <section className="console-panel" data-testid="reports">
      <h2>{t('order.reports')}</h2>
      {view.fold.reports.toReversed().map((report) => {
        const item = view.evidence.find(({ id }) => id === report.evidenceId);
        return (
          <div key={report.evidenceId} className="console-report">
            <FilePdfOutlined aria-hidden="true" />
            <span>
              <b>{t('order.report', { n: report.report })}</b>
              <small>{fullTime(report.at)}</small>
              <small>{tw(`report.occasion.${reportOccasion(view.fold, report.eventId)}`)}</small>
              {newest !== report.report && <small>{tw('report.replaced', { n: newest })}</small>}
              <small className="console-hash">sha256 {report.sha256.slice(0, 16)}…</small>
            </span>
            {item?.received ? (
              <>
                <Button
                  href={officeEvidencePath(view.orderId, report.sha256)}
                  target="_blank"
                  data-testid={`report-open-${report.report}`}
                >
                  {tw('act.open')}
                </Button>
                <Button
                  href={downloadPath(view.orderId, report.sha256)}
                  icon={<DownloadOutlined />}
                  data-testid={`report-download-${report.report}`}
                >
                  {tw('act.download')}
                </Button>
              </>
            ) : (
              <span className="console-faint">{tw('photo.waiting')}</span>
            )}
          </div>
        );
      })}
    </section>
  );
}

/** The customer's attestation: the signature drawn from its strokes, or the documented refusal. */
export function SignOffPanel({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const given = order.view.fold.signOff;
  if (given === null) return null;
  const { signOff, at } = given;
  return (
    <section className="console-panel" data-testid="sign-off">
      <h2>{t('order.signOff')}</h2>
      {signOff.outcome === 'signed' ? (
        <div className="console-signature">
          <SignaturePicture strokes={signOff.strokes} padHeight={signOff.padHeight} />
          <dl className="console-facts">
            <dt>{t('order.printedName')}</dt>
            <dd>{`${fromPrivateUse(signOff.printedName)}（${tw(`relation.${signOff.relation}`)}）`}</dd>
            <dt>{t('order.signedAt')}</dt>
            <dd>{fullTime(at)}</dd>
          </dl>
        </div>
      ) : (
        <dl className="console-facts">
          <dt>{t('order.signRefused')}</dt>
          <dd>{words.reason('signRefused', signOff.reasonCode)}</dd>
          <dt>{t('order.witness')}</dt>
          <dd>{signOff.witness}</dd>
          <dt>{t('dialog.noteLabel')}</dt>
          <dd>{signOff.note === '' ? '—' : signOff.note}</dd>
          <dt>{t('order.signedAt')}</dt>
          <dd>{fullTime(at)}</dd>
        </dl>
      )}
    </section>
  );
}
