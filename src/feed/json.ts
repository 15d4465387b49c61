import {decodeEntities} from './plain-text.js';

/** A JSON object of which nothing is known. */
export type Json = Record<string, unknown>;

/** More entries of a list than any reader looks at. */
const LIST_LIMIT = 50;
/** UTF-16 code units, not graphemes: one grapheme may be of any length. */
const TITLE_LENGTH = 500;

const FORMATTING_TAG = /<\/?(?:b|br|em|i|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?\/?>/gi;
/** Letters can carry marks without end; no language has as many as this. */
const MARKS = /(\p{M}{8})\p{M}+/gu;
/** Something that can be seen: neither space nor a character that says how others are to be shown. */
const VISIBLE = /[^\s\p{C}\p{DI}]/u;
const CONTROL_CHARACTERS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** A value by its key. Own properties alone count: the page may have put anything on `Object.prototype`. */
export function get(json: Json, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}

/** The first entries of a list. */
export function listIn(json: Json, key: string): readonly unknown[] {
  return arrayOf(get(json, key)).slice(0, LIST_LIMIT);
}

/** Text by its key, `''` where there is none. */
export function textIn(json: Json, key: string): string {
  return textFrom(get(json, key));
}

/** A string or a number as text, without control characters and lone surrogates. */
export function textFrom(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  return value.toWellFormed().replace(CONTROL_CHARACTERS, '').replace(MARKS, '$1').trim();
}

/** A whole number from 0 on, also where it came as text. */
export function wholeOf(value: unknown): number | undefined {
  const number = Number(textFrom(value) || NaN);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Whether a value is an object or a list. */
export function isObject(value: unknown): value is Json {
  return value !== null && typeof value === 'object';
}

/** The object, or an empty one where the value is none. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** A list; a single value where a list is expected counts as a list of one. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value == null ? [] : [value];
}

/** A title is plain text; what formats it is dropped, what merely looks like a tag stays. */
export function titleIn(json: Json, key: string): string {
  return cleaned(get(json, key));
}

/** One line of plain text, with its entities decoded; `''` where nothing of it can be seen. */
export function cleaned(value: unknown): string {
  const text = decodeEntities(textFrom(value).replace(FORMATTING_TAG, '')).replace(/\s+/g, ' ').trim();
  return VISIBLE.test(text) ? cut(text, TITLE_LENGTH) : '';
}

/** The beginning of a text: at most so many UTF-16 code units, and a mark where it was cut. */
export function cut(text: string, length: number): string {
  // Not between the halves of a surrogate pair.
  return text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** The language tag that an object names, where it is one (BCP 47). */
export function languageIn(json: Json): string | undefined {
  const tag = textIn(json, 'language');
  // Most items have none, and an exception costs more than all else that is read of them.
  if (!tag) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
