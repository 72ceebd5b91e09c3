import type { DemoLocale } from './people.ts';

/** What customers of the sample write, by the choice they made on the monthly survey. */
export const voices: Record<string, Record<DemoLocale, string[]>> = {
  'all-well': {
    en: [
      'Always quick, always kind.',
      'The driver even carried the bottles up to the third floor.',
      'No complaints. It just works.',
      'Best water service we have had in this office.',
    ],
    ar: [
      'خدمة سريعة وتعامل راقٍ، شكراً لكم.',
      'السائق محترم ويصل في موعده دائماً.',
      'كل شيء على ما يرام.',
      'أنصح بكم كل من يسألني.',
    ],
    he: ['תמיד מהיר ותמיד באדיבות.', 'הכול עובד כמו שצריך, תודה.', 'הנהג מקסים ומגיע בזמן.'],
    ru: ['Всегда быстро и вежливо.', 'Всё работает, спасибо.', 'Водитель помог донести бутыли до кухни.'],
  },
  price: {
    en: [
      'The price went up twice this year without a word.',
      'Fair water, but the delivery fee hurts for small orders.',
      'Found the same bottles cheaper elsewhere.',
    ],
    ar: [
      'السعر أعلى مما توقعت، ورسوم التوصيل زادت دون إشعار.',
      'ارتفع السعر مرتين هذا العام.',
      'وجدت العبوات نفسها بسعر أقل.',
    ],
    he: ['המחיר עלה בלי שהודיעו לי.', 'דמי המשלוח גבוהים מדי להזמנה קטנה.', 'מצאתי את אותו הדבר בזול יותר.'],
    ru: [
      'Цена выросла дважды, и никто не предупредил.',
      'За доставку берут слишком много.',
      'То же самое нашлось дешевле.',
    ],
  },
  late: {
    en: [
      'The courier came a day late and nobody called.',
      'Three days late, and the office had no water on Sunday.',
      'You promised Tuesday morning. It came Thursday night.',
    ],
    ar: [
      'تأخر الطلب أربعة أيام ولم يتصل بي أحد.',
      'قيل لي إنه «في الطريق» ثلاث مرات ولم يصل.',
      'بقي المكتب بلا ماء يومين.',
    ],
    he: ['ההזמנה איחרה בארבעה ימים ואף אחד לא התקשר.', 'הבטיחו יום שלישי והגיע בחמישי בערב.'],
    ru: [
      'Заказ опоздал на четыре дня, и никто не позвонил.',
      'Обещали во вторник, привезли в четверг вечером.',
    ],
  },
  treatment: {
    en: [
      'The person on the phone hung up on me.',
      'The driver was rude to our receptionist.',
      'I was made to feel that the mistake was mine.',
    ],
    ar: ['موظف الاستقبال أنهى المكالمة في وجهي.', 'كان أسلوب السائق غير لائق مع موظفة الاستقبال.'],
    he: ['הנציגה ניתקה לי באמצע השיחה.', 'הנהג דיבר לא יפה לפקידת הקבלה.'],
    ru: ['Оператор бросил трубку.', 'Водитель нагрубил нашему секретарю.'],
  },
  unresolved: {
    en: [
      'The cooler leaks since May. Two visits, still leaking.',
      'The invoice came twice and nobody explained why.',
      'I complained in writing and never got an answer.',
    ],
    ar: [
      'البرّاد يسرّب منذ شهر وجاء الفني مرتين بلا فائدة.',
      'وصلت الفاتورة مرتين ولم يوضح أحد السبب.',
      'كتبت شكوى ولم يصلني رد.',
    ],
    he: ['הקולר דולף כבר חודש, היו שני ביקורים ועדיין דולף.', 'החשבונית הגיעה פעמיים ואיש לא הסביר.'],
    ru: ['Счёт пришёл дважды, никто не объяснил.', 'Кулер течёт второй месяц, мастер был дважды.'],
  },
  'slow-answer': {
    en: [
      'Forty minutes on hold to change one delivery.',
      'It took a week to get an answer to a simple e-mail.',
    ],
    ar: ['انتظرت أربعين دقيقة على الهاتف لتغيير موعد.', 'لم يصلني رد على رسالتي إلا بعد أسبوع.'],
    he: ['חיכיתי ארבעים דקות על הקו בשביל לשנות משלוח אחד.', 'תשובה למייל פשוט הגיעה אחרי שבוע.'],
    ru: ['Сорок минут на линии, чтобы перенести одну доставку.', 'На простое письмо отвечали неделю.'],
  },
  quality: {
    en: ['Two of the bottles tasted of plastic.', 'The new dispenser broke in the first week.'],
    ar: ['طعم الماء في عبوتين كان غريباً.', 'تعطل البرّاد الجديد في الأسبوع الأول.'],
    he: ['לשני בקבוקים היה טעם של פלסטיק.', 'הקולר החדש התקלקל בשבוע הראשון.'],
    ru: ['Вода в двух бутылях отдавала пластиком.', 'Новый кулер сломался в первую же неделю.'],
  },
  competitor: {
    en: [
      'Desert Dew gives the cooler for free.',
      'Blue Spring delivers the same day.',
      'Another company made us a better offer.',
    ],
    ar: [
      'شركة ندى الصحراء تعطي البرّاد مجاناً.',
      'النبع الأزرق يوصل في اليوم نفسه.',
      'شركة أخرى قدمت لنا عرضاً أفضل.',
    ],
    he: [
      'בטל המדבר נותנים את הקולר בחינם.',
      'המעיין הכחול מספקים באותו היום.',
      'קיבלנו הצעה טובה יותר מחברה אחרת.',
    ],
    ru: [
      '«Роса Пустыни» даёт кулер бесплатно.',
      'В «Голубом Роднике» привозят в тот же день.',
      'Другая компания предложила условия лучше.',
    ],
  },
  else: {
    en: ['We are moving offices next month.', 'Hard to say, it was simply so-so.'],
    ar: ['سننتقل إلى مكتب آخر الشهر القادم.', 'تجربة عادية لا أكثر.'],
    he: ['אנחנו עוברים משרד בחודש הבא.', 'בסך הכול בסדר, לא יותר.'],
    ru: ['В следующем месяце переезжаем.', 'Ничего особенного, просто обычно.'],
  },
};

