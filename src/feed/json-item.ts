import {addressOf} from './address.js';
import {htmlOf} from './blocks.js';
import type {Attachment, Author, Picture, PictureSize, Reads, Story, Translation} from './feed.js';
import {
  cleaned,
  cut,
  get,
  languageIn,
  listIn,
  objectOf,
  textFrom,
  textIn,
  titleIn,
  wholeOf,
  type Json,
} from './json.js';
import {firstWordsOf, languageOf, splitMarked} from './languages.js';
import {textOf} from './plain-text.js';
import {takeCounter} from './read-counter.js';
import {dateOf} from './site-time.js';

/** UTF-16 code units. */
const SUMMARY_LENGTH = 5_000;
const FILE_LENGTH = 100;

/** What WordPress writes before the title of a story that wants a password. */
const PROTECTED_TITLE = /^(?:Защитен[аои]?|Protected)\s*:\s*/i;

/** What an item inherits from its document. */
export interface Context {
  readonly address: string;
  readonly language: string | undefined;
  readonly timeZone: string;
  readonly authors: readonly Author[];
}

/** The story that an item of a JSON Feed tells; `undefined` where it has neither an id nor anything to show. */
export function storyOf(item: Json, context: Context): Story | undefined {
  const story = new ItemStory(item, context);
  return story.id ? story : undefined;
}

/**
 * Of most items of a long feed no more is ever asked than what they are called and when they were published: all else
 * is read at first use.
 */
class ItemStory implements Story {
  readonly id: string;
  readonly published: Date | undefined;
  readonly #item: Json;
  readonly #context: Context;
  #words: ReturnType<typeof wordsOf> | undefined;
  #files: ReturnType<typeof filesOf> | undefined;
  #authors: readonly Author[] | undefined;
  #tags: readonly string[] | undefined;

  constructor(item: Json, context: Context) {
    this.#item = item;
    this.#context = context;
    this.id = textIn(item, 'id') || this.url || idFromWords(this);
    this.published = dateOf(get(item, 'date_published'), context.timeZone);
  }

