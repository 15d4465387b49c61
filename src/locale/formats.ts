import {baseLanguageOf} from '../feed/languages.js';

/** Dates and numbers as a language writes them. */
export interface Formats {
  /** `20 август 2020 г.`, never broken across lines. */
  readonly date: (date: Date, timeZone: string) => string;
  /** `20 август` */
  readonly day: (date: Date, timeZone: string) => string;
  /** A month's name by its number, 1 to 12, as a heading: `Август`. */
  readonly month: (month: number) => string;
  readonly number: (number: number) => string;
  /** Bytes in the unit that suits: `1,2 MB`. */
  readonly fileSize: (bytes: number) => string;
  readonly list: (items: readonly string[]) => string;
  readonly plural: (number: number) => Intl.LDMLPluralRule;
  /** The language's own name for itself: `Български`. */
  readonly languageName: string;
}

const known = new Map<string, unknown>();

/** The formats of a language; plain `en` is the English of Europe, with the day before the month. */
export function formatsFor(language: string): Formats {
  const locale = language.toLowerCase() === 'en' ? 'en-GB' : language;
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    formatter(Intl.DateTimeFormat, locale, {calendar: 'gregory', ...options});
  const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
    formatter(Intl.NumberFormat, locale, options);
  return {
    date: (date, timeZone) => unbroken(dates({dateStyle: 'long', timeZone}).format(date)),
    day: (date, timeZone) => unbroken(dates({day: 'numeric', month: 'long', timeZone}).format(date)),
    month: (month) =>
      capitalized(dates({month: 'long', timeZone: 'UTC'}).format(Date.UTC(2020, month - 1)), locale),
    number: (number) => numbers({}).format(number),
    fileSize: (bytes) => {
      const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
      return unbroken(numbers({style: 'unit', unit, maximumSignificantDigits: 2}).format(size));
    },
    list: (items) => formatter(Intl.ListFormat, locale, {}).format(items),
    plural: (number) => formatter(Intl.PluralRules, locale, {}).select(number),
    get languageName() {
      const base = baseLanguageOf(language);
      return capitalized(formatter(Intl.DisplayNames, base, {type: 'language'}).of(base)!, base);
    },
  };
}

/** Puts values in the places of `{0}`, `{1}`. */
export function fill(message: string, ...values: readonly string[]): string {
  return message.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

/** Keeps each formatter: making one costs a hundred times what using it does. */
function formatter<F, O extends object>(
  kind: new (locale: string, options: O) => F,
  locale: string,
  options: O,
): F {
  const key = [kind.name, locale, ...Object.entries(options)].join();
  let made = known.get(key) as F | undefined;
  if (!made) {
    // Without a prototype, because the page may have polluted it and Intl reads options through it.
    made = new kind(locale, Object.assign(Object.create(null) as O, options));
    known.set(key, made);
  }
  return made;
}

function unbroken(text: string): string {
  return text.replace(/ /g, '\u00a0');
}

function capitalized(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
