import type { ReactNode } from 'react';
import type { Account } from '../../../../bridge/office.ts';
import { useWords } from '../words/use-words.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Mark } from './mark.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage({ signedIn }: { readonly signedIn: (account: Account) => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className="console-sign-in">
      <aside aria-hidden="true">
        <Mark size={72} />
        <p>{t('signIn.claim')}</p>
        <Strands />
      </aside>
      <main>
        <div className="console-sign-in-language">
          <LanguageSwitch />
        </div>
        <h1>{t('title')}</h1>
        <p className="console-hint">{t('signIn.hint')}</p>
        <SignInForm signedIn={signedIn} />
      </main>
    </div>
  );
}

/** Fibres from one point to many homes: what the office looks after. */
function Strands(): ReactNode {
  const ends = [40, 110, 180, 250, 320, 390, 460];
  return (
    <svg viewBox="0 0 500 260" className="console-strands" role="presentation">
      {ends.map((x, i) => (
        <g key={x}>
          <path
            d={`M250 10 C 250 ${90 + i * 6}, ${x} 110, ${x} 236`}
            fill="none"
            stroke="#5c93f5"
            strokeOpacity={0.35 + (i % 3) * 0.2}
            strokeWidth="2"
          />
          <circle cx={x} cy="240" r="6" fill={i % 3 === 1 ? '#7fe0a6' : '#8fb6ff'} />
        </g>
      ))}
      <circle cx="250" cy="10" r="8" fill="#ffffff" />
    </svg>
  );
}
