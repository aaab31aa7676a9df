import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { Language } from '../../../../domain/problem.ts';
import { useWords } from '../words/use-words.ts';

/** Each language is named in itself, so that who cannot read one finds the other. */
export function LanguageSwitch(): ReactNode {
  const { tw, language, setLanguage } = useWords();
  return (
    <Segmented<Language>
      aria-label={tw('language.name')}
      value={language}
      onChange={setLanguage}
      options={[
        { value: 'zh-CN', label: <span lang="zh-CN">简体中文</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  );
}
