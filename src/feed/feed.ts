import type {FeedError} from './feed-error.js';

/** One feed document, read and understood: a page of stories, a year of stories or a single story. */
export interface Feed {
  /** Why there is no newer one: this is an earlier copy. */
  readonly failure?: FeedError | undefined;
  /** The address the document was finally read from; every other address was resolved against it. */
  readonly address: string;
  readonly title: string;
  /** The publisher's page for people. */
  readonly homePage: string | undefined;
  /** BCP 47 tag. */
  readonly language: string | undefined;
  /** IANA zone in which dates without a zone are meant and in which all dates are shown. */
  readonly timeZone: string;
  /** The part of the publisher's site that the stories belong to. */
  readonly section: Section | undefined;
  /** The years that have stories, newest first; `undefined` where the document does not tell. */
  readonly archive: readonly ArchiveYear[] | undefined;
  /** The document that has `archive` where this one has none, on any host. */
  readonly archiveUrl: string | undefined;
  /** The next page of stories, on any host. */
  readonly next: string | undefined;
  /** Template of a single story's document, with `{id}` in it, on any host. */
  readonly storyUrl: string | undefined;
  /** Template of a story's read counts, with `{id}` in it, on any host. */
  readonly readsUrl: string | undefined;
  /** In the document's order; no id occurs twice. */
  readonly stories: readonly Story[];
  /** How many items had neither an id nor anything to show and were left out. */
  readonly dropped: number;
}

/** The words of a story in one language. */
export interface Translation {
  /** BCP 47 tag. */
  readonly language: string | undefined;
  /** Plain text; the first words of the story where the document gives no title, `''` where it has no words. */
  readonly title: string;
  /** Plain text, `''` where there is none. */
  readonly summary: string;
  /** HTML as it came: untrusted, for `sanitize` alone. */
  readonly body: string;
  readonly url: string | undefined;
}

/** One story: its own words, and what does not depend on language. */
export interface Story extends Translation {
  readonly id: string;
  readonly published: Date | undefined;
  readonly authors: readonly Author[];
  readonly tags: readonly string[];
  /** Broader than tags, and not shown. */
  readonly categories: readonly string[];
  /** Whether it can be read only with a password, on the publisher's site: then there is nothing but its title. */
  readonly isProtected: boolean;
  /** The picture that stands for the story; a picture inside the body is not repeated here. */
  readonly picture: Picture | undefined;
  readonly attachments: readonly Attachment[];
  readonly reads: Reads | undefined;
  /** Ids of related stories, best first. */
  readonly related: readonly string[];
  /** Documents that hold stories like it, the likest first, on any host. */
  readonly relatedUrls: readonly string[];
  /** The same story in further languages. */
  readonly translations: readonly Translation[];
}

export interface Author {
  readonly name: string;
  readonly url: string | undefined;
}

export interface Picture {
  readonly src: string;
  /** Text alternative, `''` where the feed has none. */
  readonly alt: string;
  /** The same picture in its several sizes, smallest first. */
  readonly sizes: readonly PictureSize[];
}

export interface PictureSize {
  readonly src: string;
  /** CSS pixels. */
  readonly width: number;
}

export interface Attachment {
  readonly url: string;
  readonly title: string;
  /** MIME type, `''` where unknown. */
  readonly type: string;
  /** Bytes. */
  readonly size: number | undefined;
}

/** How often a story was read. */
export interface Reads {
  readonly total: number;
  /** Reads on the calendar day of `asOf`. */
  readonly today: number | undefined;
  readonly asOf: Date | undefined;
}

export interface Section {
  readonly title: string;
  readonly url: string;
}

export interface ArchiveYear {
  readonly year: number;
  readonly count: number | undefined;
  /** The feed document of that year's stories, on any host; `undefined` where this document holds them. */
  readonly url: string | undefined;
}
