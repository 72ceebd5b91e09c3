import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './filter-row.module.css';

/** The row of chips above a page. */
export function FilterRow({ children }: { children: ReactNode }) {
  const { t } = useTranslation('desk');
  return (
    <fieldset className={`${styles.row} no-print`} aria-label={t('filter.label')}>
      {children}
    </fieldset>
  );
}

type ChipProps = { children: string; isOn?: boolean; onClick?: () => void; onRemove?: () => void };

/** A filter: `isOn` when it narrows the page. With `onRemove` it carries its own cross. Fits as a Menu.Target. */
export function Chip({ children, isOn = false, onClick, onRemove, ...rest }: ChipProps) {
  const { t } = useTranslation('desk');
  return (
    <span className={styles.chip} data-on={isOn || undefined} data-removable={onRemove ? true : undefined}>
      <button {...rest} type="button" onClick={onClick} aria-pressed={isOn}>
        {children}
      </button>
      {onRemove ? (
        <button
          type="button"
          className={styles.remove}
          onClick={onRemove}
          aria-label={t('filter.remove', { name: children })}
        >
          <IconX size={13} aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
