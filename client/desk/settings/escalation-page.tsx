import { ActionIcon, Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Section } from '../components/section.tsx';
import { useColleagues } from '../inbox/inbox-data.ts';
import { useEscalation, useSaveEscalation, type EscalationStep } from './answering-data.ts';
import { AnsweringFrame } from './answering-frame.tsx';
import styles from './answering.module.css';

const clocks = ['first-contact', 'resolution'] as const;

/** Who is told when, as the clocks of a case run. */
export function EscalationPage() {
  const steps = useEscalation();
  if (steps.error) return <ErrorState error={steps.error} onRetry={() => void steps.refetch()} />;
  if (!steps.data) return <LoadingShape />;
  return <StepEditor key={JSON.stringify(steps.data)} saved={steps.data} />;
}

function StepEditor({ saved }: { saved: EscalationStep[] }) {
  const { t } = useTranslation('answering');
  const [steps, setSteps] = useState(saved);
  return (
    <AnsweringFrame of="escalation" rows={steps} saved={saved} saving={useSaveEscalation()}>
      {clocks.map((clock) => (
        <Section key={clock} title={t(`escalation.clock.${clock}`)}>
          <Steps clock={clock} steps={steps} onChange={setSteps} />
        </Section>
      ))}
    </AnsweringFrame>
  );
}

type StepsProps = {
  clock: EscalationStep['clock'];
  steps: EscalationStep[];
  onChange: (steps: EscalationStep[]) => void;
};

function Steps({ clock, steps, onChange }: StepsProps) {
  const { t } = useTranslation('answering');
  const added: EscalationStep = { clock, minutesAfterDue: 60, to: 'managers', staffId: null };
  return (
    <>
      <ul className={styles.stepRows}>
        {steps.map((step, at) =>
          step.clock === clock ? (
            // oxlint-disable-next-line react/no-array-index-key -- a step is known by its place
            <li key={at}>
              <StepFields step={step} onChange={(next) => onChange(steps.with(at, next))} />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('escalation.remove')}
                onClick={() => onChange(steps.toSpliced(at, 1))}
              >
                <IconX size={16} />
              </ActionIcon>
            </li>
          ) : null,
        )}
      </ul>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onChange([...steps, added])}>
        {t('escalation.add')}
      </Button>
    </>
  );
}

const sides = ['before', 'after'] as const;
const audiences = ['owner', 'managers', 'named'] as const;

function StepFields({ step, onChange }: { step: EscalationStep; onChange: (step: EscalationStep) => void }) {
  const { t } = useTranslation('answering');
  const { data: colleagues } = useColleagues();
  const side = step.minutesAfterDue < 0 ? 'before' : 'after';
  const minutes = Math.abs(step.minutesAfterDue);
  const people = (colleagues ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const set = (next: Partial<EscalationStep>) => onChange({ ...step, ...next });
  const sign = (one: string) => (one === 'before' ? -1 : 1);
  return (
    <>
      <NumberInput
        className={styles.minutes}
        aria-label={t('escalation.minutes')}
        value={minutes}
        min={0}
        max={43_200}
        allowDecimal={false}
        hideControls
        rightSection={<small>{t('escalation.min')}</small>}
        rightSectionWidth={44}
        onChange={(value) => set({ minutesAfterDue: sign(side) * Number(value || 0) || 0 })}
      />
      <NativeSelect
        aria-label={t('escalation.side')}
        value={side}
        data={sides.map((value) => ({ value, label: t(`escalation.${value}`) }))}
        onChange={({ currentTarget }) => set({ minutesAfterDue: sign(currentTarget.value) * minutes || 0 })}
      />
      <NativeSelect
        aria-label={t('escalation.to')}
        value={step.to}
        data={audiences.map((value) => ({ value, label: t(`escalation.audience.${value}`) }))}
        onChange={({ currentTarget }) => {
          const to = audiences.find((value) => value === currentTarget.value);
          if (to) set({ to, staffId: null });
        }}
      />
      {step.to === 'named' ? (
        <NativeSelect
          aria-label={t('escalation.leader')}
          value={step.staffId ?? ''}
          data={[{ value: '', label: t('escalation.unnamed') }, ...people]}
          onChange={({ currentTarget }) => set({ staffId: currentTarget.value || null })}
        />
      ) : null}
    </>
  );
}
