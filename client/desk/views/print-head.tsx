import { useTranslation } from 'react-i18next';
import { useProgramName } from '../components/use-names.ts';
import { useNow } from '../components/use-now.ts';
import { useDepartmentName } from '../narrowing/use-department-name.ts';
import { useChoices, useNarrowing } from '../narrowing/use-narrowing.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import styles from './print-head.module.css';
import { useFilterSentence } from './use-filter-sentence.ts';

/** On paper only: whose figures these are, of which answers, and from when. */
export function PrintHead() {
  const { t } = useTranslation('views');
  const { actor, company } = useSession();
  const { dayOf } = useFormat();
  const now = useNow();
  return (
    <div className={styles.head} aria-hidden>
      <p className={styles.line}>
        <b>
          <bdi>{company.name}</bdi>
        </b>
        <span>{t('print.on', { day: dayOf(now) })}</span>
      </p>
      {isAtLeast(actor.role, 'manager') ? <FilterLine /> : null}
    </div>
  );
}

function FilterLine() {
  const { get } = useAddress();
  const narrowing = useNarrowing();
  const { data } = useChoices();
  const programName = useProgramName();
  const departmentName = useDepartmentName();
  const { program, department } = narrowing;
  const known = data?.programs.find(({ id }) => id === program);
  const filters = {
    source: get('source'),
    month: get('month'),
    from: get('from'),
    to: get('to'),
    ...narrowing,
  };
  const sentence = useFilterSentence()(filters, {
    program: programName(known ?? { id: program ?? '', name: '' }),
    department: departmentName(department ?? ''),
  });
  return sentence === null ? null : <p className={styles.filters}>{sentence}</p>;
}
