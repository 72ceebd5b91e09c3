/** Words that headers use for a field, in four languages; compared without case, spaces and marks. */
const words: Record<string, string> = {
  externalId: `external id, id, customer id, customer no, customer number, client id, number, code,
    رقم العميل, معرف العميل, كود العميل, الرقم, מספר לקוח, מזהה לקוח, מזהה, קוד לקוח, id клиента,
    номер клиента, код клиента, код, номер`,
  orderId: 'order id, order no, order number, order, invoice, invoice number, رقم الطلب, رقم الفاتورة',
  name: `name, full name, customer name, customer, client, company, company name, الاسم, اسم العميل,
    العميل, الاسم الكامل, שם, שם לקוח, שם הלקוח, שם מלא, לקוח, имя, фио, имя клиента, клиент,
    название`,
  email: `email, e mail, mail, email address, البريد, البريد الإلكتروني, الايميل, ايميل, דואל, אימייל,
    דואר אלקטרוני, מייל, почта, электронная почта, эл почта, емейл`,
  locale: 'locale, language, lang, اللغة, لغة, שפה, язык',
  timeZone: 'time zone, timezone, tz, المنطقة الزمنية, אזור זמן, часовой пояс',
  currency: 'currency, العملة, عملة, מטבע, валюта',
  totalRevenue: `total revenue, revenue, lifetime value, total, إجمالي الإيرادات, الإيرادات, הכנסה כוללת,
    סך הכנסות, общая выручка, выручка`,
  monthlyRevenue: `monthly revenue, monthly charge, mrr, الإيراد الشهري, الاشتراك الشهري, הכנסה חודשית,
    חיוב חודשי, месячная выручка, ежемесячный платеж`,
  accountManager: `account manager, manager, sales rep, مدير الحساب, المندوب, מנהל לקוח, מנהל תיק,
    менеджер, персональный менеджер`,
  department: `department, team, division, القسم, قسم, الإدارة, الفريق, מחלקה, צוות, отдел, отделение,
    подразделение, команда`,
  status: 'status, customer status, الحالة, סטטוס, מצב, статус',
  kind: 'kind, type, النوع, סוג, тип, вид',
  amount: `amount, order amount, total, sum, price, المبلغ, القيمة, الإجمالي, סכום, סכום לתשלום, сумма,
    сумма заказа, итого`,
  orderedOn: `ordered on, order date, date, created at, تاريخ الطلب, التاريخ, תאריך הזמנה, תאריך,
    дата заказа, дата`,
  departedOn: `departed on, churn date, left on, date, تاريخ المغادرة, التاريخ, תאריך עזיבה, תאריך,
    дата ухода, дата`,
  reason: 'reason, churn reason, السبب, سبب المغادرة, סיבה, סיבת עזיבה, причина, причина ухода',
  measure: 'measure, metric, المقياس, מדד, показатель',
  score: 'score, rating, الدرجة, التقييم, ציון, דירוג, оценка, балл',
  answeredOn: `answered on, response date, date, تاريخ الإجابة, التاريخ, תאריך מענה, תאריך, дата ответа,
    дата`,
  verbatim: 'verbatim, comment, comments, feedback, التعليق, ملاحظات, הערה, תגובה, комментарий, отзыв',
};

/** What a field is called by people depends on what is imported: an order's own id is its order number. */
const asked: Record<string, Record<string, string[]>> = {
  orders: { externalId: ['orderId'], customerId: ['externalId', 'name'] },
  responses: { customerId: ['externalId', 'name'] },
};

/** For each field the column whose header most likely means it. A header that stands twice is left to a person. */
export function guessColumns(
  kind: string,
  fields: readonly string[],
  headers: string[],
): Record<string, string> {
  const guesses: Record<string, string> = {};
  const taken = new Set<string>();
  const plain = headers.map(folded);
  for (const field of fields) {
    const known = [
      field,
      ...(asked[kind]?.[field] ?? [field]).flatMap((name) => words[name]?.split(',') ?? []),
    ].map(folded);
    const word = known.find(
      (word) =>
        plain.indexOf(word) >= 0 && plain.indexOf(word) === plain.lastIndexOf(word) && !taken.has(word),
    );
    if (word === undefined) continue;
    guesses[field] = headers[plain.indexOf(word)] ?? '';
    taken.add(word);
  }
  return guesses;
}

function folded(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).join('');
}
