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
    {
      name: 'third',
      visibleIf: '{sales} > 2',
      elements: [
        {
          type: 'matrix',
          name: 'work',
          title: 'Work',
          rows: [
            { value: 'service', measure: 'department:service' },
            { value: 'delivery', measure: 'department:delivery' },
            'The shop floor',
          ],
          columns: [1, 2, 3, 4, 5],
          isRequired: true,
          showCommentArea: true,
        },
        {
          type: 'matrix',
          name: 'true-of-us',
          title: 'True of us',
          rows: ['kind', 'quick'],
          columns: ['yes', 'no'],
          eachRowRequired: true,
          visibleIf: '{work.service} <= 3',
        },
        {
          type: 'text',
          name: 'day',
          title: 'Day',
          inputType: 'date',
          min: '2026-01-01',
          visibleIf: "{true-of-us.quick} = 'no'",
        },
        { type: 'text', name: 'hour', title: 'Hour', inputType: 'time', max: '18:00' },
        { type: 'text', name: 'page', title: 'Page', inputType: 'url', visibleIf: "{day} > '2026-06-01'" },
        { type: 'comment', name: 'late', title: 'Late', visibleIf: '{true-of-us} notempty' },
      ],
    },
  ],
};
