import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone, notifyProblem, notifyRefusal } from '../components/notify.tsx';
import { Section } from '../components/section.tsx';
import { mayNotify } from '../inbox/use-ring.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { modes, scopes, severities, useChooseAlerts, useMyAlerts, type AlertChoice } from './alerts-data.ts';
import styles from './settings.module.css';

/** How the person at the desk hears of cases. What she picks holds at once. */
export function MyAlerts() {
  const { t } = useTranslation('alerts');
  const { data: chosen } = useMyAlerts();
  return chosen ? (
    <Section title={t('me.title')}>
      <Choices chosen={chosen} />
    </Section>
  ) : null;
}

function Choices({ chosen }: { chosen: AlertChoice }) {
  const { t } = useTranslation(['alerts', 'settings']);
  const { actor } = useSession();
  const choose = useChooseAlerts();
  const pick = (change: Partial<AlertChoice>) =>
    choose.mutate(
      { ...chosen, ...change },
      { onSuccess: () => notifyDone(t('settings:saved')), onError: notifyProblem },
    );
  const pickNotice = async (hasBrowserNotice: boolean) => {
    if (hasBrowserNotice && !(await mayNotify())) return notifyRefusal(t('alerts:me.denied'));
    pick({ hasBrowserNotice });
  };
  const isMailed = chosen.mode !== 'off';
  const reader = isAtLeast(actor.role, 'manager') ? 'manager' : 'agent';
  return (
    <div className={styles.choices}>
      <Choice
        label={t('alerts:me.mode')}
        help={t(`alerts:me.modeHelp.${chosen.mode}`)}
        value={chosen.mode}
        options={modes.map((value) => ({ value, label: t(`alerts:me.modes.${value}`) }))}
        onPick={(mode) => pick({ mode })}
      />
      {isMailed ? (
        <>
          <Choice
            label={t('alerts:me.scope')}
            help={chosen.scope === 'mine' ? t(`alerts:me.scopeHelp.${reader}`) : null}
            value={chosen.scope}
            options={scopes.map((value) => ({ value, label: t(`alerts:me.scopes.${value}`) }))}
            onPick={(scope) => pick({ scope })}
          />
          <NativeSelect
            className={styles.narrow}
            label={t('alerts:me.least')}
            value={String(chosen.leastSeverity)}
            data={severities.map((value) => ({
              value: String(value),
              label: t(`alerts:me.leastOf.${value}`),
            }))}
            onChange={(event) => pick({ leastSeverity: Number(event.currentTarget.value) })}
          />
        </>
      ) : null}
      <Switch
        label={t('alerts:me.sound')}
        description={t('alerts:me.inDesk')}
        checked={chosen.hasSound}
        onChange={(event) => pick({ hasSound: event.currentTarget.checked })}
      />
      <Switch
        label={t('alerts:me.browser')}
        description={t('alerts:me.inDesk')}
        checked={chosen.hasBrowserNotice}
        onChange={(event) => void pickNotice(event.currentTarget.checked)}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  help: string | null;
  value: Value;
  options: { value: Value; label: string }[];
  onPick: (value: Value) => void;
}

function Choice<Value extends string>({ label, help, value, options, onPick }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id} className={styles.choiceLabel}>
        {label}
      </span>
      <div>
        <SegmentedControl<Value> aria-labelledby={id} value={value} data={options} onChange={onPick} />
      </div>
      {help ? <p className={styles.help}>{help}</p> : null}
    </div>
  );
}
