import { Button, Group, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames } from '#client/locales/languages.ts';
import { notifyDone } from '../components/notify.tsx';
import { isolated } from '../inbox/isolated.ts';
import { useFormat } from '../use-format.ts';
import type { SurveyDocument } from './document-tree.ts';
import { DiffView } from './diff-view.tsx';
import { useEditing } from './editor-context.ts';
import { ProblemList } from './problem-list.tsx';
import { usePlaceName } from './problems-menu.tsx';
import styles from './publish-dialog.module.css';
import { publishSurvey, useSurveyStep, type SurveyDetails, type SurveyReport } from './surveys-data.ts';

type Props = {
  survey: SurveyDetails;
  report: SurveyReport;
  isReady: boolean;
  flush: () => Promise<number | null>;
  onClose: () => void;
  onPublished: (saved: { document: SurveyDocument; revision: number }) => void;
};

/** What would change for customers, what stands in the way, and the button. */
export function PublishDialog({ survey, report, isReady, flush, onClose, onPublished }: Props) {
  const { t } = useTranslation('surveys');
  const { document } = useEditing();
  const client = useQueryClient();
  const publish = useSurveyStep(publishSurvey);
  const placeName = usePlaceName();
  const wrong = report.problems.filter(({ severity }) => severity === 'wrong');
  const rest = report.problems.filter(({ severity }) => severity !== 'wrong');
  const [latest] = survey.versions;
  const [saved, setSaved] = useState<number | null>(null);
  const begin = useEffectEvent(() => void flush().then(setSaved));
  useEffect(() => begin(), []);
  const send = async () => {
    const revision = await flush();
    if (revision === null) return;
    publish.mutate(
      { id: survey.id, revision },
      {
        onSuccess: ({ number }) => {
          onPublished({ document, revision: revision + 1 });
          notifyDone(t('publish.done', { number }));
          void client.invalidateQueries({ queryKey: ['surveys', survey.id] });
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('publish.title')} size="lg">
      <div className={styles.dialog}>
        {wrong.length > 0 ? (
          <>
            <p>{t('publish.blocked', { count: wrong.length })}</p>
            <ProblemList problems={wrong} label={t('problems.here')} placeOf={placeName} />
          </>
        ) : (
          <p>{survey.versions.length > 0 ? t('publish.text') : t('publish.first')}</p>
        )}
        {latest && saved !== null ? (
          <section>
            <h3>{t('publish.changes', { number: latest.number })}</h3>
            <DiffView id={survey.id} from={latest.number} to="draft" revision={saved} />
          </section>
        ) : null}
        <MissingLanguages report={report} />
        {rest.length > 0 ? (
          <section>
            <h3>{t('publish.notes')}</h3>
            <ProblemList problems={rest} label={t('publish.notes')} placeOf={placeName} />
          </section>
        ) : null}
      </div>
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('publish.cancel')}</Button>
        <Button
          variant="filled"
          disabled={wrong.length > 0 || !isReady}
          loading={publish.isPending}
          onClick={() => void send()}
        >
          {t('publish.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}

function MissingLanguages({ report }: { report: SurveyReport }) {
  const { t } = useTranslation('surveys');
  const { list } = useFormat();
  if (report.missing.length === 0 || report.counts.served === 0) return null;
  return (
    <p className={styles.note}>
      {t('publish.missing', {
        languages: list(report.missing.map((language) => isolated(languageNames[language]))),
      })}
    </p>
  );
}
