import { FolderOpenOutlined } from '@ant-design/icons';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import css from './form.module.css';

type Props = {
  readonly testId: string;
  readonly disabled: boolean;
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
};

/** The file chooser for photos, where a slot takes files. */
export function FileChoice({ testId, disabled, multiple = false, onFiles }: Props): ReactNode {
  const { t } = useTranslation('station');
  const id = useId();
  return (
    <label htmlFor={id} className={css.fileAdd} data-disabled={disabled}>
      <input
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
        disabled={disabled}
        multiple={multiple}
        data-testid={testId}
        aria-label={t('photo.file')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <FolderOpenOutlined aria-hidden /> {t('photo.file')}
    </label>
  );
}
