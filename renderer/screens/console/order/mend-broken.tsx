import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { plain } from '../../../texts/answer-words.ts';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';

/** Answers of the office that say that no version is there to move to; any other says why it cannot be known or done now. */
const nothingMends: ReadonlySet<string> = new Set([
  'order.definitionBroken',
  'order.versionUnknown',
  'order.versionNotNewer',
]);

/** The way out of a broken order: a later version of its form that can be used, with what would have no place there. */
export function MendBroken({ orderId }: { readonly orderId: string }): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const plan = useOfficeRead('workOrder.planUpgrade', { orderId });
  const upgrade = useOfficeMove('workOrder.upgrade');
  if (plan.data === undefined)
    return plan.problem === null || !nothingMends.has(plan.problem.code) ? (
      <ProblemAlert problem={plan.problem} />
    ) : (
      <p className="console-hint" data-testid="nothing-mends">
        {t('order.broken.nothing')}
      </p>
    );
  const { from, to, losses } = plan.data;
  const mend = async () => {
    const answer = await upgrade.make({ orderId, to, requestKey });
    if (answer !== null) void message.success(t('dialog.upgrade.done', { to }));
  };
  return (
    <section className="console-panel" data-testid="mend-broken">
      <h2>{t('order.broken.mend')}</h2>
      <p className="console-hint">{t('dialog.upgrade.hint', { from, to })}</p>
      <p>{losses.length === 0 ? t('dialog.upgrade.all') : t('dialog.upgrade.losses', { n: losses.length })}</p>
      {/* Losses are named by their paths: the version that had words for them is the one that cannot be read. */}
      <ul>
        {losses.map(({ kind, path, value, at }) => (
          <li key={`${path} ${at}`}>
            <code>{path}</code> {kind === 'picture' ? t('dialog.upgrade.picture') : plain(value)}
          </li>
        ))}
      </ul>
      <ProblemAlert problem={upgrade.problem} />
      <Button type="primary" loading={upgrade.busy} onClick={() => void mend()} data-testid="mend">
        {t('dialog.upgrade.submit')}
      </Button>
    </section>
  );
}
