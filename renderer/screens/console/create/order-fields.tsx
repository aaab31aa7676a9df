import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { NumberBox } from '../../../components/number-box.tsx';
import { keywordWords } from '../../../form/field-problems.ts';
import { Labelled } from '../dialogs/labelled.tsx';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { CharacteristicField } from './characteristic-field.tsx';
import type { DraftProblem, OrderDraft } from './order-draft.ts';

type Props = {
  readonly definition: OrderTypeDefinition;
  readonly draft: OrderDraft;
  readonly change: (draft: OrderDraft) => void;
  /** shown once the person has tried to send it */
  readonly problems: Readonly<Record<string, DraftProblem>>;
  /** paths or keys that the order lacks */
  readonly missing: readonly string[];
};

/** Customer, place, products and resources of an order, for making and for correcting one. */
export function OrderFields({ definition, draft, change, problems, missing }: Props): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(definition);
  const said = (path: string): string | null => {
    const found = problems[path];
    // A box whose text is no number says so itself.
    if (found?.keyword === 'phone') return t('create.phoneWrong');
    return found === undefined || found.keyword === 'type' ? null : keywordWords(found.keyword, found.limit, tw);
  };
  const lacks = (path: string) => missing.some((name) => name === path || name === path.slice(path.indexOf('.') + 1));
  const customer = (part: Partial<OrderDraft['customer']>) =>
    change({ ...draft, customer: { ...draft.customer, ...part } });
  const place = (part: Partial<OrderDraft['place']>) => change({ ...draft, place: { ...draft.place, ...part } });
  const line = (
    path: string,
    label: string,
    value: string,
    onChange: (value: string) => void,
    more: { readonly required?: boolean; readonly max: number; readonly wide?: boolean },
  ) => (
    <div className={[more.wide ? 'console-wide' : '', lacks(path) ? 'console-missing' : ''].join(' ')}>
      <Labelled
        id={`order-${path}`}
        label={label}
        required={more.required ?? false}
        problem={said(path)}
        hint={lacks(path) ? t('create.neededHere') : null}
      >
        <Input
          id={`order-${path}`}
          data-testid={`order-${path}`}
          autoComplete="off"
          maxLength={more.max}
          value={value}
          aria-invalid={said(path) !== null}
          onChange={(event) => onChange(event.target.value)}
        />
      </Labelled>
    </div>
  );

  return (
    <>
      <fieldset className="console-group">
        <legend>{t('create.customer')}</legend>
        <div className="console-fields">
          {line('customer.name', t('path.customer.name'), draft.customer.name, (name) => customer({ name }), {
            required: true,
            max: 120,
          })}
          {line('customer.phone', t('path.customer.phone'), draft.customer.phone, (phone) => customer({ phone }), {
            max: 40,
          })}
          {line(
            'customer.alternatePhone',
            t('path.customer.alternatePhone'),
            draft.customer.alternatePhone,
            (alternatePhone) => customer({ alternatePhone }),
            { max: 40 },
          )}
          {line(
            'customer.accountNumber',
            t('path.customer.accountNumber'),
            draft.customer.accountNumber,
            (accountNumber) => customer({ accountNumber }),
            { max: 64 },
          )}
          <Labelled id="order-customer.grade" label={t('path.customer.grade')}>
            <Select
              id="order-customer.grade"
              value={draft.customer.grade}
              onChange={(grade) => customer({ grade })}
              options={(['diamond', 'gold', 'silver', 'standard'] as const).map((grade) => ({
                value: grade,
                label: tw(`grade.${grade}`),
              }))}
            />
          </Labelled>
        </div>
      </fieldset>
      <fieldset className="console-group">
        <legend>{t('create.place')}</legend>
        <div className="console-fields">
          {line('place.address', t('path.place.address'), draft.place.address, (address) => place({ address }), {
            required: true,
            max: 300,
            wide: true,
          })}
          {line('place.district', t('path.place.district'), draft.place.district, (district) => place({ district }), {
            max: 60,
          })}
          {line('place.access', t('path.place.access'), draft.place.access, (access) => place({ access }), {
            max: 300,
          })}
          <Labelled id="order-place.area" label={t('path.place.area')}>
            <Select
              id="order-place.area"
              value={draft.place.area}
              onChange={(area) => place({ area })}
              options={(['urban', 'rural'] as const).map((area) => ({ value: area, label: tw(`area.${area}`) }))}
            />
          </Labelled>
          <Labelled
            id="order-place.latitude"
            label={t('path.place.latitude')}
            hint={t('create.wgs84')}
            problem={said('place.latitude')}
          >
            <NumberBox
              id="order-place.latitude"
              min={-90}
              max={90}
              value={draft.place.latitude}
              onChange={(latitude) => place({ latitude })}
            />
          </Labelled>
          <Labelled id="order-place.longitude" label={t('path.place.longitude')} problem={said('place.longitude')}>
            <NumberBox
              id="order-place.longitude"
              min={-180}
              max={180}
              value={draft.place.longitude}
              onChange={(longitude) => place({ longitude })}
            />
          </Labelled>
        </div>
      </fieldset>
      {(['products', 'resources'] as const).map((group) => (
        <fieldset className="console-group" key={group}>
          <legend>{(group === 'products' ? words.products() : null) ?? t(`create.${group}`)}</legend>
          <div className="console-fields">
            {definition[group].map((characteristic) => {
              const path = `${group}.${characteristic.key}`;
              return (
                <CharacteristicField
                  key={path}
                  path={path}
                  definition={characteristic}
                  label={group === 'products' ? words.product(characteristic.key) : words.resource(characteristic.key)}
                  optionName={(option) => (group === 'products' ? words.ordered(characteristic.key, option) : option)}
                  value={draft[group][characteristic.key]}
                  onChange={(value) => change({ ...draft, [group]: { ...draft[group], [characteristic.key]: value } })}
                  problem={said(path)}
                  missing={lacks(path)}
                />
              );
            })}
          </div>
        </fieldset>
      ))}
      <fieldset className="console-group">
        <legend>{t('path.remarks')}</legend>
        <Input.TextArea
          aria-label={t('path.remarks')}
          data-testid="order-remarks"
          rows={3}
          maxLength={2000}
          value={draft.remarks}
          onChange={(event) => change({ ...draft, remarks: event.target.value })}
        />
      </fieldset>
    </>
  );
}
