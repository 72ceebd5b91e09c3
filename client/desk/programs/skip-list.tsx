import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import styles from './skip-list.module.css';
import { useSkipSentence } from './use-skip-sentence.ts';

type Skip = { code: string; because?: string | null; n: number };
type Props = {
  skips: Skip[];
  label: string;
  chosen?: string | null;
  onChoose?: (reason: string | null) => void;
};

/** The reasons customers were not asked, each with its count; with `onChoose`, a reason opens the list behind it. */
export function SkipList({ skips, label, chosen, onChoose }: Props) {
  const { t } = useTranslation('programs');
  const sentence = useSkipSentence();
  const { number } = useFormat();
  if (skips.length === 0) return <p className={styles.none}>{t('wave.noSkips')}</p>;
  return (
    <ul className={styles.list} aria-label={label}>
      {skips.map((skip) => {
        const row = (
          <>
            <b>{number(skip.n)}</b>{' '}
            <span>{sentence({ code: skip.code, facts: skip.because ? { reason: skip.because } : {} })}</span>
          </>
        );
        const name = skip.because ? `${skip.code}.${skip.because}` : skip.code;
        const isChosen = chosen === name;
        return (
          <li key={name}>
            {onChoose ? (
              <button type="button" aria-pressed={isChosen} onClick={() => onChoose(isChosen ? null : name)}>
                {row}
              </button>
            ) : (
              <div>{row}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
