import './console.css';
import './console-lists.css';
import './console-order.css';
import './console-work.css';
import './console-forms.css';
import './console-notes.css';
import './console-plans.css';
import './console-review.css';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import type { Account } from '../../../bridge/office.ts';
import type { Problem } from '../../../domain/problem.ts';
import { ownWindow } from '../../app/own-window.ts';
import type { OfficeClient } from '../../bridge/office-client.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { DateStyleContext } from '../../hooks/use-format.ts';
import { Frame } from './frame/frame.tsx';
import { OfficeProvider, PersonProvider, useOffice } from './office/office-context.tsx';
import { part } from './parts/part.tsx';
import { PartBoundary } from './parts/part-boundary.tsx';
import { forgetPlaces } from './place/place.ts';
import { useWords } from './words/use-words.ts';

/** A person who is signed in already needs neither form. */
const SignInPage = part(async () => (await import('./session/sign-in-page.tsx')).SignInPage);
const SignInAgain = part(async () => (await import('./session/sign-in-again.tsx')).SignInAgain);

/** The office console: who is signed in decides what stands on the page. */
export function ConsoleApp({ client }: { readonly client: OfficeClient }): ReactNode {
  return (
    <OfficeProvider client={client}>
      <DateStyleContext value="numbers">
        <Doorway />
      </DateStyleContext>
    </OfficeProvider>
  );
}

type Who =
  | { readonly state: 'asking' }
  | { readonly state: 'out' }
  | { readonly state: 'unreachable'; readonly problem: Problem }
  | { readonly state: 'in'; readonly account: Account; readonly ended: boolean };

function Doorway(): ReactNode {
  const office = useOffice();
  const queries = useQueryClient();
  const [who, setWho] = useState<Who>({ state: 'asking' });
  const [asked, setAsked] = useState(0);
  const { t, tw } = useWords();

  useEffect(() => {
    document.title = t('title');
  }, [t]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the person's "try again"
  useEffect(() => {
    let current = true;
    void office.call('session.state', {}).then((answer) => {
      if (!current) return;
      if (answer.ok && answer.value.account !== null) {
        ownWindow(answer.value.account.accountId);
        setWho({ state: 'in', account: answer.value.account, ended: false });
      } else if (!answer.ok && answer.problem.code.startsWith('link.'))
        setWho({ state: 'unreachable', problem: answer.problem });
      else setWho({ state: 'out' });
    });
    return () => {
      current = false;
    };
  }, [office, asked]);

  // A session that ends while someone works is asked for on top of the page, so that nothing typed is lost.
  useEffect(
    () => office.onSignedOut(() => setWho((before) => (before.state === 'in' ? { ...before, ended: true } : before))),
    [office],
  );

  const enter = (account: Account) => {
    ownWindow(account.accountId);
    queries.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
    setWho({ state: 'in', account, ended: false });
  };
  const leave = () => {
    queries.clear();
    forgetPlaces();
    window.location.hash = '';
    setWho({ state: 'out' });
  };

  switch (who.state) {
    case 'asking':
      return <Blank />;
    case 'unreachable':
      return (
        <main className="console-unreachable">
          <h1>{t('title')}</h1>
          <ProblemAlert
            problem={who.problem}
            action={<Button onClick={() => setAsked((n) => n + 1)}>{tw('act.retry')}</Button>}
          />
        </main>
      );
    case 'out':
      return (
        <PartBoundary>
          <Suspense fallback={<Blank />}>
            <SignInPage signedIn={enter} />
          </Suspense>
        </PartBoundary>
      );
    case 'in':
      return (
        <PersonProvider account={who.account}>
          <Frame key={who.account.accountId} signedOut={leave} />
          {who.ended && (
            <PartBoundary above>
              <Suspense fallback={null}>
                <SignInAgain account={who.account} signedIn={enter} leave={leave} />
              </Suspense>
            </PartBoundary>
          )}
        </PersonProvider>
      );
  }
}

const Blank = (): ReactNode => <div aria-busy="true" className="console-blank" />;
