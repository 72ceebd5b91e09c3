import { Button, FileButton, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './codes.module.css';

/** Codes pasted one a line, or a file of them; null while there is neither. */
export function CodeList({ onChange }: { onChange: (list: Blob | null) => void }) {
  const { t } = useTranslation('programs');
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const write = (next: string) => {
    setText(next);
    onChange(next.trim() === '' ? null : new Blob([next]));
  };
  const choose = (next: File | null) => {
    setFile(next);
    onChange(next ?? (text.trim() === '' ? null : new Blob([text])));
  };
  return (
    <>
      {file ? null : (
        <Textarea
          label={t('codes.paste')}
          description={t('codes.pasteHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          classNames={{ input: styles.codes }}
          value={text}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          dir="ltr"
          rows={8}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          data-autofocus
        />
      )}
      <div className={styles.steps}>
        {file ? <bdi className={styles.file}>{file.name}</bdi> : null}
        {file ? (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => choose(null)}>
            {t('codes.fileAway')}
          </Button>
        ) : (
          <FileButton accept=".txt,.csv,text/plain,text/csv" onChange={choose}>
            {(props) => (
              <Button {...props} size="compact-sm">
                {t('codes.file')}
              </Button>
            )}
          </FileButton>
        )}
      </div>
    </>
  );
}
