import { languageNames } from '#client/locales/languages.ts';
import { offeredText, rewardTexts, type OfferedReward } from '#client/locales/reward-texts.ts';
import { directionOf, type Language, textIn } from '#surveys/languages.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { completeLanguages } from '#surveys/text-languages.ts';
import { type Next, StillOffered, WhatHappensNext } from './after-answer.tsx';
import { documentOf, type Frame } from './document.tsx';
import { fill, fillCount } from './fill.ts';
import type { RenderedSurvey } from './render-survey.tsx';
import type { RespondState } from './respond-state.ts';
import { RewardCode, type RewardCodeProps } from './reward-code.tsx';
import { respondTexts, type RespondTexts } from './texts.ts';

export type SurveyPageProps = {
  frame: Frame;
  definition: SurveyDefinition;
  kind: 'survey' | 'exit' | 'anonymous';
  rendered: RenderedSurvey;
  /** Null where nobody in particular was asked. */
  unsubscribeUrl: string | null;
  /** Whether an answer that was sent before is being changed. */
  isCorrecting?: boolean;
  /** What everybody who answers is given (A2). A compensation is never hinted at. */
  offered?: Offered | null;
  /** Where the script lies, `null` for a page that shall do without. */
  scriptUrl: string | null;
};

export type Offered = OfferedReward & { /** Of a draw. */ waveId?: string };

const whyOf = { survey: 'why', exit: 'whyExit', anonymous: 'whyAnonymous' } as const;

/** The page of questions. What the script needs lies in a data block, which the security policy lets stand. */
export function surveyPage({
  frame,
  definition,
  kind,
  rendered,
  unsubscribeUrl,
  isCorrecting = false,
  offered = null,
  scriptUrl,
}: SurveyPageProps): string {
  const texts = respondTexts(frame.language);
  const title = textIn(definition.title, frame.language) || frame.company.name;
  const why = texts.intro[whyOf[kind]];
  const isAnonymous = kind === 'anonymous';
  const state = rendered.state && { ...rendered.state, ...(isAnonymous && { isAnonymous }) };
  return documentOf({
    frame,
    title,
    page: 'survey',
    children: (
      <>
        <h1 tabIndex={-1}>{title}</h1>
        <p className="why">
          {isCorrecting ? texts.correct.intro : `${lengthOf(definition, texts, frame.language)} ${why}`}
        </p>
        {offered && !isCorrecting ? <Offer offered={offered} language={frame.language} /> : null}
        <div id="survey" dangerouslySetInnerHTML={{ __html: rendered.html }} />
        {isAnonymous || (state && !isCorrecting) ? (
          <p className={isAnonymous ? 'saved' : 'saved live'}>
            {isAnonymous ? texts.saved.anonymous : texts.saved.personal}
          </p>
        ) : null}
        <p className="foot">
          {unsubscribeUrl === null ? (
            texts.footer.anonymous
          ) : (
            <>
              {fill(texts.footer.goesTo, { company: frame.company.name })}{' '}
              <a href={unsubscribeUrl}>{texts.footer.unsubscribe}</a>
            </>
          )}
        </p>
        <OtherLanguages
          {...{ definition }}
          than={frame.language}
          query={isCorrecting ? 'correct&' : ''}
          label={texts.footer.languages}
        />
      </>
    ),
    behind: state ? <Behind {...{ state, scriptUrl }} later={rendered.later} /> : null,
  });
}

function Offer({ offered, language }: { offered: Offered; language: Language }) {
  return (
    <p className="why">
      {offeredText(offered, language)}
      {offered.kind === 'lottery' ? (
        <>
          {' '}
          <a href={`/lottery/${offered.waveId}?lang=${language}`}>{rewardTexts(language).offered.how}</a>
        </>
      ) : null}
    </p>
  );
}

type BehindProps = { state: RespondState; later: string; scriptUrl: string | null };

/** What the script works with. It comes last, so that nothing before it waits for it. */
function Behind({ state, later, scriptUrl }: BehindProps) {
  if (!scriptUrl) return null;
  return (
    <>
      {later ? <template id="survey-later" dangerouslySetInnerHTML={{ __html: later }} /> : null}
      <script
        type="application/json"
        id="survey-state"
        dangerouslySetInnerHTML={{ __html: dataBlock(state) }}
      />
      <script type="module" src={scriptUrl} />
    </>
  );
}

/** What a customer reads when there is nothing to answer. */
export type StatePage = keyof RespondTexts['page'];

export type StatePageProps = {
  frame: Frame;
  state: StatePage;
  /** For the thank-you: the survey's own last word, and what happens next. */
  said?: string;
  next?: Next;
  code?: RewardCodeProps['code'] | null;
  /** The script lets go of what the device still keeps of answers that have come to their end here. */
  scriptUrl?: string | null;
};

/** The thank-you, and the pages for a link that cannot be answered. */
export function statePage({ frame, state, said, next, code, scriptUrl }: StatePageProps): string {
  const texts = respondTexts(frame.language);
  const { title, text } = texts.page[state];
  return documentOf({
    frame,
    title,
    page: state,
    behind: scriptUrl ? <script type="module" src={scriptUrl} /> : null,
    children: (
      <>
        <h1 tabIndex={-1}>{title}</h1>
        <p>{said || text}</p>
        {next ? <WhatHappensNext next={next} language={frame.language} /> : null}
        {code ? <RewardCode code={code} language={frame.language} texts={texts} /> : null}
        {next?.offers ? <StillOffered offers={next.offers} language={frame.language} /> : null}
      </>
    ),
  });
}

/** Links that ask for the same page again, so that changing the language needs no script. Only those it is whole in. */
function OtherLanguages({
  definition,
  than,
  query,
  label,
}: {
  definition: SurveyDefinition;
  than: Language;
  query: string;
  label: string;
}) {
  const others = completeLanguages(definition).filter((language) => language !== than);
  if (others.length === 0) return null;
  return (
    <nav className="languages" aria-label={label}>
      {others.map((language) => (
        <a key={language} href={`?${query}lang=${language}`} lang={language} dir={directionOf(language)}>
          {languageNames[language]}
        </a>
      ))}
    </nav>
  );
}

const MOST_IN_A_MINUTE = 5;

function lengthOf(definition: SurveyDefinition, texts: RespondTexts, language: Language): string {
  const questions = questionsOf(definition);
  if (questions.length > MOST_IN_A_MINUTE || questions.some(({ conditions }) => conditions.length > 0))
    return texts.intro.fewMinutes;
  const counted = fillCount(texts.intro, 'questions', { count: questions.length, language });
  return texts.intro.underAMinute.replace('{{questions}}', counted);
}

/** JSON that cannot close the element it stands in. */
const dataBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
