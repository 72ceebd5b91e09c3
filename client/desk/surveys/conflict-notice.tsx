import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SurveyDocument } from './document-tree.ts';
import styles from './editor.module.css';
import { readSurvey, useSurveyStep } from './surveys-data.ts';

type Saved = { document: SurveyDocument; revision: number };
type Props = {
  id: string;
  said: string;
  onTheirs: (theirs: Saved) => void;
  onMine: (theirs: Saved) => void;
};

/** Somebody else has saved meanwhile. Nothing is lost whichever is taken: theirs can be undone, mine is kept here. */
export function ConflictNotice({ id, said, onTheirs, onMine }: Props) {
  const { t, i18n } = useTranslation('surveys');
  const fetched = useSurveyStep(() => readSurvey(id));
  const take = (use: (theirs: Saved) => void) =>
    fetched.mutate(undefined, { onSuccess: ({ document, revision }) => use({ document, revision }) });
  return (
    <div role="alert" className={styles.conflict}>
      <p>
        <b>{i18n.language === 'en' && said ? said : t('conflict.title')}</b> {t('conflict.text')}
      </p>
      <div>
        <Button size="compact-md" loading={fetched.isPending} onClick={() => take(onTheirs)}>
          {t('conflict.theirs')}
        </Button>
        <Button size="compact-md" loading={fetched.isPending} onClick={() => take(onMine)}>
          {t('conflict.mine')}
        </Button>
      </div>
    </div>
  );
}
