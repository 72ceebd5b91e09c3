import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { changeText } from '#client/locales/change-text.ts';
import { monthWords } from '#client/locales/month-words.ts';
import { startSmall } from '#client/locales/sentence.ts';
import { isReasonCategory } from '#surveys/reasons.ts';
import { MarkedText } from '../components/marked-text.tsx';
import { Section } from '../components/section.tsx';
import { useNow } from '../components/use-now.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useDepartmentName } from '../narrowing/use-department-name.ts';
import { useFormat } from '../use-format.ts';
import { useChanges, type Change } from './changes-data.ts';
import styles from './told.module.css';

/** What got worse for sure, each with the way to it. Nothing where nothing did. */
export function WhatChanged({ month }: { month: string }) {
  const { t } = useTranslation('told');
  const { data = [] } = useChanges(month);
  const say = useSentence();
  if (data.length === 0) return null;
  return (
    <Section title={t('change.title')}>
      <ul className={styles.changes}>
        {data.map((change) => (
          <li key={change.id}>
            <p>
              <MarkedText text={say(change)} /> <Link to={change.place}>{t('change.see')}</Link>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function useSentence(): (change: Change) => string {
  const { t } = useTranslation(['told', 'overview']);
  const [format, reasonLabel, departmentName, now] = [
    useFormat(),
    useReasonLabel(),
    useDepartmentName(),
    useNow(),
  ];
  return (change) => {
    const { about } = change;
    const named = isReasonCategory(about) ? startSmall(reasonLabel(about)) : about;
    const name = change.kind === 'department-fell' ? departmentName(about) : named;
    return changeText(change, name, { t, format, months: monthWords(t, now) });
  };
}
