import { FilePdfOutlined, PaperClipOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { type OfficeOrder, officeEvidencePath } from '../../../../bridge/office.ts';
import type { Problem } from '../../../../domain/problem.ts';
import type { EvidenceItem, PhotoSlotState } from '../../../../forms/engine/types.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { EditBaseProvider } from '../office/edit-base-provider.tsx';
import { readAgain } from '../office/use-office-call.ts';
import { evidenceSource } from '../order/evidence-source.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { attachFile, fileTypes } from './attach.ts';
import { WithdrawFile } from './withdraw-file.tsx';

/** Files that belong to a step: what is there, and the way to add one. */
export function AttachSlot({ order, slot }: { readonly order: OfficeOrder; readonly slot: PhotoSlotState }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [leaving, setLeaving] = useState<EvidenceItem | null>(null);
  const items = order.view.evidence.filter((item) => item.slot === slot.slot && item.withdrawn === null);
  const pictures = items.filter(({ document }) => document.mediaType !== 'application/pdf');
  const papers = items.filter(({ document }) => document.mediaType === 'application/pdf');
  const { orderId } = order.view;

  const add = async (files: FileList | null) => {
    setBusy(true);
    setProblem(null);
    for (const file of files ?? []) {
      const answer = await attachFile(orderId, slot.slot, file, newRequestKey());
      if (!answer.ok) {
        setProblem(answer.problem);
        break;
      }
    }
    setBusy(false);
    readAgain(queries, { orderIds: [orderId] });
  };
  const withdraw = (item: EvidenceItem) => (
    <Button onClick={() => setLeaving(item)} data-testid={`withdraw-${item.id}`}>
      {t('work.withdraw')}
    </Button>
  );

  return (
    <div className="console-slot" data-place={`photo:${slot.slot}`} data-testid={`slot-${slot.slot}`}>
      <div className="console-slot-head">
        <b>
          {words.photo(slot.slot)}
          {slot.required ? <span className="console-required">*</span> : null}
        </b>
        <span className="console-faint">{t('work.files', { n: items.length, max: slot.definition.max })}</span>
        <Button
          icon={<PaperClipOutlined />}
          loading={busy}
          disabled={items.length >= slot.definition.max}
          onClick={() => input.current?.click()}
          data-testid={`attach-${slot.slot}`}
        >
          {t('work.attach')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={fileTypes}
          aria-label={words.photo(slot.slot)}
          onChange={(event) => {
            void add(event.target.files);
            event.target.value = '';
          }}
          data-testid={`attach-input-${slot.slot}`}
        />
      </div>
      <ProblemAlert problem={problem} words={words} onClose={() => setProblem(null)} />
      {pictures.length > 0 && (
        <PhotoGrid
          items={pictures}
          src={evidenceSource(orderId)}
          nameOf={(item) => item.document.caption ?? words.photo(item.slot)}
          brokenWords={() => t('order.photoUnreadable')}
          actions={withdraw}
        />
      )}
      {papers.map((item) => (
        <div key={item.id} className="console-report">
          <FilePdfOutlined aria-hidden="true" />
          <span>{item.document.caption ?? words.photo(item.slot)}</span>
          <Button href={officeEvidencePath(orderId, item.document.sha256)} target="_blank">
            {tw('act.open')}
          </Button>
          {withdraw(item)}
        </div>
      ))}
      {leaving !== null && (
        <EditBaseProvider order={order}>
          <WithdrawFile order={order} item={leaving} close={() => setLeaving(null)} />
        </EditBaseProvider>
      )}
    </div>
  );
}
