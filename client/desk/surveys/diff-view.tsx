import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages, nearestLanguage } from '#client/locales/languages.ts';
import { textIn } from '#surveys/languages.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Tag } from '../components/tag.tsx';
import styles from './diff-view.module.css';
import { useDiff, type VersionDiff, type VersionName } from './surveys-data.ts';

type Change = VersionDiff['survey'][number] & Partial<VersionDiff['questions'][number]['changes'][number]>;
const tones = { added: 'good', removed: 'bad', moved: 'plain', changed: 'gold' } as const;

type Props = { id: string; from: VersionName; to: VersionName; revision: number };

/** What differs between two versions, question by question, and where a trend begins anew. */
export function DiffView({ id, from, to, revision }: Props) {
  const { data, error, refetch } = useDiff(id, { from, to }, revision);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <Differences diff={data} /> : <LoadingShape shape="list" rows={3} />;
}

function Differences({ diff: { survey, questions } }: { diff: VersionDiff }) {
  const { t, i18n } = useTranslation('surveys');
  const language = nearestLanguage(i18n.language);
  if (survey.length === 0 && questions.length === 0) return <p className={styles.same}>{t('diff.same')}</p>;
  return (
    <ul className={styles.list} aria-label={t('versions.compare')}>
      {survey.length > 0 ? (
        <li>
          <p className={styles.head}>
            <b>{t('outline.survey')}</b>
          </p>
          <Changes changes={survey} />
        </li>
      ) : null}
      {questions.map(({ name, title, kind, changes, breaksTrend }) => (
        <li key={name}>
          <p className={styles.head}>
            <b>
              <bdi>{textIn(title, language)}</bdi>
            </b>{' '}
            <Tag tone={tones[kind]}>{t(`diff.${kind}`)}</Tag>
          </p>
          {breaksTrend ? (
            <p className={styles.breaks}>
              <IconAlertTriangle size={16} aria-hidden />
              {t('diff.breaks')}
            </p>
          ) : null}
          <Changes changes={changes} />
        </li>
      ))}
    </ul>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { t, i18n } = useTranslation('surveys');
  const language = nearestLanguage(i18n.language);
  const shown = (value: Change['from'], { words }: Change): string => {
    if (value === null || value === false) return '';
    return (words && textIn(words, language)) || String(value);
  };
  if (changes.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <div key={`${change.path} ${change.language} ${change.from} ${change.to}`}>
          <dt>{t(`change.${change.what}`, { language: languageOf(change) })}</dt>
          <dd>
            {shown(change.from, change) ? <del>{shown(change.from, change)}</del> : null}{' '}
            {shown(change.to, change) ? <ins>{shown(change.to, change)}</ins> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function languageOf({ language }: Change): string {
  const known = languages.find((each) => each === (language === 'default' ? 'en' : language));
  return known ? languageNames[known] : (language ?? '');
}
