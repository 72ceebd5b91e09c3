import { Button, FileInput, NativeSelect } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { startLarge } from '#client/locales/sentence.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ImportColumns } from './import-columns.tsx';
import { previewFile, type Kind } from './send-file.ts';
import { useProblemSentence } from './use-problem-sentence.ts';
import styles from './import.module.css';

const kinds: Kind[] = ['customers', 'orders', 'departures', 'responses'];

export function Component() {
  const { t } = useTranslation('customers');
  const [kind, setKind] = useState<Kind>('customers');
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <PageTitle above={<Link to="/customers">{t('title')}</Link>}>{t('importing.title')}</PageTitle>
      <p className={styles.note}>{t('importing.note')}</p>
      <div className={styles.choice}>
        <NativeSelect
          label={t('importing.kind')}
          value={kind}
          onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? kind)}
          data={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
        <FileInput
          className={styles.file}
          label={t('importing.file')}
          placeholder={t('importing.choose')}
          accept=".csv,.tsv,.txt,text/csv"
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          value={file}
          onChange={setFile}
          clearable
        />
      </div>
      {file ? (
        <Chosen
          key={`${kind} ${file.name} ${file.lastModified}`}
          kind={kind}
          file={file}
          onAnother={() => setFile(null)}
        />
      ) : null}
    </>
  );
}

type Props = { kind: Kind; file: File; onAnother: () => void };

function Chosen({ kind, file, onAnother }: Props) {
  const { t } = useTranslation('customers');
  const sentence = useProblemSentence();
  const preview = useQuery({
    queryKey: ['import-preview', kind, file.name, file.size, file.lastModified],
    queryFn: () => previewFile(kind, file),
    gcTime: 0,
  });
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (preview.isPending) return <LoadingShape shape="list" />;
  const { problem } = preview.data;
  if (problem) {
    return (
      <div role="alert" className={styles.refusal}>
        <p>{startLarge(sentence(problem))}</p>
        <Button onClick={onAnother}>{t('importing.another')}</Button>
      </div>
    );
  }
  return <ImportColumns kind={kind} file={file} preview={preview.data} onAnother={onAnother} />;
}
