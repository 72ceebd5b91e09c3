import type { InEveryLanguage } from './languages.ts';

export const REASON_CATEGORIES = [
  'price',
  'service',
  'competitor',
  'product',
  'circumstances',
  'other',
] as const;
export type ReasonCategory = (typeof REASON_CATEGORIES)[number];

const all = (en: string, ar: string, he: string, ru: string): InEveryLanguage => ({ en, ar, he, ru });

export const CATEGORY_LABELS: Record<ReasonCategory, InEveryLanguage> = {
  price: all('Price', 'السعر', 'מחיר', 'Цена'),
  service: all('Service', 'الخدمة', 'שירות', 'Обслуживание'),
  competitor: all('Competitor', 'المنافسون', 'מתחרים', 'Конкуренты'),
  product: all('Product', 'المنتج', 'מוצר', 'Продукт'),
  circumstances: all('Circumstances', 'ظروف خاصة', 'נסיבות אישיות', 'Обстоятельства'),
  other: all('Other', 'أسباب أخرى', 'אחר', 'Другое'),
};

/** The shipped detail codes under each category. A detail code stands under one category only. */
export const CODEBOOK = {
  price: {
    'too-high': all('Price too high', 'السعر مرتفع', 'מחיר גבוה מדי', 'Слишком высокая цена'),
    'price-rise': all('Price went up', 'ارتفاع السعر', 'התייקרות', 'Повышение цены'),
    'extra-charges': all('Extra charges', 'رسوم إضافية', 'חיובים נוספים', 'Дополнительные платежи'),
    'unclear-price': all('Unclear price', 'سعر غير واضح', 'מחיר לא ברור', 'Непонятная цена'),
    'better-value-elsewhere': all(
      'Better value elsewhere',
      'قيمة أفضل لدى غيرنا',
      'תמורה טובה יותר במקום אחר',
      'Выгоднее в другом месте',
    ),
    'payment-terms': all('Payment terms', 'شروط الدفع', 'תנאי תשלום', 'Условия оплаты'),
  },
  service: {
    'late-delivery': all('Late delivery', 'تأخر التسليم', 'איחור באספקה', 'Опоздание с доставкой'),
    'wrong-item': all(
      'Wrong or missing item',
      'صنف خاطئ أو ناقص',
      'פריט שגוי או חסר',
      'Не тот товар или недостача',
    ),
    'damaged-delivery': all(
      'Damaged on the way',
      'تلف أثناء التوصيل',
      'נזק במשלוח',
      'Повреждено при доставке',
    ),
    'staff-attitude': all('Staff attitude', 'أسلوب تعامل الموظفين', 'יחס הצוות', 'Отношение сотрудников'),
    'staff-knowledge': all(
      'Staff knowledge',
      'قلة خبرة الموظفين',
      'ידע מקצועי של הצוות',
      'Компетентность сотрудников',
    ),
    'slow-answer': all('Slow answer', 'بطء في الرد', 'מענה איטי', 'Долгий ответ'),
    'unresolved-complaint': all(
      'Complaint left unresolved',
      'شكوى لم تُحل',
      'תלונה שלא טופלה',
      'Жалоба осталась без решения',
    ),
    'broken-promise': all('Promise not kept', 'وعد لم يُنفَّذ', 'הבטחה שלא קוימה', 'Невыполненное обещание'),
    'billing-mistake': all('Billing mistake', 'خطأ في الفاتورة', 'טעות בחשבון', 'Ошибка в счёте'),
    'hard-to-reach': all('Hard to reach', 'صعوبة التواصل', 'קושי ליצור קשר', 'Трудно связаться'),
    'self-service': all('Website or app', 'الموقع أو التطبيق', 'האתר או האפליקציה', 'Сайт или приложение'),
  },
  competitor: {
    'better-offer': all('Better offer', 'عرض أفضل', 'הצעה טובה יותר', 'Более выгодное предложение'),
    'better-product': all('Better product', 'منتج أفضل', 'מוצר טוב יותר', 'Лучший продукт'),
    'better-device': all('Better devices', 'أجهزة أفضل', 'מכשירים טובים יותר', 'Лучшие устройства'),
    'better-service': all('Better service', 'خدمة أفضل', 'שירות טוב יותר', 'Лучшее обслуживание'),
    'faster-delivery': all('Faster delivery', 'توصيل أسرع', 'אספקה מהירה יותר', 'Более быстрая доставка'),
    recommended: all('Recommended by someone', 'توصية من آخرين', 'המלצה של מישהו', 'Посоветовали'),
  },
  product: {
    quality: all('Quality', 'الجودة', 'איכות', 'Качество'),
    broken: all('Faulty or broken', 'عطل أو كسر', 'תקלה או שבר', 'Брак или поломка'),
    range: all('Limited range', 'قلة الخيارات', 'מבחר מצומצם', 'Небольшой выбор'),
    reliability: all('Reliability', 'الاعتمادية', 'אמינות', 'Надёжность'),
    'out-of-stock': all('Out of stock', 'عدم توفر المنتج', 'חוסר במלאי', 'Нет в наличии'),
    'not-as-described': all(
      'Not as described',
      'مخالف للوصف',
      'לא תאם את התיאור',
      'Не соответствует описанию',
    ),
    'missing-feature': all('Something it cannot do', 'ميزة ناقصة', 'יכולת חסרה', 'Не хватает возможностей'),
  },
  circumstances: {
    moved: all('Moved away', 'الانتقال إلى مكان آخر', 'מעבר דירה', 'Переезд'),
    'no-longer-needed': all('No longer needed', 'لم تعد هناك حاجة', 'אין בכך עוד צורך', 'Больше не нужно'),
    financial: all('Money is tight', 'ظروف مالية', 'מצב כלכלי', 'Финансовые обстоятельства'),
    'business-closed': all('Business closed', 'إغلاق النشاط التجاري', 'העסק נסגר', 'Закрытие бизнеса'),
    deceased: all('Deceased', 'وفاة', 'פטירה', 'Смерть клиента'),
  },
  other: {
    unknown: all('Unknown', 'غير معروف', 'לא ידוע', 'Неизвестно'),
    'something-else': all('Something else', 'سبب آخر', 'סיבה אחרת', 'Другая причина'),
  },
} as const satisfies Record<ReasonCategory, Record<string, InEveryLanguage>>;

/** A coded cause in full: `service/late-delivery`. */
export type ReasonCode = {
  [C in ReasonCategory]: `${C}/${keyof (typeof CODEBOOK)[C] & string}`;
}[ReasonCategory];
