import { CopyOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dialable, dialables } from '../../../../domain/text/dialable.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import css from './contact.module.css';
import { QrCode } from './qr-code.tsx';
import { useContact } from './use-contact.ts';

/** A field of numbers and what it is called. */
export type PhoneField = { readonly label: string; readonly field: string };

/** Every number of these fields, large, to copy and to ring; with a code each where there is room. What is no number is said. */
export function PhoneNumbers({
  fields,
  withCodes,
}: {
  readonly fields: readonly PhoneField[];
  readonly withCodes: boolean;
}): ReactNode {
  const { t } = useTranslation('station');
  const { copy, open, problem } = useContact();
  const found = fields.map(({ label, field }) => ({ label, numbers: dialables(field) }));
  if (found.every(({ numbers }) => numbers.length === 0)) return <p className={css.missing}>{t('contact.noNumber')}</p>;
  return (
    <>
      <ul className={css.numbers}>
        {found.flatMap(({ label, numbers }) =>
          numbers.map((number) =>
            number.uri === null ? (
              <li key={`${label}${number.written}`} className={css.missing} data-testid="not-a-number">
                {t('contact.notANumber', { text: number.written })}
              </li>
            ) : (
              <OneNumber
                key={`${label}${number.uri}`}
                label={label}
                number={number}
                uri={number.uri}
                withCode={withCodes}
                onCopy={() => void copy(spoken(number, ','))}
                onDial={() => void open(number.uri ?? '')}
              />
            ),
          ),
        )}
      </ul>
      {problem === 'unsure' ? (
        <p className={css.unsure} role="status" data-testid="contact-problem">
          {t('contact.unsure')}
        </p>
      ) : (
        <ProblemAlert problem={problem} />
      )}
    </>
  );
}

type NumberProps = {
  readonly label: string;
  readonly number: Dialable;
  readonly uri: string;
  readonly withCode: boolean;
  readonly onCopy: () => void;
  readonly onDial: () => void;
};

function OneNumber({ label, number, uri, withCode, onCopy, onDial }: NumberProps): ReactNode {
  const { t } = useTranslation('station');
  return (
    <li className={css.number}>
      <div className={css.read}>
        <small>{label}</small>
        <b data-testid="contact-number" data-dial={uri}>
          {grouped(number.number)}
          {number.extension === '' ? null : <span> {t('contact.extension', { n: number.extension })}</span>}
        </b>
        {number.isDoubtful ? <small className={css.doubtful}>{t('contact.doubtful')}</small> : null}
        <div className={css.acts}>
          <Button icon={<PhoneOutlined />} onClick={onDial} data-testid="dial">
            {t('contact.dial')}
          </Button>
          <Button icon={<CopyOutlined />} onClick={onCopy} data-testid="copy-number">
            {t('contact.copy')}
          </Button>
        </div>
      </div>
      {withCode ? <QrCode content={uri} caption={t('contact.scan')} /> : null}
    </li>
  );
}

const spoken = ({ number, extension }: Dialable, between: string): string =>
  extension === '' ? number : `${number}${between}${extension}`;

/** In the groups in which people read numbers out: 139 0551 1234, 0551 6234567. */
function grouped(number: string): string {
  if (/^1[3-9]\d{9}$/.test(number)) return number.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
  if (/^[48]00\d{7}$/.test(number)) return number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
  return number.replace(/^(0(?:10|2\d|[3-9]\d{2}))(\d+)$/, '$1 $2');
}
