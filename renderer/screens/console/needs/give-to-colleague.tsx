import { App, Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { OfficeSummary } from '../../../../bridge/office.ts';
import { problemSentence } from '../../../texts/problem-words.ts';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useOfficeMove, useOfficeRead } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';

/** One press gives an order to the colleague whom its technician named; nothing where he named nobody, or that colleague is gone. */
export function GiveToColleague({
  order,
}: {
  readonly order: Pick<OfficeSummary, 'orderId' | 'number' | 'handedTo' | 'phase'>;
}): ReactNode {
  const { t, tw, language } = useWords();
  const { message } = App.useApp();
  const requestKey = useRequestKey();
  const people = useOfficeRead('people.list', {});
  const move = useOfficeMove('workOrder.assign');
  const { problem } = move;
  // A row has no room for a sentence, and goes when somebody else has given the order away.
  useEffect(() => {
    if (problem !== null) void message.error(problemSentence(problem, language, tw), 8);
  }, [problem, language, tw, message]);
  const colleague = people.data?.technicians.find(
    ({ accountId, disabled }) => accountId === order.handedTo && !disabled,
  );
  if (colleague === undefined) return null;
  const give = async () => {
    const { orderId, phase } = order;
    const answer = await move.make({ orderId, technicianId: colleague.accountId, basedOn: { phase }, requestKey });
    if (answer === null) return;
    if (answer.warning === null) void message.success(t('dialog.assign.done', { name: colleague.name }));
    else void message.warning(t('dialog.assign.doneSilent', { name: colleague.name }), 8);
  };
  return (
    <Button
      type="primary"
      loading={move.busy}
      onClick={() => void give()}
      data-testid={`give-${order.number}`}
      aria-label={`${tw('handOver.giveTo', { name: colleague.name })} ${order.number}`}
    >
      {tw('handOver.giveTo', { name: colleague.name })}
    </Button>
  );
}
