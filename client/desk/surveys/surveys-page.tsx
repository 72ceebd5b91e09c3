import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#surveys/languages.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Tag } from '../components/tag.tsx';
import { useProgramName, useSurveyName } from '../components/use-names.ts';
import { When } from '../components/when.tsx';
import { useFormat } from '../use-format.ts';
import { useShortcuts } from '../use-shortcuts.tsx';
import { NewSurvey } from './new-survey.tsx';
import styles from './surveys-page.module.css';
import { useSurveys, type SurveyRow } from './surveys-data.ts';

/** What do we ask? */
export function Component() {
  const { t } = useTranslation('surveys');
  const { data, error, refetch } = useSurveys();
  const [isMaking, setMaking] = useState(false);
  const [showsArchived, setShowsArchived] = useState(false);
  useShortcuts([{ keys: 'n', label: t('new.button'), run: () => setMaking(true) }]);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  const live = data.surveys.filter(({ archivedAt }) => archivedAt === null);
  const archived = data.surveys.filter(({ archivedAt }) => archivedAt !== null);
  const button = (
    <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('new.button')}
    </Button>
  );
  return (
    <>
      <PageTitle actions={button}>
        <Headline surveys={live} />
      </PageTitle>
      {live.length === 0 ? <EmptyState title={t('empty.title')} text={t('empty.text')} /> : null}
      {live.length > 0 ? <SurveyTable surveys={live} recentDays={data.recentDays} /> : null}
      {archived.length > 0 ? (
        <Button
          mt="md"
          variant="subtle"
          aria-expanded={showsArchived}
          onClick={() => setShowsArchived(!showsArchived)}
        >
          {t('archived.show', { count: archived.length })}
        </Button>
      ) : null}
      {showsArchived && archived.length > 0 ? (
        <SurveyTable surveys={archived} recentDays={data.recentDays} />
      ) : null}
      {isMaking ? <NewSurvey surveys={live} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function Headline({ surveys }: { surveys: SurveyRow[] }) {
  const { t } = useTranslation('surveys');
  const drafts = surveys.filter(({ hasDraft }) => hasDraft).length;
  const words = t('title.surveys', { count: surveys.length });
  return (
    <>
      <MarkedText text={words} />{' '}
      <MarkedText text={drafts > 0 ? t('title.drafts', { count: drafts }) : t('title.noDrafts')} />
    </>
  );
}

function SurveyTable({ surveys, recentDays }: { surveys: SurveyRow[]; recentDays: number }) {
  const { t } = useTranslation('surveys');
  const { number } = useFormat();
  const columns: Column<SurveyRow>[] = [
    { key: 'name', label: t('column.name'), cell: nameOf },
    { key: 'version', label: t('column.version'), cell: versionOf },
    { key: 'programs', label: t('column.programs'), cell: programsOf },
    { key: 'languages', label: t('column.languages'), cell: languagesOf },
    { key: 'questions', label: t('column.questions'), isNumber: true, cell: (row) => number(row.questions) },
    {
      key: 'answers',
      label: t('column.answers', { days: recentDays }),
      isNumber: true,
      cell: (row) => (row.answers > 0 ? number(row.answers) : '–'),
    },
  ];
  return (
    <DataTable
      label={t('column.label')}
      columns={columns}
      rows={surveys}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/surveys/${id}`}
    />
  );
}

const nameOf = (row: SurveyRow) => <Name row={row} />;
const versionOf = (row: SurveyRow) => <VersionCell row={row} />;
const programsOf = (row: SurveyRow) => <Programs row={row} />;
const languagesOf = (row: SurveyRow) => <Languages row={row} />;

function Name({ row }: { row: SurveyRow }) {
  const { t } = useTranslation('surveys');
  const name = useSurveyName();
  return (
    <>
      <bdi>{name(row)}</bdi> <small className={styles.kind}>{t(`kind.${row.kind}`)}</small>
    </>
  );
}

function VersionCell({ row: { version, hasDraft } }: { row: SurveyRow }) {
  const { t } = useTranslation('surveys');
  return (
    <span className={styles.version}>
      {version ? (
        <span>
          {t('versions.number', { number: version.number })}{' '}
          <small>
            <When at={version.publishedAt} isRelative />
          </small>
        </span>
      ) : null}
      {hasDraft ? <Tag tone="gold">{version ? t('draft.waiting') : t('draft.only')}</Tag> : null}
    </span>
  );
}

function Programs({ row: { programs } }: { row: SurveyRow }) {
  const name = useProgramName();
  const { list } = useFormat();
  const live = programs.filter(({ archivedAt }) => archivedAt === null);
  return live.length > 0 ? list(live.map(name)) : '–';
}

function Languages({ row: { languages } }: { row: SurveyRow }) {
  const { t } = useTranslation('surveys');
  return (
    <span className={styles.languages} dir="ltr">
      {LANGUAGES.map((language) => {
        const isComplete = languages.includes(language);
        return (
          <span key={language} data-complete={isComplete}>
            {language}
            <span className="visually-hidden">
              {' '}
              {isComplete ? t('column.complete') : t('column.incomplete')}
            </span>
          </span>
        );
      })}
    </span>
  );
}
