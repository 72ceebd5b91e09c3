import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, ApiProblem, read } from '../api.ts';
import { useProgramChange, type Program } from './programs-data.ts';
import { useSurveyChoices } from './use-survey-choices.ts';

type Kind = Program['kind'];
const kinds = ['monthly', 'one-off', 'transactional', 'exit', 'staff'] as const satisfies Kind[];

/** A new program in three answers: when it asks, what it asks, what it is called. Everything else is set after. */
export function NewProgram({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('programs');
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>('monthly');
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const surveys = useSurveyChoices(kind);
  const surveyId = surveys.find(({ value }) => value === chosen)?.value ?? surveys[0]?.value ?? null;
  const add = useProgramChange((json: { name: string; kind: Kind; surveyId: string }) =>
    read(api.api.programs.$post({ json })),
  );
  const fields = add.error instanceof ApiProblem ? add.error.fields : {};
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (!surveyId) return;
    add.mutate(
      { name: name.trim(), kind, surveyId },
      { onSuccess: ({ id }) => void navigate(`/programs/${id}/edit`) },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('new.title')} size="lg">
      <form onSubmit={make}>
        <Stack gap="md">
          <Kinds kind={kind} onChange={setKind} />
          <Select
            label={t('editor.survey')}
            data={surveys}
            value={surveyId}
            onChange={setChosen}
            allowDeselect={false}
            error={fields.surveyId ?? (surveys.length === 0 ? t('new.noSurvey') : null)}
          />
          <TextInput
            label={t('editor.name')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={fields.name}
            maxLength={80}
            required
            dir="auto"
          />
          <p className="soft">{t('new.paused')}</p>
          <Group justify="flex-end" gap={8}>
            <Button onClick={onClose}>{t('run.cancel')}</Button>
            <Button
              type="submit"
              variant="filled"
              loading={add.isPending}
              disabled={!surveyId || !name.trim()}
            >
              {t('new.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Kinds({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const { t } = useTranslation('programs');
  return (
    <Radio.Group
      label={t('new.kind')}
      value={kind}
      onChange={(value) => onChange(kinds.find((each) => each === value) ?? 'monthly')}
    >
      <Stack gap={8} mt={6}>
        {kinds.map((each) => (
          <Radio key={each} value={each} label={t(`kind.${each}`)} description={t(`kindHelp.${each}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
