import { isObject } from '#surveys/is-object.ts';
import {
  Button,
  FileButton,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSurveyName } from '../components/use-names.ts';
import type { SurveyDocument } from './document-tree.ts';
import { ImportReport } from './import-report.tsx';
import { createSurvey, surveyKinds, useSurveyStep, type SurveyKind, type SurveyRow } from './surveys-data.ts';

const ways = ['blank', 'copy', 'paste'] as const;
type Way = (typeof ways)[number];

/** Begins a survey: empty, as a copy of another, or from any SurveyJS document. */
export function NewSurvey({ surveys, onClose }: { surveys: SurveyRow[]; onClose: () => void }) {
  const { t } = useTranslation('surveys');
  const nameOf = useSurveyName();
  const go = useNavigate();
  const make = useSurveyStep(createSurvey);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<SurveyKind>('monthly');
  const [way, setWay] = useState<Way>('blank');
  const [copied, setCopied] = useState(surveys[0]?.id ?? '');
  const [pasted, setPasted] = useState('');
  const document = useMemo(() => parsed(pasted), [pasted]);
  const from = { blank: undefined, copy: copied, paste: document ?? undefined }[way];
  const isReady = name.trim() !== '' && (way === 'blank' || Boolean(from));

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    make.mutate(
      { name: name.trim(), kind, ...(from === undefined ? {} : { from }) },
      { onSuccess: ({ id }) => void go(`/surveys/${id}`) },
    );
  };
  const upload = (file: File | null) => {
    if (!file) return;
    void file.text().then(setPasted);
    if (name === '') setName(file.name.replace(/\.json$/iu, '').slice(0, 120));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('new.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size="lg"
    >
      <form onSubmit={send}>
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={t('form.name')}
            description={t('form.nameHelp')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('new.kind')}
            description={kind === 'monthly' ? t('new.monthlyHelp') : undefined}
            data={surveyKinds.map((value) => ({ value: String(value), label: t(`kind.${value}`) }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => setKind(surveyKinds.find((each) => each === value) ?? kind)}
          />
          <SegmentedControl
            aria-label={t('new.way')}
            value={way}
            data={ways.map((value) => ({ value: String(value), label: t(`new.${value}`) }))}
            onChange={(value) => setWay(ways.find((each) => each === value) ?? 'blank')}
          />
          {way === 'copy' ? (
            <Select
              label={t('new.copyOf')}
              data={surveys.map((survey) => ({ value: survey.id, label: nameOf(survey) }))}
              value={copied}
              allowDeselect={false}
              onChange={(value) => setCopied(value ?? '')}
            />
          ) : null}
          {way === 'paste' ? (
            <>
              <Textarea
                label={t('new.json')}
                description={t('new.jsonHelp')}
                dir="ltr"
                autosize
                minRows={5}
                maxRows={10}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
                value={pasted}
                error={pasted.trim() !== '' && !document ? t('new.notJson') : undefined}
                onChange={(event) => setPasted(event.currentTarget.value)}
              />
              <FileButton onChange={upload} accept="application/json,.json">
                {(props) => (
                  <Button
                    {...props}
                    style={{ alignSelf: 'start' }}
                    leftSection={<IconUpload size={16} aria-hidden />}
                  >
                    {t('new.file')}
                  </Button>
                )}
              </FileButton>
              {document ? <ImportReport document={document} kind={kind} /> : null}
            </>
          ) : null}
        </Stack>
        <Group justify="flex-end" mt="lg" gap={8}>
          <Button onClick={onClose}>{t('new.cancel')}</Button>
          <Button type="submit" variant="filled" disabled={!isReady} loading={make.isPending}>
            {t('new.create')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function parsed(text: string): SurveyDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
