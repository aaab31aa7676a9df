import { Button, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readClock } from '../../../form/fields/day-time.ts';
import { useAct, useCall } from '../../../hooks/station-context.ts';
import settings from '../settings/settings.module.css';
import css from './news.module.css';

type ClockProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
  readonly testId: string;
};

/** A time of day as all of ours are written, whatever the browser's own language is. */
function ClockInput({ label, value, onChange, testId }: ClockProps): ReactNode {
  const [text, setText] = useState<string | null>(null);
  return (
    <label>
      {label}{' '}
      <input
        className={css.time}
        inputMode="numeric"
        autoComplete="off"
        size={5}
        placeholder="00:00"
        value={text ?? value}
        onChange={(event) => {
          setText(event.target.value);
          const time = readClock(event.target.value);
          if (time !== null) onChange(time);
        }}
        onBlur={() => setText(null)}
        data-testid={testId}
      />
    </label>
  );
}

/** The usual night; a person sets his own. */
const usualNight = { from: '22:00', to: '07:00' } as const;

/** Whether the system shows news, and when it must not. */
export function NewsSettings(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('settings.get', {});
  const set = useAct('settings.set');
  const quiet = data?.quietHours ?? null;
  const clock = (which: 'from' | 'to') => (
    <ClockInput
      label={t(which === 'from' ? 'news.settings.quietFrom' : 'news.settings.quietTo')}
      value={quiet?.[which] ?? ''}
      onChange={(time) => {
        if (quiet) void set.act({ quietHours: { ...quiet, [which]: time } });
      }}
      testId={`quiet-${which}`}
    />
  );
  return (
    <section className={settings.panel}>
      <h2>{t('news.settings.title')}</h2>
      <div className={settings.row}>
        <span className={settings.label}>{t('news.settings.notifications')}</span>
        <div className={settings.value}>
          <Switch
            aria-label={t('news.settings.notifications')}
            checked={data?.notifications ?? true}
            onChange={(notifications) => void set.act({ notifications })}
            data-testid="notifications"
          />
        </div>
      </div>
      <p className={settings.sample}>{t('news.settings.hint')}</p>
      {data?.notifications === false ? null : <Permission />}
      <div className={settings.row}>
        <span className={settings.label}>{t('news.settings.quiet')}</span>
        <div className={settings.value}>
          <div className={css.quiet}>
            <Switch
              aria-label={t('news.settings.quiet')}
              checked={quiet !== null}
              onChange={(on) => void set.act({ quietHours: on ? usualNight : null })}
              data-testid="quiet-hours"
            />
            {quiet === null ? null : (
              <>
                {clock('from')}
                {clock('to')}
              </>
            )}
          </div>
        </div>
      </div>
      <p className={settings.sample}>{t('news.settings.quietHint')}</p>
    </section>
  );
}

/** A browser asks the person once, and only after a tap; Electron needs none. */
function Permission(): ReactNode {
  const { t } = useTranslation('station');
  const [state, setState] = useState(() => (typeof Notification === 'undefined' ? null : Notification.permission));
  const set = useAct('settings.set');
  if (state === 'granted') return null;
  if (state === null) return <p className={settings.sample}>{t('news.settings.unsupported')}</p>;
  if (state === 'denied') return <p className={settings.sample}>{t('news.settings.denied')}</p>;
  const ask = async () => {
    setState(await Notification.requestPermission());
    // What waits is shown now.
    await set.act({ notifications: true });
  };
  return (
    <p>
      <Button onClick={() => void ask()} data-testid="allow-notifications">
        {t('news.settings.allow')}
      </Button>
    </p>
  );
}
