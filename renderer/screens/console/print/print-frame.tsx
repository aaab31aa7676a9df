import './print.css';
import { PrinterOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { usePerson } from '../office/office-context.tsx';
import { usePlaceWord } from '../place/use-place.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';

const papers = ['a4', 'letter'] as const;
export type Paper = (typeof papers)[number];

type Props = {
  readonly title: string;
  /** what the file is named by whoever prints into one */
  readonly fileName: string;
  /** where the way back leads */
  readonly back: string;
  readonly children: ReactNode;
};

/** A page to be printed, on the screen as on paper, with the few buttons that are not printed above it. */
export function PrintFrame({ back, ...given }: Props): ReactNode {
  const { t, tw, language } = useWords();
  const [chosen, choose] = usePlaceWord('paper', papers);
  const paper: Paper = chosen ?? (language === 'en' ? 'letter' : 'a4');
  return (
    <div className="print-screen">
      <header className="print-bar">
        <a href={back}>← {tw('act.back')}</a>
        <Segmented
          aria-label={t('print.paper')}
          value={paper}
          onChange={(value) => choose(value)}
          options={papers.map((value) => ({ value, label: t(`print.papers.${value}`) }))}
        />
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()} data-testid="print-now">
          {t('print.print')}
        </Button>
      </header>
      <PrintedSheet {...given} paper={paper} />
    </div>
  );
}

/** The sheet itself: its head says what it is, who printed it and when; the margin of every page says it again, with the page's number. */
export function PrintedSheet({
  title,
  fileName,
  paper,
  children,
}: Omit<Props, 'back'> & { readonly paper: Paper }): ReactNode {
  const { t } = useWords();
  const { name } = usePerson();
  const [at] = useState(() => fullTime(new Date().toISOString()));
  const printed = t('print.printed', { name, time: at });
  useEffect(() => {
    const before = document.title;
    document.title = fileName;
    return () => {
      document.title = before;
    };
  }, [fileName]);
  return (
    <main className="print-sheet" data-paper={paper} data-testid="print-sheet">
      <style>{marginsOf(`${t('title')} · ${title} · ${printed}`)}</style>
      <header className="print-head">
        <h1>{title}</h1>
        <p>
          {t('title')}
          <br />
          {printed}
        </p>
      </header>
      {children}
    </main>
  );
}

/** The text of the margins stands in a style: what a person is called must not end its string. */
const marginsOf = (text: string): string =>
  `@page { @bottom-left { content: "${text.replace(/["\\<>\n]/g, ' ')}"; } @bottom-right { content: counter(page) " / " counter(pages); } }`;
