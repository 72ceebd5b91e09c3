import { Button, Popover } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { useEditing } from './editor-context.ts';
import styles from './problems-menu.module.css';
import { useProblemWords, weight } from './problem-words.ts';
import type { Problem } from './surveys-data.ts';

/** How many places have to be mended, and the way to each. */
export function ProblemsMenu({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation('surveys');
  const { look } = useEditing();
  const [isOpen, setOpen] = useState(false);
  const words = useProblemWords();
  const wrong = problems.filter(({ severity }) => severity === 'wrong').length;
  const sorted = problems.toSorted((a, b) => weight[a.severity] - weight[b.severity]);
  const placeName = usePlaceName();
  return (
    <Popover position="bottom-end" width={360} opened={isOpen} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color={wrong > 0 ? 'red' : 'accent'}
          leftSection={
            wrong > 0 ? <IconAlertCircle size={16} aria-hidden /> : <IconCircleCheck size={16} aria-hidden />
          }
          onClick={() => setOpen(!isOpen)}
        >
          {wrong > 0 ? t('problems.count', { count: wrong }) : t('problems.none')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        {sorted.length === 0 ? <p>{t('problems.clean')}</p> : null}
        <ul className={styles.list}>
          {sorted.map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>
              <button
                type="button"
                data-severity={problem.severity}
                onClick={() => {
                  look(pathOf(problem.path));
                  setOpen(false);
                }}
              >
                <small>
                  {t(`severity.${problem.severity}`)} · <bdi>{placeName(problem)}</bdi>
                </small>
                {words(problem)}
              </button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The words a person knows the place of a problem by. */
export function usePlaceName() {
  const { t } = useTranslation('surveys');
  return ({ place: { question, page, pageTitle } }: Problem): string =>
    question ?? pageTitle ?? (page === null ? t('outline.survey') : t('outline.page', { number: page }));
}

/** `pages[0].elements[2].title` as a path. */
function pathOf(place: string): DocumentPath {
  return [...place.matchAll(/([^.[\]]+)/gu)].map(([part]) => (/^\d+$/u.test(part) ? Number(part) : part));
}
