import type { RespondState } from '../respond-state.ts';
import { deliver } from './deliver.ts';
import { forgetAnswers, forgetOldAnswers, keepAnswers, keptAnswers, type Kept } from './kept-answers.ts';
import { tellOpening } from './opening.ts';
import { saveAsGiven } from './save-as-given.ts';
import { newSubmission, sendAnswers } from './send.ts';
import { pageFrom, showPage } from './show-page.ts';
import { statusIn } from './status-in.ts';
import { surveyForm } from './survey-form.ts';

const path = location.pathname;

/** Takes over what a page asks. A page that asks nothing tells that what this device keeps has come to its end. */
function begin(page: Document): void {
  const source = page.getElementById('survey-state')?.textContent;
  const form = document.querySelector('form');
  const later = page.querySelector<HTMLTemplateElement>('#survey-later')?.content ?? null;
  if (!source || !form) return end();
  const state: RespondState = JSON.parse(source);
  if (state.preview) preview(state, { form, later });
  else live(state, { form, later });
}

/** Nothing is asked here any more: what the device keeps has arrived, or comes too late; a correction may still go. */
function end(): void {
  if (document.querySelector('main')?.dataset['of'] === 'problem') return;
  const kept = keptAnswers(path);
  if (!kept?.isSent || !kept.correcting) return forgetAnswers(path);
  void deliver({ path, kept, isOnDevice: true, tell: () => {} }).then(shown);
}

type InPage = { form: HTMLFormElement; later: DocumentFragment | null };

function preview(state: RespondState, inPage: InPage): void {
  const onSend = () => showPage(pageFrom(state.preview?.thanks ?? ''));
  surveyForm({ ...inPage, state, onChange: () => {}, onSend });
}

function live(state: RespondState, inPage: InPage): void {
  const { language, texts, isAnonymous, correcting } = state;
  forgetOldAnswers(Date.now());
  const waiting = keptAnswers(path);
  if (waiting?.isSent) return void send(null, waiting, texts);
  tellOpening(path);
  const saving = isAnonymous || correcting ? null : savingOf(state, inPage.form, () => survey.answers());
  const chosen = new URLSearchParams(location.search).get('q');
  const kept =
    saving && waiting ? { answers: waiting.answers, isToFill: (name: string) => name !== chosen } : undefined;
  const survey = surveyForm({
    ...inPage,
    state,
    kept,
    onChange: () => saving?.changed(),
    onSend: () => {
      saving?.stop();
      const sent: Kept = {
        answers: survey.answers(),
        language,
        isSent: true,
        keptAt: Date.now(),
        ...(correcting && { correcting }),
        ...(isAnonymous && { submission: newSubmission() }),
      };
      void send(inPage.form, sent, texts).then(survey.end);
    },
  });
  if (kept) saving?.changed();
}

/** What was given stays on this device until the server has it. */
function savingOf({ language, texts }: RespondState, form: HTMLFormElement, answers: () => Kept['answers']) {
  const status = statusIn(form, texts);
  const said = document.querySelector('.saved.live');
  said?.classList.add('on');
  const saving = saveAsGiven({
    path,
    snapshot: () => ({ answers: answers(), language }),
    onSaved: () => {
      if (!isSentElsewhere()) forgetAnswers(path);
      status.say(null);
    },
    onLost: () => status.say(texts.status.offline, true),
    onOver: () => said?.classList.remove('on'),
  });
  return {
    changed(): void {
      if (isSentElsewhere()) return;
      keepAnswers(path, { answers: answers(), language, isSent: false, keptAt: Date.now() });
      saving.changed();
    },
    stop: saving.stop,
  };
}

/** Another tab of this link has pressed Send: what it waits to send is not to be touched from here. */
function isSentElsewhere(): boolean {
  return keptAnswers(path)?.isSent === true;
}

async function send(form: HTMLFormElement | null, kept: Kept, texts: RespondState['texts']): Promise<void> {
  shown(await sendAnswers(form, { path, kept, texts }));
}

function shown(page: Document | 'too-long' | null): void {
  if (page === 'too-long') return;
  // Another tab has sent it: the link itself tells what became of it.
  if (!page) return location.reload();
  forgetAnswers(path);
  showPage(page);
  begin(page);
}

begin(document);
