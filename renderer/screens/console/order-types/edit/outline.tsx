import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { type ReactNode, useMemo, useState } from 'react';
import { type JsonNode, readJsonText } from '../../../../../forms/engine/json-text.ts';
import { useWords } from '../../words/use-words.ts';
import css from './edit.module.css';

type Props = { readonly text: string; readonly go: (offset: number) => void };
type Part = { readonly name: string; readonly at: number; readonly parts: readonly Part[] };

/** The parts of a definition by their names, folded; one that is chosen is shown in the text. Nothing while the text is no JSON. */
export function Outline({ text, go }: Props): ReactNode {
  const { t } = useWords();
  const parts = useMemo(() => outlineOf(text), [text]);
  if (parts.length === 0) return null;
  return (
    <section className="console-panel" aria-label={t('types.find.outline')} data-testid="code-outline">
      <h2>{t('types.find.outline')}</h2>
      <Parts parts={parts} go={go} />
    </section>
  );
}

function Parts({ parts, go }: { readonly parts: readonly Part[]; readonly go: Props['go'] }): ReactNode {
  return (
    <ul className={css.outline}>
      {parts.map((part) => (
        <li key={`${part.name} ${part.at}`}>
          {part.parts.length === 0 ? (
            <button type="button" onClick={() => go(part.at)}>
              {part.name}
            </button>
          ) : (
            <Branch part={part} go={go} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Two controls beside one another: one opens and folds, the other shows the part in the text. */
function Branch({ part, go }: { readonly part: Part; readonly go: Props['go'] }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" aria-expanded={open} aria-label={part.name} onClick={() => setOpen(!open)}>
        {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
      </button>
      <button type="button" onClick={() => go(part.at)}>
        {part.name}
      </button>
      {open ? <Parts parts={part.parts} go={go} /> : null}
    </>
  );
}

/** Stages within stages of a definition: type → group → member → steps → fields. */
const deepest = 6;

function outlineOf(text: string): readonly Part[] {
  const read = readJsonText(text);
  return read.ok ? partsOf(read.node, deepest) : [];
}

/** Members that have parts of their own, and items that say what they are called. */
function partsOf(node: JsonNode, depth: number): readonly Part[] {
  if (depth === 0 || node.kind === 'plain') return [];
  if (node.kind === 'array')
    return node.items.flatMap((item) =>
      item.kind === 'object' && item.name !== null
        ? [{ name: item.name, at: item.start, parts: partsOf(item, depth - 1) }]
        : [],
    );
  return node.entries.flatMap(({ key, start, node: member }) =>
    member.kind === 'plain' ? [] : [{ name: key, at: start, parts: partsOf(member, depth - 1) }],
  );
}
