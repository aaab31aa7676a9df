import { Button, Input, Segmented } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationSettings } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import { DialogFrame } from '../dialogs/dialog-frame.tsx';
import css from './settings.module.css';

type Mode = StationSettings['windowMode'];
const modes: readonly Mode[] = ['window', 'fullScreen', 'kiosk'];
const shortestCode = 4;

/** How the window stands on the screen: in Electron by the device's setting, in a browser by the browser's own full screen. */
export function WindowSettings(): ReactNode {
  const { t } = useTranslation('station');
  return (
    <section className={css.panel}>
      <h2>{t('window.title')}</h2>
      {window.linework ? <ShellWindow /> : <BrowserWindow />}
    </section>
  );
}

function ShellWindow(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('settings.get', {});
  const set = useAct('settings.set');
  const [asked, setAsked] = useState<Mode | null>(null);
  const now = data?.windowMode ?? 'window';
  // Into the kiosk and out of it by a code; everything else at once.
  const choose = (mode: Mode) =>
    (mode === 'kiosk') === (now === 'kiosk') ? void set.act({ windowMode: mode }) : setAsked(mode);
  return (
    <>
      <div className={css.row}>
        <span className={css.label}>{t('window.mode')}</span>
        <div className={css.value}>
          <Segmented<Mode>
            aria-label={t('window.mode')}
            value={now}
            onChange={choose}
            options={modes.map((value) => ({
              value,
              label: <span data-testid={`window-${value}`}>{t(`window.modes.${value}`)}</span>,
            }))}
          />
        </div>
      </div>
      <p className={css.sample}>{t('window.hint')}</p>
      {asked === null ? null : <KioskCode mode={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function KioskCode({ mode, onClose }: { readonly mode: Mode; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('station');
  const set = useAct('settings.set');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const isBeginning = mode === 'kiosk';
  const send = async () => {
    const answer = await set.act({ windowMode: mode, kioskCode: code });
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  return (
    <DialogFrame
      title={t(isBeginning ? 'window.kioskTitle' : 'window.kioskLeave')}
      onClose={onClose}
      problem={problem}
      confirm={{
        text: t('window.confirm'),
        act: () => void send(),
        testId: 'kiosk-confirm',
        missing: code.length >= shortestCode ? [] : [{ place: 'kioskCode', label: t('window.code') }],
        busy: set.busy,
      }}
    >
      <p>{t(isBeginning ? 'window.kioskAsk' : 'window.kioskLeaveAsk')}</p>
      <div data-place="kioskCode">
        <Labelled label={t('window.code')}>
          {(id) => (
            <Input.Password
              id={id}
              value={code}
              autoComplete="off"
              onChange={(event) => setCode(event.target.value)}
              data-testid="kiosk-code"
            />
          )}
        </Labelled>
      </div>
    </DialogFrame>
  );
}

function BrowserWindow(): ReactNode {
  const { t } = useTranslation('station');
  const [isFull, setFull] = useState(() => document.fullscreenElement !== null);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  const turn = () =>
    void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
  return (
    <Button onClick={turn} data-testid="full-screen">
      {t(isFull ? 'window.browserLeave' : 'window.browserFull')}
    </Button>
  );
}
