import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, ApiProblem, read } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { justSaved } from '../components/unsaved-guard.tsx';
import { changesOf, fieldErrors, formOfProgram, type ProgramForm } from './program-form.ts';
import { useProgramChange, type Program, type ProgramChange } from './programs-data.ts';
import type { ProgramFormState } from './use-program-form.ts';

/** Saves all that changed at once, shows refusals at their fields, and goes back to the program. */
export function useSaveProgram(program: Program, form: ProgramFormState) {
  const { t, i18n } = useTranslation('programs');
  const navigate = useNavigate();
  const param = { id: program.id };
  const save = useProgramChange((json: ProgramChange) =>
    read(api.api.programs[':id'].$patch({ param, json })),
  );
  const showFirst = (errors: object) => {
    const [first = ''] = Object.keys(errors);
    const place = document.querySelector(`[data-field="${first.split('.')[0]}"]`);
    (form.getInputNode(first) ?? place)?.scrollIntoView({ block: 'center' });
    form.getInputNode(first)?.focus();
  };
  const refused = (error: unknown) => {
    if (!(error instanceof ApiProblem)) return;
    const own = fieldErrors(error.fields);
    const errors =
      i18n.language === 'en'
        ? own
        : Object.fromEntries(Object.keys(own).map((field) => [field, t('editor.refused')]));
    form.setErrors(errors);
    showFirst(errors);
  };
  const send = (values: ProgramForm) => {
    const changes = changesOf(formOfProgram(program), values) as ProgramChange;
    const done = () => {
      form.resetDirty();
      notifyDone(t('change.done'));
      void navigate(`/programs/${program.id}`, { state: justSaved });
    };
    save.mutate(changes, { onSuccess: done, onError: refused });
  };
  return { submit: form.onSubmit(send, showFirst), save };
}
