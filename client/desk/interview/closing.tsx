import { useTranslation } from 'react-i18next';
import { format } from '#client/locales/format.ts';
import type { Language } from '#surveys/languages.ts';
import { isolated } from '../inbox/isolated.ts';
import { useSession } from '../session.tsx';
import type { Interview, Thanks } from './interview-data.ts';
import styles from './script.module.css';
import { Spoken, useSaying } from './spoken.tsx';

interface Props {
  interview: Interview;
  language: Language;
  thanks: Thanks | null;
}

/** Thanks, and what happens next, as it has just been decided. */
export function Closing({ interview, language, thanks }: Props) {
  const { t } = useTranslation('interview');
  const { company } = useSession();
  const say = useSaying(language);
  const { customer } = interview.call;
  const { weekdayAndTime, money } = format(language, customer.timeZone ?? company.timeZone);
  const { contact, reward } = thanks ?? { contact: null, reward: null };
  const when = contact && isolated(weekdayAndTime(new Date(contact.by)));
  return (
    <section className={styles.part}>
      <h2>{t('script.closing')}</h2>
      <Spoken language={language}>
        <p>{say('closing.thanks', { customer: isolated(customer.name) })}</p>
        {contact?.name ? <p>{say('closing.contact', { name: isolated(contact.name), when })}</p> : null}
        {contact && !contact.name ? <p>{say('closing.contactNobody', { when })}</p> : null}
        {contact ? null : <p>{say('closing.passedOn')}</p>}
        {reward ? (
          <p>{say('closing.reward', { amount: isolated(money(reward.amountMinor, reward.currency)) })}</p>
        ) : null}
        <p>{say('closing.bye')}</p>
      </Spoken>
    </section>
  );
}
