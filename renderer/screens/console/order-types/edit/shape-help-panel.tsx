import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words.ts';
import css from '../workbench.module.css';
import { type KeyHelp, type ShapePart, shapeHelp } from './shape-help.ts';

/** Which keys may stand where the cursor is, of what kind, and what each means. */
export function ShapeHelpPanel({ path }: { readonly path: readonly (string | number)[] }): ReactNode {
  const { t } = useWords();
  const help = shapeHelp(path);
  const where = help.path.map((one) => (typeof one === 'number' ? `[${one + 1}]` : one)).join(' ');
  return (
    <section className="console-panel" data-testid="shape-help" data-part={help.part}>
      <h2>{t('types.edit.help')}</h2>
      <p className="console-hint">{t('types.edit.at', { path: where === '' ? t('types.edit.root') : where })}</p>
      <dl className={css.shape}>
        {help.keys.map((one) => (
          <div key={one.key} data-at={one.key === help.at}>
            <dt>
              <code>{one.key}</code>
              {one.required ? <b>{t('types.edit.needed')}</b> : null}
              <Kinds help={one} />
            </dt>
            <dd>{meaning(t, help.part, one.key)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Kinds({ help }: { readonly help: KeyHelp }): ReactNode {
  const { t } = useWords();
  const words = [...help.kinds.map((kind) => t(`types.edit.kinds.${kind}`)), ...help.values];
  return <small>{words.join(' | ')}</small>;
}

/** Every key of every part has its line; shape-help.test.ts sees to it, since the schema is not known to the compiler. */
const meaning = (t: ReturnType<typeof useWords>['t'], part: ShapePart, key: string): string =>
  (t as unknown as (path: string) => string)(`types.shape.${part}.${key}`);
