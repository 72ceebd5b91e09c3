import { useTranslation } from 'react-i18next';
import { isolated } from '../inbox/isolated.ts';
import { useSession } from '../session.tsx';
import type { Interview } from './interview-data.ts';
import { minutesFor } from './script.ts';
import styles from './script.module.css';
import { Spoken, useSaying } from './spoken.tsx';
import type { Asking } from './use-interview.ts';

/** Who calls and why, that nothing is sold, how long it takes, and whether it suits (A5, A6). */
export function Opening({ interview, asking }: { interview: Interview; asking: Asking }) {
  const { t } = useTranslation('interview');
  const { actor } = useSession();
  const { language, asked } = asking;
  const say = useSaying(language);
  const { call, company } = interview;
  const names = {
    agent: isolated(actor.name),
    company: isolated(company.name),
    customer: isolated(call.customer.name),
  };
  return (
    <>
      <Spoken language={language}>
        <p>{say('opening.greeting', names)}</p>
        <p>{say(call.kind === 'exit' ? 'opening.whyLeft' : 'opening.why')}</p>
        <p>{say('opening.nothingSold')}</p>
        {call.yourService ? null : <p>{say('opening.stranger')}</p>}
        <p>{say('opening.time', { count: minutesFor(asked) })}</p>
      </Spoken>
      <p className={styles.told}>{t('opening.notNow')}</p>
      <Spoken language={language}>
        <p>{say('opening.notNow')}</p>
      </Spoken>
    </>
  );
}
