import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThemeChoice } from '../../../app/palettes.ts';
import { useAct, useCall } from '../../../hooks/station-context.ts';

const choices: readonly ThemeChoice[] = ['normal', 'sunlight', 'dark', 'system'];

/** In which colours this device shows everything. */
export function Themes(): ReactNode {
  const { t } = useTranslation('station');
  const { data } = useCall('settings.get', {});
  const set = useAct('settings.set');
  return (
    <Segmented<ThemeChoice>
      aria-label={t('theme.title')}
      value={data?.theme ?? 'normal'}
      onChange={(theme) => void set.act({ theme })}
      options={choices.map((value) => ({
        value,
        label: <span data-testid={`theme-${value}`}>{t(`theme.of.${value}`)}</span>,
      }))}
    />
  );
}
