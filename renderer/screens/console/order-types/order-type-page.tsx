import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OpenedOrderType, OrderTypeVersions } from '../../../../bridge/order-types.ts';
import { DefinitionBoundary } from '../../../components/definition-boundary.tsx';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { hrefOf, type OrderTypeTab, orderTypeTabs } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { ComparePanel } from './compare/compare-panel.tsx';
import { EditPanel } from './edit/edit-panel.tsx';
import { FlowDiagram } from './flow/flow-diagram.tsx';
import { PublishDialog } from './publish/publish-dialog.tsx';
import { Trial } from './trial/trial.tsx';
import { useWorkbench, type Workbench } from './use-workbench.ts';
import css from './workbench.module.css';

type Props = { readonly typeKey: string; readonly version: number; readonly tab: OrderTypeTab };

/** One version of an order type on the bench. */
export function OrderTypePage({ typeKey, version, tab }: Props): ReactNode {
  const { t } = useWords();
  const versions = useOfficeRead('orderTypes.versions', {});
  const opened = useOfficeRead('orderTypes.open', { key: typeKey, version });
  return (
    <div className="console-page">
      <a className="console-back" href={hrefOf({ page: 'orderTypes' })}>
        ← {t('types.back')}
      </a>
      <Shown read={versions}>
        {({ types }) => (
          <Shown read={opened}>
            {(one) => {
              const type = types.find(({ key }) => key === typeKey);
              // While another version is read the one before it is still here.
              if (type === undefined || one.key !== typeKey || one.version !== version) return null;
              return <Bench key={`${typeKey}@${version}`} opened={one} types={types} type={type} tab={tab} />;
            }}
          </Shown>
        )}
      </Shown>
    </div>
  );
}

type BenchProps = {
  readonly opened: OpenedOrderType;
  readonly types: readonly OrderTypeVersions[];
  readonly type: OrderTypeVersions;
  readonly tab: OrderTypeTab;
};

function Bench({ opened, types, type, tab }: BenchProps): ReactNode {
  const { t, language } = useWords();
  const bench = useWorkbench(opened);
  const [publishing, setPublishing] = useState(false);
  const { key, version } = opened;
  return (
    <>
      <div className="console-head">
        <h1>
          {type.name[language]} · {t('types.versionN', { n: version })}
        </h1>
        <ToneTag tone={version === type.current ? 'good' : 'neutral'}>
          {t(version === type.current ? 'types.current' : bench.stored === null ? 'types.broken' : 'types.older')}
        </ToneTag>
        {bench.changed ? <Draft bench={bench} /> : null}
      </div>
      <nav className="console-subnav" aria-label={t('types.tab.label')}>
        {orderTypeTabs.map((name) => (
          <a
            key={name}
            href={hrefOf({ page: 'orderType', key, version, tab: name })}
            aria-current={name === tab ? 'page' : undefined}
            data-testid={`type-tab-${name}`}
          >
            {t(`types.tab.${name}`)}
          </a>
        ))}
      </nav>
      <Tab bench={bench} type={type} tab={tab} onPublish={() => setPublishing(true)} />
      {publishing && bench.shown ? (
        <PublishDialog
          types={types}
          base={bench.shown.key === key ? bench.stored : null}
          draft={bench.shown}
          published={bench.discard}
          close={() => setPublishing(false)}
        />
      ) : null}
    </>
  );
}

function Draft({ bench }: { readonly bench: Workbench }): ReactNode {
  const { t, tw } = useWords();
  const { modal } = App.useApp();
  const ask = () =>
    void modal.confirm({
      title: t('types.discardAsk'),
      content: t('types.discardHint', { n: bench.opened.version }),
      okText: t('types.discard'),
      okButtonProps: { danger: true },
      cancelText: tw('act.cancel'),
      onOk: bench.discard,
    });
  return (
    <>
      <ToneTag tone="warn" testId="draft-tag">
        {t('types.draft')}
      </ToneTag>
      <Button className="console-head-action" onClick={ask}>
        {t('types.discard')}
      </Button>
    </>
  );
}

type TabProps = {
  readonly bench: Workbench;
  readonly type: OrderTypeVersions;
  readonly tab: OrderTypeTab;
  readonly onPublish: () => void;
};

function Tab({ bench, type, tab, onPublish }: TabProps): ReactNode {
  const { t } = useWords();
  if (tab === 'edit') return <EditPanel bench={bench} onPublish={onPublish} />;
  if (tab === 'compare') return <ComparePanel bench={bench} type={type} />;
  if (bench.shown === null) return <p className={css.note}>{t('types.unreadable')}</p>;
  return tab === 'flow' ? (
    <FlowDiagram definition={bench.shown} />
  ) : (
    <DefinitionBoundary>
      <Trial definition={bench.shown} settings={bench.opened.settings} />
    </DefinitionBoundary>
  );
}
