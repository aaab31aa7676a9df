import type { ReactNode } from 'react';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';

const pages = ['accounts', 'devices', 'orderTypes', 'settings', 'audit', 'health'] as const;
type Page = (typeof pages)[number];

/** The pages of the administrator, as links: each has its own address. */
export function AdminHead({ page, children }: { readonly page: Page; readonly children?: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <nav className="console-subnav" aria-label={t('nav.admin')}>
        {pages.map((name) => (
          <a
            key={name}
            href={hrefOf({ page: name })}
            aria-current={name === page ? 'page' : undefined}
            data-testid={`admin-${name}`}
          >
            {t(`admin.${name}.title`)}
          </a>
        ))}
      </nav>
      <div className="console-head">
        <h1>{t(`admin.${page}.title`)}</h1>
        <div className="console-head-action">{children}</div>
      </div>
    </>
  );
}
