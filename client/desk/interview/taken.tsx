import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './interview.module.css';

/** The interview is kept; the script beside it says how to take leave. */
export function Taken() {
  const { t } = useTranslation('interview');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles.taken}>
      <h2 ref={heading} tabIndex={-1}>
        {t('taken.title')}
      </h2>
      <p>{t('taken.text')}</p>
      <Button component={Link} to="/calls" variant="filled">
        {t('backToCalls')}
      </Button>
    </div>
  );
}
