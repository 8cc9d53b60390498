/** Stands in the matter for what went to the vault; a reader must see that something was there. */
const HIDDEN_PHONE = '【电话已隐去】';
const HIDDEN_ID = '【身份证号已隐去】';
const CALLER = '诉求人';

/** 11-digit mobiles, as people write them; not part of a longer number. */
const MOBILE =
  /(?<![\d０-９])(?:(?:\+|＋)?86[- ]?)?([1１][3-9３-９][\d０-９][- ]?[\d０-９]{4}[- ]?[\d０-９]{4})(?![\d０-９])/gu;
/** 18-digit identity numbers with a possible date of birth. The check digit is not asked for: a mistyped one still names a person. */
const IDENTITY = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/gu;

export interface HiddenText {
  readonly text: string;
  /** Mobiles found, as bare digits, for the vault. */
  readonly phones: readonly string[];
  readonly hid: boolean;
}

/** Free text without mobiles, identity numbers and the caller's name (faults §3, complainant confidentiality, 7). */
export function hidePrivate(text: string, callerName: string | null): HiddenText {
  const phones: string[] = [];
  const withoutIds = text.replaceAll(IDENTITY, HIDDEN_ID);
  const withoutPhones = withoutIds.replaceAll(MOBILE, (_whole, digits: string) => {
    phones.push(digits.normalize('NFKC').replaceAll(/[- ]/g, ''));
    return HIDDEN_PHONE;
  });
  const named =
    callerName !== null && isPersonalName(callerName) ? withoutPhones.replaceAll(callerName, CALLER) : withoutPhones;
  return { text: named, phones, hid: named !== text };
}

/** 匿名 and 张先生 name nobody; a single character would hit half the text. */
function isPersonalName(name: string): boolean {
  return (
    Array.from(name).length >= 2 &&
    !/匿名|保密|未知|不详|市民|居民|群众|业主|先生|女士|小姐|同志|诉求人|^[^\p{L}]+$/u.test(name)
  );
}

export interface ParsedPhone {
  readonly phone: string;
  /** Neither a mobile nor a land line of a Chinese network. */
  readonly odd: boolean;
}

/** One spelling per number, so that the same caller is recognised again. */
export function normalPhone(raw: string): ParsedPhone {
  const text = raw
    .normalize('NFKC')
    .replaceAll(/[\s()（）·.-]/g, '')
    .replace(/^(?:\+|00)86/, '')
    .replace(/^86(?=1[3-9]\d{9}$)/, '');
  const known =
    /^1[3-9]\d{9}$/.test(text) || /^0\d{9,11}$/.test(text) || /^[2-9]\d{6,7}$/.test(text) || /^1\d{4}$/.test(text);
  return { phone: text, odd: !known };
}