/** Why customers of the sample left, as their exit interviews and the sales team wrote it down. */
export const departureReasons: {
  text: string;
  category: 'price' | 'service' | 'competitor' | 'product' | 'circumstances' | 'other';
  detail: string;
  weight: number;
}[] = [
  {
    text: 'Desert Dew gives the cooler for free',
    category: 'competitor',
    detail: 'better-device',
    weight: 22,
  },
  {
    text: 'Blue Spring delivers the same day',
    category: 'competitor',
    detail: 'faster-delivery',
    weight: 13,
  },
  { text: 'Competitor made a better offer', category: 'competitor', detail: 'better-offer', weight: 10 },
  { text: 'Deliveries came late too often', category: 'service', detail: 'late-delivery', weight: 14 },
  { text: 'Complaint was never settled', category: 'service', detail: 'unresolved-complaint', weight: 9 },
  { text: 'Treated badly on the phone', category: 'service', detail: 'staff-attitude', weight: 4 },
  { text: 'Price rise', category: 'price', detail: 'price-rise', weight: 9 },
  { text: 'Too expensive', category: 'price', detail: 'too-high', weight: 6 },
  { text: 'Taste of the water', category: 'product', detail: 'quality', weight: 5 },
  { text: 'Moved to another city', category: 'circumstances', detail: 'moved', weight: 5 },
  { text: 'Business closed', category: 'circumstances', detail: 'business-closed', weight: 2 },
  { text: 'Gave no reason', category: 'other', detail: 'unknown', weight: 6 },
];
