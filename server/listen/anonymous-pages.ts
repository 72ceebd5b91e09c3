import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { nearestLanguage } from '#client/locales/languages.ts';
import { isLanguage, type Language } from '#surveys/languages.ts';
import type { Deps } from '../deps.ts';
import { answer } from '../http/problem.ts';
import { anonymousLinkOf, standingOf, type AnonymousLink } from './anonymous-link.ts';
import { shownAgain, stateOf } from './replies.ts';
import type { RespondPages } from './respond-pages.ts';
import { sendPage } from './send-page.ts';
import { gateOf } from './survey-gates.ts';
import { takeAnonymous, type AnonymousOutcome } from './take-anonymous.ts';
import type { Given } from './take-response.ts';

type Visit = { link: AnonymousLink; language: Language };

const cookieName = 'answered';
const nothing = { question: undefined, answer: undefined };

/** The pages behind a shared link. A cookie that says "answered" and nothing else spares people a double by accident. */
export function anonymousPages(deps: Deps, pages: RespondPages) {
  /** The page of questions; null when the token is no shared link's. */
  async function show(c: Context, token: string): Promise<Response | null> {
    const link = await anonymousLinkOf(deps.db, token);
    if (!link) return null;
    const language = languageFor(c, link);
    const standing = hasAnswered(c) ? 'answered' : standingOf(link, deps.now());
    if (standing !== 'open') {
      const { state, status } = stateOf[standing];
      return sendPage(c, pages.state(state, language, link.company), status);
    }
    const versionId = link.wave.surveyVersionId;
    const gate = await gateOf(deps.db, versionId);
    const page = await pages.fresh({ link, gate, versionId }, { language, preselection: nothing });
    return sendPage(c, page, 200);
  }

  async function take(c: Context, token: string, given: Given): Promise<Response | null> {
    const link = await anonymousLinkOf(deps.db, token);
    if (!link) return null;
    const language = given.language ?? languageFor(c, link);
    const outcome = await takeAnonymous(deps, { link, hasAnswered: hasAnswered(c) }, given);
    if ('thanks' in outcome) remember(c, token, link);
    const wantsJson = given.via === 'json' && !(c.req.header('accept') ?? '').includes('text/html');
    if (wantsJson) return asJson(c, outcome);
    const { page, status } = await asPage({ link, language }, outcome, given);
    return sendPage(c, page, status);
  }

  async function asPage({ link, language }: Visit, outcome: AnonymousOutcome, given: Given) {
    const gate = await gateOf(deps.db, link.wave.surveyVersionId);
    const asked = { definition: gate.definition, language };
    switch (outcome.outcome) {
      case 'taken':
      case 'already':
        return {
          page: await pages.thanked(link, language, { gate, thanks: outcome.thanks }),
          status: 200,
        } as const;
      case 'step': {
        const { form, submission } = outcome;
        return { page: pages.asked(link, { ...asked, ...form, submission }), status: 200 } as const;
      }
      case 'invalid': {
        const { form, problems, submission } = outcome;
        const soFar = form ?? { answers: shownAgain(given) };
        const page = pages.asked(link, { ...asked, ...soFar, problems, submission });
        return { page, status: 400 } as const;
      }
      default: {
        const { state, status } = stateOf[outcome.outcome];
        return { page: pages.state(state, language, link.company), status };
      }
    }
  }

  function remember(c: Context, token: string, { wave }: AnonymousLink): void {
    setCookie(c, cookieName, '1', {
      path: `/s/${token}`,
      httpOnly: true,
      sameSite: 'Lax',
      secure: deps.config.url.startsWith('https:'),
      maxAge: Math.max(1, Math.round((wave.closesAt.getTime() - deps.now().getTime()) / 1000)),
    });
  }

  return { show, take };
}

function asJson(c: Context, outcome: AnonymousOutcome): Response {
  switch (outcome.outcome) {
    case 'taken':
      return c.json({ outcome: 'taken', thanks: outcome.thanks }, 201);
    case 'already':
      return c.json({ outcome: 'already', thanks: outcome.thanks });
    case 'answered':
      return c.json({ outcome: 'already', thanks: { contact: null, reward: null, code: null } });
    case 'step':
      return c.json({ outcome: 'step', step: outcome.form.step });
    case 'invalid': {
      const fields = Object.fromEntries(outcome.problems.map(({ question, message }) => [question, message]));
      return answer(c, 400, { code: 'invalid', detail: 'Some answers cannot be used.', fields });
    }
    default:
      return answer(c, 410, { code: outcome.outcome, detail: 'This survey cannot be answered any more.' });
  }
}

const hasAnswered = (c: Context): boolean => Boolean(getCookie(c, cookieName));

// Nothing is known of who opens the link but what her browser asks for.
function languageFor(c: Context, { company }: AnonymousLink): Language {
  const asked = c.req.query('lang');
  if (isLanguage(asked)) return asked;
  return nearestLanguage(c.req.header('accept-language') ?? company.locale);
}
