import {
  IconChartBar,
  IconClipboardList,
  IconDoorExit,
  IconGift,
  IconHome,
  IconInbox,
  IconMail,
  IconMessage2,
  IconPhone,
  IconScale,
  IconSend,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';

const rank = { agent: 1, manager: 2, admin: 3 } as const;
export type Role = keyof typeof rank;

export const isAtLeast = (role: Role, least: Role): boolean => rank[role] >= rank[least];

type Place = {
  name: string;
  to: string;
  key: string;
  least: Role;
  section: 'understand' | 'ask' | 'know';
  icon: typeof IconHome;
  /** One of the four that a phone shows without "more". */
  isAtHand?: boolean;
};

export const places = [
  {
    name: 'overview',
    to: '/',
    key: 'o',
    least: 'manager',
    section: 'understand',
    icon: IconHome,
    isAtHand: true,
  },
  {
    name: 'inbox',
    to: '/inbox',
    key: 'i',
    least: 'agent',
    section: 'understand',
    icon: IconInbox,
    isAtHand: true,
  },
  {
    name: 'reasons',
    to: '/reasons',
    key: 'r',
    least: 'manager',
    section: 'understand',
    icon: IconChartBar,
    isAtHand: true,
  },
  {
    name: 'departments',
    to: '/departments',
    key: 't',
    least: 'manager',
    section: 'understand',
    icon: IconUsersGroup,
  },
  {
    name: 'voices',
    to: '/voices',
    key: 'v',
    least: 'manager',
    section: 'understand',
    icon: IconMessage2,
  },
  {
    name: 'departures',
    to: '/departures',
    key: 'd',
    least: 'manager',
    section: 'understand',
    icon: IconDoorExit,
  },
  {
    name: 'compensation',
    to: '/compensation',
    key: 'k',
    least: 'manager',
    section: 'understand',
    icon: IconScale,
  },
  { name: 'programs', to: '/programs', key: 'p', least: 'agent', section: 'ask', icon: IconSend },
  { name: 'surveys', to: '/surveys', key: 'q', least: 'manager', section: 'ask', icon: IconClipboardList },
  { name: 'calls', to: '/calls', key: 'l', least: 'agent', section: 'ask', icon: IconPhone },
  { name: 'handovers', to: '/handovers', key: 'h', least: 'agent', section: 'ask', icon: IconGift },
  { name: 'outbox', to: '/outbox', key: 'm', least: 'agent', section: 'ask', icon: IconMail },
  {
    name: 'customers',
    to: '/customers',
    key: 'c',
    least: 'agent',
    section: 'know',
    icon: IconUsers,
    isAtHand: true,
  },
  { name: 'settings', to: '/settings', key: 's', least: 'manager', section: 'know', icon: IconSettings },
] as const satisfies readonly Place[];

export type PlaceName = (typeof places)[number]['name'];
export const placesFor = (role: Role) => places.filter((place) => isAtLeast(role, place.least));
