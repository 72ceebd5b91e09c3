import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { nearestLanguage } from '#client/locales/languages.ts';
import { isLanguage, type Language } from '#surveys/languages.ts';
import type { Deps } from '../deps.ts';
import { answer } from '../http/problem.ts';
import { anonymousLinkOf, standingOf, type AnonymousLink } from './anonymous-link.ts';
import { keepAnonymous } from './anonymous-response.ts';
import { judge } from './judge-answers.ts';
import { stateOf } from './replies.ts';
import type { Page } from './packed-page.ts';
import type { RespondPages } from './respond-pages.ts';
import { sendPage } from './send-page.ts';
import { gateOf } from './survey-gates.ts';
import type { Given } from './take-response.ts';

type Shown = { page: Page; status: ContentfulStatusCode };

const cookieName = 'answered';
const nothing = { question: undefined, answer: undefined };

/** The pages behind a shared link. A cookie that says "answered" and nothing else spares people a double by accident. */
export function anonymousPages(deps: Deps, pages: RespondPages) {
  /** The page of questions; null when the token is no shared link's. */
  async function show(c: Context, token: string): Promise<Response | null> {
    const link = await anonymousLinkOf(deps.db, token);
    if (!link) return null;
    const language = languageFor(c, link);
    const refused = refusal(c, link, language);
    if (refused) return sendPage(c, refused.page, refused.status);
    const versionId = link.wave.surveyVersionId;
    const gate = await gateOf(deps.db, versionId);
    const page = await pages.fresh({ link, gate, versionId }, { language, preselection: nothing });
    return sendPage(c, page, 200);
  }

  async function take(c: Context, token: string, given: Given): Promise<Response | null> {
    const link = await anonymousLinkOf(deps.db, token);
    if (!link) return null;
    const language = given.language ?? languageFor(c, link);
    const wantsJson = given.via === 'json' && !(c.req.header('accept') ?? '').includes('text/html');
    const { page, status, json } = await takeOnce({ c, link, token, language }, given);
    return wantsJson ? json : sendPage(c, page, status);
  }

  async function takeOnce(
    { c, link, token, language }: { c: Context; link: AnonymousLink; token: string; language: Language },
    given: Given,
  ): Promise<Shown & { json: Response }> {
    const gate = await gateOf(deps.db, link.wave.surveyVersionId);
    const { definition } = gate;
    const refused = refusal(c, link, language);
    if (refused) return { ...refused, json: refused.json };
    const judged = judge(gate, given);
    if (judged.state === 'step') {
      const page = pages.asked(link, { definition, language, ...judged });
      return { page, status: 200, json: c.json({ outcome: 'step', step: judged.step }) };
    }
    if (judged.state === 'problems') {
      const answers = given.via === 'json' ? Object(given.answers) : {};
      const page = pages.asked(link, { definition, language, answers, ...judged });
      const fields = Object.fromEntries(judged.problems.map(({ question, message }) => [question, message]));
      const json = answer(c, 400, { code: 'invalid', detail: 'Some answers cannot be used.', fields });
      return { page, status: 400, json };
    }
    await keepAnonymous(deps, link, judged.accepted);
    remember(c, token, link);
    const thanks = { contact: null, reward: null };
    const page = pages.thanked(link, language, { gate, thanks });
    return { page, status: 200, json: c.json({ outcome: 'taken', thanks }, 201) };
  }

  function refusal(c: Context, link: AnonymousLink, language: Language) {
    const standing = getCookie(c, cookieName) ? 'answered' : standingOf(link, deps.now());
    if (standing === 'open') return null;
    const { state, status } = stateOf[standing];
    const page = pages.state(state, language, link.company);
    const isAnswered = standing === 'answered';
    const json = isAnswered
      ? c.json({ outcome: 'already', thanks: { contact: null, reward: null } })
      : answer(c, 410, { code: standing, detail: 'This survey cannot be answered any more.' });
    return { page, status, json };
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

// Nothing is known of who opens the link but what her browser asks for.
function languageFor(c: Context, { company }: AnonymousLink): Language {
  const asked = c.req.query('lang');
  if (isLanguage(asked)) return asked;
  return nearestLanguage(c.req.header('accept-language') ?? company.locale);
}
