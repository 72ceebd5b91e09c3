import type { DemoLocale } from './people.ts';

interface CaseWords {
  /** What an agent writes down after she spoke or wrote to the customer. */
  notes: string[];
  rootCauses: string[];
  /** To the customer, as her case ends. */
  letters: string[];
  /** What the company promises, and what the customer does. */
  ours: string[];
  hers: string[];
  /** What the customer writes back, and what she quotes under it. */
  replies: string[];
  quoted: string;
  /** Where she says that it is not put right yet. */
  missing: string[];
  /** Why money was not what helped. */
  declined: string;
  /** How a call or a letter of the head of the company came to her. */
  receipt: string;
  /** What else is given where money is not what helps. */
  extra: string;
}

/** What is written in the cases of the sample: an agent writes in her language, to the customer in the customer's. */
export const caseWords: Record<DemoLocale, CaseWords> = {
  en: {
    notes: [
      'Called at once and listened to the end; the delay was ours. It must not happen again.',
      'Reached on the second try. Angry at first, then glad somebody called.',
      'Explained what happened at the depot and what has changed since.',
      'Left a message in the morning, spoke in the afternoon. Agreed on a date.',
    ],
    rootCauses: [
      'Route was planned without the holiday',
      'Depot ran out of bottles and nobody told the driver',
      'Complaint stayed in a personal mailbox',
      'Invoice run was started twice',
    ],
    letters: [
      'We are sorry. Your delivery was late and nobody called you: both were our fault. Since this week every driver calls an hour ahead, and I look after your orders myself.',
      'We are sorry for the trouble and for how long it took us to answer. What went wrong is put right, and I have checked it myself.',
      'Thank you for telling us. You were right, and we have changed how this is done so that it does not happen again.',
    ],
    ours: [
      'Bring the missing bottles before noon',
      'Send the corrected invoice',
      'Have the technician look at the cooler',
      'Call back with the new delivery day',
    ],
    hers: ['Sends a photo of the leak', 'Names a time for the technician'],
    replies: [
      'Thank you for calling. The bottles came this morning, all of them.',
      'I was told the technician comes on Tuesday. Nobody has come yet.',
      'Could you send me the corrected invoice as well?',
    ],
    quoted: 'We are sorry, and we see to it.',
    missing: ['The invoice is still wrong.', 'Better, but two bottles are missing.'],
    declined: 'A sincere apology was what the customer wanted.',
    receipt: 'Spoke for ten minutes; the customer was glad of the call.',
    extra: 'A free descaling of the cooler',
  },
  ar: {
    notes: [
      'اتصلت فوراً واستمعت حتى النهاية؛ التأخير كان منّا ويجب ألا يتكرر.',
      'تم الرد في المحاولة الثانية. غضب في البداية ثم ارتياح لأن أحداً اتصل.',
      'شرحت ما حدث في المستودع وما الذي تغيّر بعد ذلك.',
    ],
    rootCauses: [
      'خُطط المسار دون حساب يوم العطلة',
      'نفدت العبوات في المستودع ولم يُبلَّغ السائق',
      'بقيت الشكوى في بريد شخصي',
    ],
    letters: [
      'نعتذر. تأخر طلبكم ولم يتصل بكم أحد، وكلاهما خطأ منّا. منذ هذا الأسبوع يتصل كل سائق قبل ساعة من الوصول، وأتابع طلباتكم بنفسي.',
      'نعتذر عن المشكلة وعن تأخرنا في الرد. صُحّح الخطأ وتحققت منه بنفسي.',
    ],
    ours: ['إيصال العبوات الناقصة قبل الظهر', 'إرسال الفاتورة المصححة', 'إرسال الفني لفحص البرّاد'],
    hers: ['إرسال صورة لمكان التسريب', 'تحديد موعد يناسب زيارة الفني'],
    replies: [
      'شكراً على الاتصال. وصلت العبوات كلها هذا الصباح.',
      'قيل لي إن الفني سيأتي يوم الثلاثاء ولم يأت أحد حتى الآن.',
    ],
    quoted: 'نعتذر، ونتابع الأمر.',
    missing: ['الفاتورة ما زالت خاطئة.', 'أفضل، لكن ما زالت عبوتان ناقصتين.'],
    declined: 'كان الاعتذار الصادق هو المطلوب.',
    receipt: 'مكالمة من عشر دقائق، وكان لها أثر طيب.',
    extra: 'تنظيف مجاني للبرّاد من الكلس',
  },
  he: {
    notes: [
      'התקשרתי מיד והקשבתי עד הסוף; האיחור באחריותנו ואסור שיקרה שוב.',
      'מענה בניסיון השני. בהתחלה כעס, ואז שמחה שמישהו התקשר.',
      'הסברתי מה קרה במחסן ומה השתנה מאז.',
    ],
    rootCauses: [
      'המסלול תוכנן בלי יום החג',
      'הבקבוקים נגמרו במחסן והנהג לא עודכן',
      'התלונה נשארה בתיבה אישית',
    ],
    letters: [
      'אנחנו מצטערים. ההזמנה איחרה ואיש לא התקשר אליכם, ושני הדברים באחריותנו. מהשבוע כל נהג מתקשר שעה מראש, ואני מלווה את ההזמנות שלכם בעצמי.',
      'אנחנו מצטערים על התקלה ועל זמן התגובה. הדבר תוקן, ובדקתי זאת בעצמי.',
    ],
    ours: ['להביא את הבקבוקים החסרים לפני הצהריים', 'לשלוח חשבונית מתוקנת', 'לשלוח טכנאי לבדוק את הקולר'],
    hers: ['תמונה של הנזילה', 'מועד שנוח לביקור הטכנאי'],
    replies: [
      'תודה על השיחה. כל הבקבוקים הגיעו הבוקר.',
      'אמרו לי שהטכנאי יגיע ביום שלישי, ועדיין אף אחד לא הגיע.',
    ],
    quoted: 'אנחנו מצטערים ומטפלים בזה.',
    missing: ['החשבונית עדיין שגויה.', 'השתפר, אבל חסרים עוד שני בקבוקים.'],
    declined: 'התנצלות כנה הייתה מה שנדרש.',
    receipt: 'שיחה של עשר דקות, והיא התקבלה בשמחה.',
    extra: 'ניקוי אבנית חינם לקולר',
  },
  ru: {
    notes: [
      'Позвонила сразу и дослушала до конца; задержка по нашей вине и повториться не должна.',
      'Ответили со второго раза. Сначала сердились, потом были рады звонку.',
      'Объяснила, что случилось на складе и что с тех пор изменилось.',
    ],
    rootCauses: [
      'Маршрут составили без учёта праздника',
      'На складе кончились бутыли, водителю не сказали',
      'Жалоба осталась в личной почте',
    ],
    letters: [
      'Просим прощения. Доставка опоздала, и никто вам не позвонил: и то и другое — наша вина. С этой недели каждый водитель звонит за час, а за вашими заказами слежу я.',
      'Просим прощения за неудобство и за то, что ответили не сразу. Ошибка исправлена, проверено лично.',
    ],
    ours: [
      'Привезти недостающие бутыли до полудня',
      'Выслать исправленный счёт',
      'Прислать мастера к кулеру',
    ],
    hers: ['Пришлёт фото протечки', 'Назовёт время для визита мастера'],
    replies: [
      'Спасибо за звонок. Сегодня утром привезли все бутыли.',
      'Обещали мастера во вторник, но до сих пор никто не пришёл.',
    ],
    quoted: 'Просим прощения и займёмся этим.',
    missing: ['Счёт всё ещё неверный.', 'Стало лучше, но двух бутылей не хватает.'],
    declined: 'Клиенту нужно было искреннее извинение.',
    receipt: 'Поговорили десять минут, клиент был рад звонку.',
    extra: 'Бесплатная чистка кулера от накипи',
  },
};

/** The words in a language of the sample; English where somebody speaks another. */
export const wordsIn = (locale: string | null): CaseWords =>
  caseWords[(locale ?? 'en') as DemoLocale] ?? caseWords.en;
