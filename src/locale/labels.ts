/** A text for each plural category of the language that differs from `other` (Unicode CLDR). */
export interface Plural {
  readonly one?: string;
  readonly other: string;
}

/**
 * What views say, loaded with them. `{0}`, `{1}` are filled by `fill` of formats.ts.
 */
export interface Labels {
  readonly archive: string;
  /** `{0}`: the year. */
  readonly archiveYear: string;
  /** `{0}`: how many. */
  readonly stories: Plural;
  readonly related: string;
  readonly newest: string;
  readonly readMore: string;
  /** `{0}`: the story's title. */
  readonly readMoreOf: string;
  readonly original: string;
  /** `{0}`: the section. */
  readonly backTo: string;
  readonly back: string;
  /** `{0}`: total. */
  readonly read: Plural;
  /** `{0}`: total, `{1}`: today. */
  readonly readToday: Plural;
  readonly languages: string;
  readonly attachments: string;
  readonly tags: string;
  readonly untitled: string;
  /** Of a story that can be read only with a password. */
  readonly locked: string;
  /** `{0}`: the host. */
  readonly frame: string;
  /** `{0}`: the host. */
  readonly video: string;
  readonly showMore: string;
  /** `{0}`: how many. */
  readonly shownMore: Plural;
  /** `{0}`: how many. */
  readonly loadedMore: Plural;
  readonly older: string;
  readonly newestStory: string;
  /** Of the box to search in. */
  readonly search: string;
  readonly searching: string;
  /** `{0}`: how many. */
  readonly found: Plural;
  readonly notFound: string;
  /** Some documents could not be had. */
  readonly notSearched: string;
  /** `{0}`: the host that the film is on. */
  readonly film: string;
  /** `{0}`: which, `{1}`: of how many. */
  readonly picture: string;
  readonly previous: string;
  readonly next: string;
  readonly close: string;
  readonly print: string;
  readonly share: string;
  readonly copyLink: string;
  readonly linkCopied: string;
  readonly address: string;
}

const bg: Labels = {
  archive: 'Архив',
  archiveYear: 'Годишен архив за {0}',
  stories: {one: '{0} история', other: '{0} истории'},
  related: 'Още по темата',
  newest: 'Най-нови истории',
  readMore: 'Прочетете още …',
  readMoreOf: 'Прочетете още: {0}',
  original: 'Към оригиналната публикация',
  backTo: 'Върни се обратно в {0}',
  back: 'Върни се обратно',
  // The site's own wording, which does not change with the number.
  read: {other: '(прочетено {0})'},
  readToday: {other: '(прочетено {0}, {1} прочетено днес)'},
  languages: 'Език на текста',
  attachments: 'Прикачени файлове',
  tags: 'Теми',
  untitled: 'Без заглавие',
  locked: 'Защитена с парола',
  frame: 'Съдържание от {0}',
  video: 'Видео във {0}',
  showMore: 'Покажи още',
  shownMore: {one: 'Показана е още {0} история.', other: 'Показани са още {0} истории.'},
  loadedMore: {one: 'Заредена е още {0} история.', other: 'Заредени са още {0} истории.'},
  older: 'По-стари истории',
  newestStory: 'Вижте най-новата история',
  search: 'Търсене в архива',
  searching: 'Търсене …',
  found: {one: 'Намерена е {0} история.', other: 'Намерени са {0} истории.'},
  notFound: 'Няма намерени истории.',
  notSearched: 'Не всички години можаха да бъдат претърсени.',
  film: 'Видео от {0}',
  picture: 'Снимка {0} от {1}',
  previous: 'Предишна снимка',
  next: 'Следваща снимка',
  close: 'Затвори',
  print: 'Отпечатай',
  share: 'Сподели',
  copyLink: 'Копирай връзката',
  linkCopied: 'Връзката е копирана.',
  address: 'Адрес на историята',
};

const en: Labels = {
  archive: 'Archive',
  archiveYear: 'Archive for {0}',
  stories: {one: '{0} story', other: '{0} stories'},
  related: 'More on this topic',
  newest: 'Latest stories',
  readMore: 'Read more …',
  readMoreOf: 'Read more: {0}',
  original: 'Go to the original page',
  backTo: 'Back to {0}',
  back: 'Back',
  read: {one: '(read {0} time)', other: '(read {0} times)'},
  readToday: {one: '(read {0} time, {1} today)', other: '(read {0} times, {1} today)'},
  languages: 'Language of the text',
  attachments: 'Attachments',
  tags: 'Topics',
  untitled: 'Untitled',
  locked: 'Protected by a password',
  frame: 'Content from {0}',
  video: 'Video on {0}',
  showMore: 'Show more',
  shownMore: {one: '{0} more story is shown.', other: '{0} more stories are shown.'},
  loadedMore: {one: '{0} more story is here.', other: '{0} more stories are here.'},
  older: 'Older stories',
  newestStory: 'See the newest story',
  search: 'Search the archive',
  searching: 'Searching …',
  found: {one: '{0} story was found.', other: '{0} stories were found.'},
  notFound: 'No stories were found.',
  notSearched: 'Not all years could be searched.',
  film: 'Video from {0}',
  picture: 'Picture {0} of {1}',
  previous: 'Previous picture',
  next: 'Next picture',
  close: 'Close',
  print: 'Print',
  share: 'Share',
  copyLink: 'Copy link',
  linkCopied: 'The link is copied.',
  address: 'Address of the story',
};

/** The labels for a language; English where there are none. */
export function labelsFor(language: string): Labels {
  return /^bg\b/i.test(language) ? bg : en;
}
