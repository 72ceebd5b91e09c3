import { checkDefinition } from '#surveys/definition.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';

/** A survey with every supported question type, conditions of every kind and comments of both kinds. */
export const everyType = (): SurveyDefinition => {
  const checked = checkDefinition(JSON.parse(JSON.stringify(DOCUMENT)), {
    kind: 'transactional',
    languages: ['en'],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.definition;
};

const DOCUMENT = {
  pages: [
    {
      name: 'first',
      elements: [
        {
          type: 'rating',
          name: 'nps',
          title: 'NPS',
          measure: 'nps',
          rateMin: 0,
          rateMax: 10,
          isRequired: true,
        },
        { type: 'rating', name: 'sales', title: 'Sales', measure: 'department:sales', showCommentArea: true },
        { type: 'boolean', name: 'on-time', title: 'On time', measure: 'on-time' },
        {
          type: 'radiogroup',
          name: 'why',
          title: 'Why',
          choices: [
            { value: 'price', reason: 'price' },
            { value: 'late', reason: 'service/late-delivery' },
            { value: 'fine' },
          ],
          showOtherItem: true,
          requiredIf: '{nps} < 7',
        },
        {
          type: 'panel',
          name: 'panel',
          visibleIf: "{why} = 'price' or {nps} <= 3",
          elements: [
            {
              type: 'checkbox',
              name: 'which',
              title: 'Which',
              choices: [
                { value: 'high', reason: 'price/too-high' },
                { value: 'fees', reason: 'price/extra-charges' },
                { value: 'slow', reason: 'service/slow-answer' },
              ],
              showNoneItem: true,
              showCommentArea: true,
              maxSelectedChoices: 2,
            },
            {
              type: 'comment',
              name: 'deeper',
              title: 'Deeper',
              maxLength: 20,
              visibleIf: "{which} contains 'fees'",
            },
          ],
        },
      ],
    },
    {
      name: 'second',
      visibleIf: '{on-time} = false or {which} notempty',
      elements: [
        { type: 'dropdown', name: 'city', title: 'City', choices: ['x', 'y', 7], isRequired: true },
        { type: 'text', name: 'age', title: 'Age', inputType: 'number', min: 18, max: 99 },
        { type: 'text', name: 'mail', title: 'Mail', inputType: 'email', requiredIf: "{city} = 'y'" },
        { type: 'text', name: 'name', title: 'Name', visibleIf: "!({city} = 'x') and {nps} != 10" },
        { type: 'comment', name: 'words', title: 'Words', measure: 'verbatim' },
      ],
    },
  ],
};
