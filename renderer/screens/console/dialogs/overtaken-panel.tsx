import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Overtaken } from '../../../../bridge/basis.ts';
import { useNow } from '../../../hooks/use-now.ts';
import type { EditBase } from '../office/edit-base.ts';
import { factName, factValue } from '../words/fact-words.ts';
import { fullTime } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

type Props = {
  readonly overtaken: readonly Overtaken[];
  readonly base: EditBase;
  /** what the person was about to do, for what has no value of its own */
  readonly doing: string;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly busy: boolean;
};

/** What somebody else has changed since this person looked: his value and theirs, who and when, and the question which one is to stand. */
export function OvertakenPanel({ overtaken, base, doing, keepMine, takeTheirs, busy }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const now = useNow();
  const words = useDefinitionWords(base.order.definition);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
    panel.current?.focus();
  }, []);
  const tools = { order: base.order, words, t, tw, language, now };
  const nameOf = (by: string | null) =>
    by === null
      ? t('overtaken.somebody')
      : by === 'office'
        ? t('overtaken.office')
        : (base.order.people[by] ?? by.slice(-6));
  return (
    <section ref={panel} tabIndex={-1} className="console-overtaken" role="alert" data-testid="overtaken">
      <Alert type="warning" showIcon title={t('overtaken.title')} description={t('overtaken.hint')} />
      <table className="console-changes">
        <caption className="visually-hidden">{t('overtaken.title')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('overtaken.theirs')}</th>
            <th scope="col">{t('overtaken.yours')}</th>
          </tr>
        </thead>
        <tbody>
          {told(overtaken).map((one) => (
            <tr key={one.fact} data-testid={`overtaken-${one.fact}`}>
              <th scope="row">{factName(one.fact, tools)}</th>
              <td>
                <b>{factValue(one.fact, one.theirs, tools) ?? t('overtaken.changed')}</b>
                <span className="console-faint">
                  {nameOf(one.by)}
                  {one.at === null ? '' : ` · ${fullTime(one.at)}`}
                </span>
              </td>
              <td>
                <b>
                  {(one.yours === null && !one.fact.startsWith('value:')
                    ? null
                    : factValue(one.fact, one.yours, tools)) ?? doing}
                </b>
                <span className="console-faint">
                  {t('overtaken.saw', { what: factValue(one.fact, one.seen, tools) ?? t('overtaken.before') })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="console-overtaken-acts">
        <Button onClick={takeTheirs} disabled={busy} data-testid="take-theirs">
          {t('overtaken.takeTheirs')}
        </Button>
        <Button type="primary" onClick={keepMine} loading={busy} data-testid="keep-mine">
          {t('overtaken.keepMine', { doing })}
        </Button>
      </div>
    </section>
  );
}

/** That the state is another one goes without saying where the change that made it so is shown. */
function told(overtaken: readonly Overtaken[]): readonly Overtaken[] {
  const others = overtaken.filter(({ fact }) => fact !== 'phase');
  return overtaken.filter(
    ({ fact, by, at }) => fact !== 'phase' || !others.some((one) => one.by === by && one.at === at),
  );
}
