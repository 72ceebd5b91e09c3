/** What a mail is for decides who may still get it after saying no to some of our mail. */
export type MailPurpose = 'survey' | 'marketing' | 'own-case' | 'staff';

/** Every kind of mail we send. A new kind is added here first. */
export const messageKinds = {
  'survey-invitation': 'survey',
  'survey-reminder': 'survey',
  reward: 'own-case',
  'case-message': 'own-case',
  'case-resolved': 'own-case',
  compensation: 'own-case',
  'win-back': 'marketing',
  'case-alert': 'staff',
  'staff-invitation': 'staff',
  'sign-in': 'staff',
  'staff-survey': 'staff',
  'letter-trial': 'staff',
  digest: 'staff',
  'change-alert': 'staff',
} as const satisfies Record<string, MailPurpose>;

export type MessageKind = keyof typeof messageKinds;
