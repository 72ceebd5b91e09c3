import type { Frame } from '#client/respond/document.tsx';
import { contentSecurityPolicy } from '#client/respond/document.tsx';
import { statePage, surveyPage, type StatePage } from '#client/respond/page.tsx';
import { renderSurvey, type RenderSurvey } from '#client/respond/render-survey.tsx';
import type { RespondAssets } from '#client/respond/respond-assets.ts';
import { isLanguage, textIn, type Language } from '#surveys/languages.ts';
import { questionsOf } from '#surveys/survey-definition.ts';
import { dayIn } from '../company/calendar-day.ts';
import type { SurveyGate } from './survey-gates.ts';
import type { SurveyLink } from './survey-link.ts';
import type { Thanks } from './thanks.ts';

export interface Page {
  html: string;
  policy: string;
}

type Company = Pick<SurveyLink['company'], 'name' | 'accentColor'>;

/** What a page needs of the link that leads to it, personal or shared. */
interface Asked {
  company: Company;
  program: Pick<SurveyLink['program'], 'kind'> & { isAnonymous?: boolean };
}

/** Stands in a kept page where the customer's own token goes. */
const tokenMark = '-token-of-the-link-';

/** The pages of one process. A survey nobody has begun is the same for all, so it is rendered once and kept. */
export function respondPages(assets: RespondAssets) {
  const kept = new Map<string, Page>();
  const frameOf = (language: Language, { name, accentColor }: Company): Frame => ({
    language,
    company: { name, accent: { light: accentColor, dark: lighter(accentColor) } },
    css: assets.css,
  });

  function asked({ company, program }: Asked, token: string, given: RenderSurvey): Page {
    const frame = frameOf(given.language, company);
    const isExit = program.kind === 'exit';
    const html = surveyPage({
      frame,
      definition: given.definition,
      kind: program.isAnonymous ? 'anonymous' : isExit ? 'exit' : 'survey',
      rendered: renderSurvey(given),
      unsubscribeUrl: program.isAnonymous ? null : `/u/${token}?lang=${given.language}`,
      scriptUrl: assets.script && `/respond/${assets.script}`,
    });
    return { html, policy: contentSecurityPolicy(frame) };
  }

  /** The first page, perhaps with a score preselected by the link in the mail. It only shows; a person's post stores. */
  function fresh(
    { link, token, gate, versionId }: { link: Asked; token: string; gate: SurveyGate; versionId: string },
    { language, score }: { language: Language; score: string | undefined },
  ): Page {
    const answers = preselected(gate, score);
    const { name, accentColor } = link.company;
    const { kind, isAnonymous } = link.program;
    const key = JSON.stringify([versionId, language, answers, name, accentColor, kind, isAnonymous]);
    const page = kept.get(key) ?? asked(link, tokenMark, { definition: gate.definition, language, answers });
    kept.set(key, page);
    return { ...page, html: page.html.replaceAll(tokenMark, token) };
  }

  function state(of: StatePage, language: Language, company: Company): Page {
    const frame = frameOf(language, company);
    return { html: statePage({ frame, state: of }), policy: contentSecurityPolicy(frame) };
  }

  function thanked(
    link: { company: Company & Pick<SurveyLink['company'], 'timeZone'> },
    language: Language,
    { gate, thanks: { contact, reward } }: { gate: SurveyGate; thanks: Thanks },
  ): Page {
    const frame = frameOf(language, link.company);
    const html = statePage({
      frame,
      state: 'thanks',
      said: textIn(gate.definition.completedHtml, language),
      ...(contact && {
        next: { name: contact.name ?? link.company.name, day: dayIn(link.company.timeZone, contact.by) },
      }),
      ...(reward && { reward }),
    });
    return { html, policy: contentSecurityPolicy(frame) };
  }

  return { asked, fresh, state, thanked };
}

export type RespondPages = ReturnType<typeof respondPages>;

/** The language asked for, else the invitation's. */
export function languageFor(asked: unknown, link: SurveyLink): Language {
  if (isLanguage(asked)) return asked;
  return isLanguage(link.invitation.locale) ? link.invitation.locale : 'en';
}

function preselected({ definition }: SurveyGate, score: string | undefined): Record<string, number> {
  const question = questionsOf(definition).find((placed) => placed.question.measure === 'nps')?.question;
  if (!question || score === undefined || !/^(?:\d|10)$/.test(score)) return {};
  return { [question.name]: Number(score) };
}

/** The accent colour mixed half with white, to stand on a dark page. */
function lighter(color: string): string {
  const channels = [1, 3, 5].map((from) => Math.round((parseInt(color.slice(from, from + 2), 16) + 255) / 2));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