  get url(): string | undefined {
    const {address} = this.#context;
    return addressOf(get(this.#item, 'url'), address) ?? addressOf(get(this.#item, 'external_url'), address);
  }

  get language(): string | undefined {
    return this.#read().own.language;
  }

  get title(): string {
    return this.#read().own.title;
  }

  get summary(): string {
    return this.#read().own.summary;
  }

  get body(): string {
    return this.#read().own.body;
  }

  get translations(): readonly Translation[] {
    return this.#read().translations;
  }

  get reads(): Reads | undefined {
    return this.#read().reads;
  }

  get authors(): readonly Author[] {
    return (this.#authors ??= or(authorsOf(this.#item, this.#context.address), this.#context.authors));
  }

  get tags(): readonly string[] {
    return (this.#tags ??= namesIn(this.#item, 'tags'));
  }

  get categories(): readonly string[] {
    return namesIn(extensionOf(this.#item), 'categories');
  }

  get isProtected(): boolean {
    return isProtected(this.#item);
  }

  get picture(): Picture | undefined {
    return this.#look().picture;
  }

  get attachments(): readonly Attachment[] {
    return this.#look().attachments;
  }

  get related(): readonly string[] {
    return listIn(extensionOf(this.#item), 'related').map(textFrom).filter(Boolean);
  }

  get relatedUrls(): readonly string[] {
    return listIn(extensionOf(this.#item), 'related_urls').flatMap(
      (each) => addressOf(each, this.#context.address) ?? [],
    );
  }

  #read(): ReturnType<typeof wordsOf> {
    return (this.#words ??= wordsOf(this.#item, this.url, this.#context));
  }

  #look(): ReturnType<typeof filesOf> {
    return (this.#files ??= filesOf(this.#item, this.#context.address));
  }
}

/** What an item says, in its own language and in others, and how often that was read. */
function wordsOf(
  item: Json,
  url: string | undefined,
  {address, language, timeZone}: Context,
): {own: Translation; translations: readonly Translation[]; reads: Reads | undefined} {
  const extension = extensionOf(item);
  if (isProtected(item)) {
    const title = titleIn(item, 'title').replace(PROTECTED_TITLE, '');
    const [own] = unmark({language: languageIn(item), title, summary: '', body: '', url});
    return {own: named(own!, language), translations: [], reads: undefined};
  }
  const {rest, reads} = takeCounter(bodyIn(item));
  const [own, ...marked] = unmark({
    language: languageIn(item),
    title: titleIn(item, 'title'),
    summary: summaryIn(item),
    body: rest,
    url,
  });
  const translations = listIn(extension, 'translations').flatMap((entry) =>
    translationOf(objectOf(entry), address),
  );
  return {
    own: named(own!, language),
    translations: [...translations, ...marked].map((translation) => named(translation, undefined)),
    reads: readsOf(objectOf(get(extension, 'reads')), timeZone) ?? reads,
  };
}

function filesOf(
  item: Json,
  address: string,
): {picture: Picture | undefined; attachments: readonly Attachment[]} {
  if (isProtected(item)) return {picture: undefined, attachments: []};
  const all = listIn(item, 'attachments').flatMap((entry) => attachmentOf(objectOf(entry), address));
  const picture = pictureOf(item, extensionOf(item), all, address);
  return {picture, attachments: all.filter(({url}) => url !== picture?.src)};
}

function extensionOf(item: Json): Json {
  return objectOf(get(item, '_hhc'));
}

function isProtected(item: Json): boolean {
  return get(extensionOf(item), 'protected') === true;
}

function namesIn(json: Json, key: string): string[] {
  return [...new Set(listIn(json, key).map(cleaned).filter(Boolean))];
}

function translationOf(json: Json, address: string): Translation[] {
  const language = languageIn(json);
  if (!language) return [];
  const url = addressOf(get(json, 'url'), address);
  return [
    {
      language,
      title: titleIn(json, 'title'),
      summary: summaryIn(json),
      body: takeCounter(bodyIn(json)).rest,
      url,
    },
  ];
}

/** Parts the languages that qTranslate's marks hold; the item's own language comes first. */
function unmark(words: Translation): Translation[] {
  const parts = [words.title, words.summary, words.body].map(splitMarked);
  const [titles, summaries, bodies] = parts as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  const languages = [...new Set(parts.flatMap((texts) => [...texts.keys()]))];
  if (!languages.length) return [words];
  return languages.map((language) => ({
    ...words,
    language,
    title: marked(titles, language, words.title),
    summary: marked(summaries, language, words.summary),
    body: marked(bodies, language, words.body),
  }));
}

function marked(texts: ReadonlyMap<string, string>, language: string, whole: string): string {
  return texts.size ? (texts.get(language) ?? '').trim() : whole;
}

/** Gives words without a title or a language what their text tells. */
function named(words: Translation, expected: string | undefined): Translation {
  const title = words.title || firstWordsOf(words.summary, words.body);
  return {...words, title, language: words.language ?? languageOf(title + words.summary, expected)};
}

/** An id for an item that has words but no id: the same as long as the words are (FNV-1a). */
function idFromWords({title, summary, body}: Translation): string {
  const words = title + summary + body;
  let hash = 2166136261;
  for (let index = 0; index < words.length; index++)
    hash = Math.imul(hash ^ words.charCodeAt(index), 16777619);
  return words && `words-${(hash >>> 0).toString(36)}`;
}

function bodyIn(json: Json): string {
  return textIn(json, 'content_html') || htmlOf(textIn(json, 'content_text'));
}

function summaryIn(json: Json): string {
  // qTranslate's marks may be comments, which are no text.
  const html = textIn(json, 'summary').replace(/<!--(:[a-z]*)-->/g, '[$1]');
  return cut(takeCounter(textOf(html)).rest.replace(/\s+/g, ' ').trim(), SUMMARY_LENGTH);
}

/** The authors of an item or of a whole feed. */
export function authorsOf(json: Json, address: string): Author[] {
  return or(listIn(json, 'authors'), listIn(json, 'author')).flatMap((entry) => {
    const author = objectOf(entry);
    const name = titleIn(author, 'name') || cleaned(entry);
    return name ? [{name, url: addressOf(get(author, 'url'), address)}] : [];
  });
}

function pictureOf(
  item: Json,
  extension: Json,
  attachments: readonly Attachment[],
  address: string,
): Picture | undefined {
  const src =
    addressOf(get(item, 'image'), address) ??
    addressOf(get(item, 'banner_image'), address) ??
    attachments.find(({type}) => type.startsWith('image/'))?.url;
  if (!src) return undefined;
  const sizes = listIn(extension, 'image_sizes').flatMap((entry): PictureSize[] => {
    const size = objectOf(entry);
    const [sizeSrc, width] = [addressOf(get(size, 'url'), address), wholeOf(get(size, 'width'))];
    // A comma at its end would not count as a part of it in a `srcset`.
    return sizeSrc && !sizeSrc.endsWith(',') && width ? [{src: sizeSrc, width}] : [];
  });
  return {src, alt: titleIn(extension, 'image_alt'), sizes: sizes.sort((a, b) => a.width - b.width)};
}

function attachmentOf(json: Json, address: string): Attachment[] {
  const url = addressOf(get(json, 'url'), address);
  if (!url) return [];
  const file = decodeURIComponentSafely(new URL(url).pathname.split('/').pop()!);
  return [
    {
      url,
      title: titleIn(json, 'title') || cut(file || url, FILE_LENGTH),
      type: cut(textIn(json, 'mime_type'), FILE_LENGTH),
      size: wholeOf(get(json, 'size_in_bytes')),
    },
  ];
}

function readsOf(json: Json, timeZone: string): Reads | undefined {
  const total = wholeOf(get(json, 'total'));
  return total === undefined
    ? undefined
    : {total, today: wholeOf(get(json, 'today')), asOf: dateOf(get(json, 'as_of'), timeZone)};
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function or<T>(list: readonly T[], otherwise: readonly T[]): T[] {
  return [...(list.length ? list : otherwise)];
}
