import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { modalInView } from '../dialogs/modal-in-view.ts';
import { useWords } from '../words/use-words.ts';
import { useKeys } from './use-keys.ts';

type Row = readonly [keys: string, what: `reviewFlow.keys.${(typeof names)[number]}`];
const names = [
  'enter',
  'arrows',
  'approve',
  'sendBack',
  'tick',
  'send',
  'next',
  'step',
  'stage',
  'photos',
  'report',
  'unfold',
  'note',
  'score',
  'undo',
  'take',
  'list',
  'help',
  'scroll',
  'walk',
  'zoom',
  'turn',
  'two',
  'close',
] as const;

const tables: readonly { readonly of: 'queue' | 'order' | 'viewer'; readonly rows: readonly Row[] }[] = [
  {
    of: 'queue',
    rows: [
      ['↑ ↓', 'reviewFlow.keys.arrows'],
      ['Enter', 'reviewFlow.keys.enter'],
      ['U', 'reviewFlow.keys.undo'],
      ['?', 'reviewFlow.keys.help'],
    ],
  },
  {
    of: 'order',
    rows: [
      ['PageDown', 'reviewFlow.keys.scroll'],
      ['J  K', 'reviewFlow.keys.step'],
      ['1 … 9', 'reviewFlow.keys.stage'],
      ['P', 'reviewFlow.keys.photos'],
      ['O', 'reviewFlow.keys.report'],
      ['E', 'reviewFlow.keys.unfold'],
      ['A', 'reviewFlow.keys.approve'],
      ['R', 'reviewFlow.keys.sendBack'],
      ['X', 'reviewFlow.keys.tick'],
      ['Ctrl Enter', 'reviewFlow.keys.send'],
      ['C', 'reviewFlow.keys.note'],
      ['S', 'reviewFlow.keys.score'],
      ['U', 'reviewFlow.keys.undo'],
      ['T', 'reviewFlow.keys.take'],
      ['N', 'reviewFlow.keys.next'],
      ['B', 'reviewFlow.keys.list'],
    ],
  },
  {
    of: 'viewer',
    rows: [
      ['← →', 'reviewFlow.keys.walk'],
      ['+  −  0', 'reviewFlow.keys.zoom'],
      ['R', 'reviewFlow.keys.turn'],
      ['S  X', 'reviewFlow.keys.two'],
      ['Esc', 'reviewFlow.keys.close'],
    ],
  },
];

/** The button that says which keys there are, and the table that `?` opens. */
export function KeysHelp(): ReactNode {
  const { t, tw } = useWords();
  const [open, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <Button onClick={() => setOpen(true)} data-testid="keys-help">
        {t('reviewFlow.keys.open')}
      </Button>
      {open && (
        <Modal
          open
          title={t('reviewFlow.keys.title')}
          width={760}
          style={{ top: '4vh' }}
          styles={modalInView}
          onCancel={() => setOpen(false)}
          footer={
            <Button type="primary" autoFocus onClick={() => setOpen(false)}>
              {tw('act.close')}
            </Button>
          }
        >
          <div className="review-keys" data-testid="keys-table">
            {tables.map(({ of, rows }) => (
              <section key={of}>
                <h3>{t(`reviewFlow.keys.${of}`)}</h3>
                <dl>
                  {rows.map(([keys, what]) => (
                    <div key={what}>
                      <dt>
                        <kbd>{keys}</kbd>
                      </dt>
                      <dd>{t(what)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <p className="console-hint">{t('reviewFlow.keys.hint')}</p>
        </Modal>
      )}
    </>
  );
}
