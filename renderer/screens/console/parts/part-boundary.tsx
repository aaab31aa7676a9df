import { CloudSyncOutlined, DisconnectOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Component, type ReactNode, useEffect, useRef } from 'react';
import { QuietState } from '../../../components/quiet-state.tsx';
import { useWords } from '../words/use-words.ts';
import { officeAnswers, PartMissing } from './load-part.ts';
import css from './part-boundary.module.css';

type Props = {
  readonly children: ReactNode;
  /** the part would have stood above the page: what is told does so as well */
  readonly above?: boolean;
  readonly close?: () => void;
  /** nobody asked for the part yet: nothing is told */
  readonly quiet?: boolean;
};
type State = { readonly missing: PartMissing | null };

/** Tells in the place of a part that it could not be loaded, and tries again when asked: what else stands on the page stays. */
export class PartBoundary extends Component<Props, State> {
  override state: State = { missing: null };

  static getDerivedStateFromError(error: unknown): State {
    if (!(error instanceof PartMissing)) throw error;
    return { missing: error };
  }

  readonly again = (): void => {
    this.state.missing?.forget();
    this.setState({ missing: null });
  };

  override render(): ReactNode {
    const { missing } = this.state;
    if (missing === null) return this.props.children;
    if (this.props.quiet) return null;
    return <Missing why={missing.why} again={this.again} above={this.props.above ?? false} close={this.props.close} />;
  }
}

type MissingProps = {
  readonly why: PartMissing['why'];
  readonly again: () => void;
  readonly above: boolean;
  readonly close: (() => void) | undefined;
};

/** How often an office that was out of reach is asked whether it is back, ms. */
const askEveryMs = 2_000;

function Missing({ why, again, above, close }: MissingProps): ReactNode {
  const { t, tw } = useWords();
  const tryAgain = useRef(again);
  tryAgain.current = again;
  // A page that waits for its office comes by itself when the office is back, as everything else on the screen does.
  useEffect(() => {
    if (why !== 'unreachable') return undefined;
    const timer = setInterval(() => void officeAnswers().then((back) => back && tryAgain.current()), askEveryMs);
    return () => clearInterval(timer);
  }, [why]);
  const dialog = useRef<HTMLDivElement>(null);
  // What stands above the page has the keyboard, as the dialog in its place would have.
  useEffect(() => {
    if (above) dialog.current?.querySelector('button')?.focus();
  }, [above]);
  const told = (
    <div role="alert" data-testid="part-missing" data-why={why}>
      <QuietState
        icon={why === 'unreachable' ? <DisconnectOutlined /> : <CloudSyncOutlined />}
        title={t('part.title')}
        hint={t(`part.${why}`)}
        action={
          <div className={css.actions}>
            {why !== 'unreachable' ? (
              <Button type="primary" onClick={() => window.location.reload()}>
                {tw('crash.reload')}
              </Button>
            ) : (
              <Button type="primary" onClick={again}>
                {tw('act.retry')}
              </Button>
            )}
            {close !== undefined && <Button onClick={close}>{tw('act.close')}</Button>}
          </div>
        }
      />
    </div>
  );
  if (!above) return told;
  return (
    <div
      ref={dialog}
      className={css.above}
      role="dialog"
      aria-modal="true"
      aria-label={t('part.title')}
      onKeyDown={({ key }) => key === 'Escape' && close?.()}
    >
      {told}
    </div>
  );
}
