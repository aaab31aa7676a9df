import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { OrderPhase } from '../../../../domain/work-order/types.ts';
import { DayBox } from '../dialogs/clock-boxes.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import { useWords } from '../words/use-words.ts';
import { DifferedChip } from './differed-chip.tsx';
import { allPhases, dayOf, type Filters, isNarrowed, noFilters } from './filters.ts';

type Props = {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
  /** how many of what the other filters find have values that differ or differed; undefined: not known yet */
  readonly differing: number | undefined;
};

export function OrdersFilters({ filters, change, differing }: Props): ReactNode {
  const { t, tw } = useWords();
  const people = useOfficeRead('people.list', {});
  const types = useDefinitions();
  const today = dayOf(Date.now());
  const tomorrow = dayOf(Date.now() + 86_400_000);
  const dayButton = (day: string | null, label: string) => (
    <button type="button" aria-pressed={filters.day === day} onClick={() => change({ ...filters, day })}>
      {label}
    </button>
  );
  return (
    <search className="console-filters">
      <Input
        allowClear
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={t('orders.search')}
        placeholder={t('orders.searchHint')}
        data-testid="orders-search"
        maxLength={100}
        value={filters.search}
        onChange={(event) => change({ ...filters, search: event.target.value })}
      />
      <Select<OrderPhase[]>
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        aria-label={t('orders.phase')}
        placeholder={t('orders.phase')}
        data-testid="orders-phase"
        value={[...filters.phases]}
        onChange={(phases) => change({ ...filters, phases })}
        options={allPhases.map((phase) => ({ value: phase, label: tw(`phase.${phase}`) }))}
      />
      <Select<string>
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('orders.type')}
        placeholder={t('orders.type')}
        data-testid="orders-type"
        value={filters.orderType}
        onChange={(orderType) => change({ ...filters, orderType: orderType ?? null })}
        options={types.all.map(({ key }) => ({ value: key, label: types.wordsOf(key)?.type() ?? key }))}
      />
      <Select<string>
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('orders.technician')}
        placeholder={t('orders.technician')}
        data-testid="orders-technician"
        value={filters.technicianId}
        onChange={(technicianId) => change({ ...filters, technicianId: technicianId ?? null })}
        options={(people.data?.technicians ?? []).map((person) => ({ value: person.accountId, label: person.name }))}
      />
      <div className="console-chips" role="group" aria-label={t('orders.day')}>
        {dayButton(null, t('orders.anyDay'))}
        {dayButton(today, t('orders.today'))}
        {dayButton(tomorrow, t('orders.tomorrow'))}
        <DayBox
          label={t('orders.day')}
          testId="orders-day"
          value={filters.day ?? ''}
          onChange={(day) => change({ ...filters, day: day === '' ? null : day })}
        />
      </div>
      <div className="console-filters-end">
        <div className="console-chips">
          <DifferedChip
            count={differing}
            pressed={filters.onlyConflicts}
            press={(onlyConflicts) => change({ ...filters, onlyConflicts })}
          />
        </div>
        {isNarrowed(filters) && (
          <Button type="link" onClick={() => change(noFilters)}>
            {t('orders.clear')}
          </Button>
        )}
      </div>
    </search>
  );
}
