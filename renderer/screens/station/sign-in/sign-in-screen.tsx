import {
  CameraOutlined,
  CloudServerOutlined,
  CloudSyncOutlined,
  DisconnectOutlined,
  LockOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { firstCharacter } from '../../../../domain/text/cut.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useAct } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { LanguageSwitch } from './language-switch.tsx';
import css from './sign-in.module.css';

type Props = { readonly session: SessionState; readonly onOpen: () => void };

/** The way in: the first time through the office, afterwards also without a link. */
export function SignInScreen({ session, onOpen }: Props): ReactNode {
  const { t } = useTranslation('station');
  return (
    <div className={css.page}>
      <aside className={css.side}>
        <p className={css.brand}>
          线务通 <small>Linework</small>
        </p>
        <p className={css.tagline}>{t('signIn.tagline')}</p>
        <ul className={css.points}>
          <li>
            <DisconnectOutlined aria-hidden /> {t('signIn.points.offline')}
          </li>
          <li>
            <CloudSyncOutlined aria-hidden /> {t('signIn.points.honest')}
          </li>
          <li>
            <CameraOutlined aria-hidden /> {t('signIn.points.evidence')}
          </li>
        </ul>
        <p className={css.office}>
          <CloudServerOutlined aria-hidden /> {t('signIn.office')} {session.officeUrl.replace(/^https?:\/\//, '')}
        </p>
      </aside>
      <main className={css.panel}>
        <div className={css.language}>
          <LanguageSwitch />
        </div>
        <SignInForm session={session} onOpen={onOpen} />
      </main>
    </div>
  );
}

function SignInForm({ session, onOpen }: Props): ReactNode {
  const { t } = useTranslation('station');
  const first = session.known[0];
  const [username, setUsername] = useState(session.technician?.username ?? first?.username ?? '');
  const [other, setOther] = useState(session.known.length === 0);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const signIn = useAct('session.signIn');
  const known = session.known.find((one) => one.username === username);
  const unlocking = known !== undefined && !other;
  // Revoking locks at once, so this is where a technician learns of it.
  const isRevoked = unlocking && session.revoked && username === session.technician?.username;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    const answer = await signIn.act({ username: username.trim(), password });
    if (answer.ok) return onOpen();
    setProblem(answer.problem);
    setPassword('');
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)}>
      <h1>{unlocking ? t('signIn.welcome', { name: known.name }) : t('signIn.title')}</h1>
      {session.known.length > 0 ? (
        <div className={css.known} role="radiogroup" aria-label={t('signIn.username')}>
          {session.known.map((one) => (
            <label key={one.username} className={css.account} data-checked={unlocking && one.username === username}>
              <input
                type="radio"
                name="known"
                checked={unlocking && one.username === username}
                onChange={() => {
                  setUsername(one.username);
                  setOther(false);
                }}
                data-testid={`known-${one.username}`}
              />
              <span className={css.avatar} aria-hidden>
                {firstCharacter(one.name)}
              </span>
              <span>
                <b>{one.name}</b>
                <small>{one.username}</small>
              </span>
            </label>
          ))}
        </div>
      ) : null}
      {unlocking ? null : (
        <Labelled label={t('signIn.username')}>
          {(id) => (
            <Input
              id={id}
              size="large"
              prefix={<UserOutlined aria-hidden />}
              value={username}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => setUsername(event.target.value)}
              data-testid="signin-username"
            />
          )}
        </Labelled>
      )}
      <Labelled label={t('signIn.password')}>
        {(id) => (
          <Input.Password
            id={id}
            size="large"
            prefix={<LockOutlined aria-hidden />}
            value={password}
            autoComplete="current-password"
            autoFocus={unlocking}
            onChange={(event) => setPassword(event.target.value)}
            data-testid="signin-password"
          />
        )}
      </Labelled>
      {isRevoked && problem === null ? (
        <Alert type="error" showIcon title={t('signIn.revoked')} data-testid="device-revoked" />
      ) : null}
      {unlocking && session.lockedAfterMinutes !== null && problem === null && !isRevoked ? (
        <Alert
          type="info"
          showIcon
          title={t('lock.locked', { n: session.lockedAfterMinutes })}
          data-testid="locked-itself"
        />
      ) : null}
      <ProblemAlert problem={problem} />
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={signIn.busy}
        disabled={username.trim() === '' || password === ''}
        data-testid="signin-submit"
      >
        {unlocking ? t('signIn.submitUnlock') : t('signIn.submit')}
      </Button>
      {unlocking ? (
        <Button
          type="link"
          onClick={() => {
            setOther(true);
            setUsername('');
          }}
          data-testid="signin-other"
        >
          {t('signIn.other')}
        </Button>
      ) : null}
      {isRevoked ? null : <SignInHint session={session} unlocking={unlocking} />}
    </form>
  );
}

function SignInHint({
  session,
  unlocking,
}: {
  readonly session: SessionState;
  readonly unlocking: boolean;
}): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  if (!unlocking) return <p className={css.hint}>{t('signIn.newDevice')}</p>;
  if (session.offlineUntil === null) return null;
  const over = Date.parse(session.offlineUntil) < Date.now();
  return (
    <p className={css.hint}>
      {over ? t('signIn.offlineOver') : t('signIn.offlineUntil', { until: format.dateTime(session.offlineUntil) })}
    </p>
  );
}
