import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { isolated } from '../inbox/isolated.ts';
import { useException } from '../interview/interview-data.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import type { Call } from './calls-data.ts';
import styles from './calls.module.css';

type Calling = Pick<Call, 'id' | 'locale' | 'offered' | 'served' | 'mayCall' | 'yourService'>;

/** Who is offered to make a call, and who does not because she has served the customer (A5). */
export function WhoCalls({ call }: { call: Calling }) {
  const { t } = useTranslation('calls');
  const { actor } = useSession();
  const { offered, served, mayCall } = call;
  const service = useServiceText();
  const { list } = useFormat();
  const facts = offered && { name: isolated(offered.name), language: speaks(call) };
  return (
    <div className={styles.who}>
      {mayCall || !call.yourService ? null : <p>{t('notYou')}</p>}
      {facts ? (
        <p>
          {offered?.id === actor.id
            ? t('offered.you')
            : facts.language
              ? t('offered.speaking', { name: facts.name, language: facts.language })
              : t('offered.other', { name: facts.name })}
        </p>
      ) : (
        <NobodyLeft call={call} />
      )}
      {served.length > 0 ? (
        <p className={styles.soft}>{t('served.all', { list: list(served.map(service)) })}</p>
      ) : null}
    </div>
  );
}

const speaks = ({ locale, offered }: Calling): string | null =>
  offered?.locale === locale ? languageNames[nearestLanguage(locale)] : null;

/** "Grace looked after her in March". */
function useServiceText() {
  const { t } = useTranslation('calls');
  const { monthInSentence, monthAndYear } = useFormat();
  return ({ name, as, at }: Call['served'][number]): string => {
    if (at === null) return t(`served.${as}`, { name: isolated(name), month: '' });
    const isThisYear = new Date(at).getFullYear() === new Date().getFullYear();
    const month = isThisYear ? monthInSentence(at) : monthAndYear(at);
    return t(`served.${as}`, { name: isolated(name), month });
  };
}

/** Everybody has served her: a manager may let somebody call all the same, which is written down. */
function NobodyLeft({ call }: { call: Calling }) {
  const { t } = useTranslation('calls');
  const { actor } = useSession();
  const { mutate, isPending } = useException(call.id);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!isAtLeast(actor.role, 'manager')) return <p>{t('nobody.text')}</p>;
  return (
    <>
      <p>{t('nobody.forManager')}</p>
      <div className={styles.actions}>
        <Select
          aria-label={t('nobody.whom')}
          placeholder={t('nobody.whom')}
          data={call.served.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
        />
        <Button disabled={isPending || chosen === null} onClick={() => chosen && mutate(chosen)}>
          {t('nobody.allow')}
        </Button>
      </div>
    </>
  );
}
