import { write } from '#db/client.ts';
import { competitors, departments } from '#db/schema/understand.ts';
import type { Deps } from '../deps.ts';

const teams = [
  { code: 'sales', labels: { en: 'Sales', ar: 'المبيعات', he: 'מכירות', ru: 'Продажи' } },
  { code: 'delivery', labels: { en: 'Delivery', ar: 'التوصيل', he: 'משלוחים', ru: 'Доставка' } },
  {
    code: 'after-sales',
    labels: { en: 'After sales', ar: 'خدمة ما بعد البيع', he: 'שירות לאחר מכירה', ru: 'Сервис' },
  },
  { code: 'billing', labels: { en: 'Billing', ar: 'الفوترة', he: 'חיוב', ru: 'Счета' } },
];

/** Ids are given, so that they take nothing from the chance that the rest of the sample is made of. */
const rivals = [
  {
    id: 'blue-spring',
    name: 'Blue Spring',
    aliases: ['BlueSpring', 'النبع الأزرق', 'بلو سبرنغ', 'המעיין הכחול', 'בלו ספרינג', 'Голубой Родник'],
  },
  {
    id: 'desert-dew',
    name: 'Desert Dew',
    aliases: ['ندى الصحراء', 'ديزرت ديو', 'טל המדבר', 'Роса Пустыни', 'Дезерт Дью'],
  },
  { id: 'office-tap', name: 'Office Tap', aliases: ['أوفيس تاب', 'אופיס טאפ', 'Офис Тап'] },
];

/** The departments of the sample company, and whom its customers go to. */
export async function settleSurroundings({ db, now }: Deps): Promise<void> {
  const at = { createdAt: now(), updatedAt: now() };
  await write(db, (tx) => {
    tx.run(db.insert(departments).values(teams.map((team) => ({ ...team, ...at }))));
    tx.run(db.insert(competitors).values(rivals.map((rival) => ({ ...rival, ...at }))));
  });
}
