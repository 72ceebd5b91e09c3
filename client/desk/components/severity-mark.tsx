import { useTranslation } from 'react-i18next';
import styles from './severity-mark.module.css';

const levels = [1, 2, 3, 4];

/** How much a case presses: as many bars as it has of four, and the word. */
export function SeverityMark({ severity }: { severity: number }) {
  const { t } = useTranslation('inbox');
  return (
    <span className={styles.mark} data-severity={severity}>
      <svg width="14" height="11" viewBox="0 0 14 11" aria-hidden>
        {levels.map((level) => (
          <rect
            key={level}
            x={(level - 1) * 3.7}
            y={10 - level * 2.5}
            width="2.6"
            height={level * 2.5}
            rx="0.8"
            data-on={level <= severity || undefined}
          />
        ))}
      </svg>
      {t(`severity.${severity}`)}
    </span>
  );
}
