import { eq } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import { publishSurvey, saveDraft } from '../ask/surveys/survey-drafts.ts';
import { documentOf, theSurvey } from '../ask/surveys/surveys.ts';
import type { Deps } from '../deps.ts';

const teams = {
  delivery: { default: 'Delivery', ar: 'التوصيل', he: 'משלוחים', ru: 'Доставка' },
  'after-sales': {
    default: 'After sales',
    ar: 'خدمة ما بعد البيع',
    he: 'שירות לאחר מכירה',
    ru: 'Сервис',
  },
  billing: { default: 'Billing', ar: 'الفوترة', he: 'חיוב', ru: 'Счета' },
};

const question = {
  type: 'matrix',
  name: 'teams',
  title: {
    default: 'How satisfied are you with our teams? 1 is not at all, 5 is very.',
    ar: 'ما مدى الرضا عن فرقنا؟ 1 لا رضا إطلاقاً، و5 رضا تام.',
    he: 'עד כמה אתם מרוצים מהצוותים שלנו? 1: בכלל לא, 5: מאוד.',
    ru: 'Насколько вы довольны нашими командами? 1 — совсем нет, 5 — полностью.',
  },
  rows: Object.entries(teams).map(([value, text]) => ({ value, text, measure: `department:${value}` })),
  columns: [1, 2, 3, 4, 5],
};

/** The manager of the sample company has a question on its departments added to the monthly survey. */
export async function askAboutTeams(deps: Deps): Promise<void> {
  const id = 'monthly';
  const [manager] = await deps.db.select().from(staff).where(eq(staff.role, 'manager'));
  if (!manager) return;
  const survey = await theSurvey(deps, id);
  const document = withQuestion(await documentOf(deps, survey));
  const revision = await saveDraft(deps, manager, { id, document, revision: survey.draftRevision });
  await publishSurvey(deps, manager, { id, revision });
}

/** Before the last question, which asks for the reason. */
function withQuestion(document: Record<string, unknown>): Record<string, unknown> {
  const [page] = Array.isArray(document['pages']) ? document['pages'] : [];
  const asked: unknown[] = Array.isArray(page?.elements) ? page.elements : [];
  return {
    ...document,
    pages: [{ ...page, elements: [...asked.slice(0, -1), question, ...asked.slice(-1)] }],
  };
}
