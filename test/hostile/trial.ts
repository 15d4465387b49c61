import {StoryElement} from '../../src/elements/story-element.js';
import type {FeedElement} from '../../src/elements/feed-element.js';
import {FeedStore, type DocumentReader} from '../../src/feed/feed-store.js';
import {fetchDocument} from '../../src/feed/fetch-document.js';
import type {Feed} from '../../src/feed/feed.js';
import {settled} from '../elements/rendering.js';
import {overlaysOf} from './boxes.js';
import type {FeedName, Feeds, Show} from './feeds.js';
import type {Finding} from './finding.js';
import type {Page} from './page.js';
import type {Trees} from './tree.js';

/** Events that are told to each element that was drawn, as a reader's doings would. */
const EVENTS = 'mouseover pointerdown keydown focus focusin load error toggle click'.split(' ');

/** So many elements are told of events, which takes its time for those that are nested deep. */
const TOLD = 300;

/** A store that hands out what is put into it, really asks for any other document, and knows when it is done. */
export class TrialStore extends FeedStore {
  readonly documents: Map<string, string>;
  readonly #loads: Promise<unknown>[] = [];

  constructor() {
    const documents = new Map<string, string>();
    const read: DocumentReader = async (address, signal) => {
      const text = documents.get(address);
      return text === undefined ? fetchDocument(address, signal) : {address, text};
    };
    super(read);
    this.documents = documents;
  }

  override load(address: string, signal?: AbortSignal): Promise<Feed> {
    const load = super.load(address, signal);
    this.#loads.push(load.catch(() => undefined));
    return load;
  }

  /** Resolves when every document has come, or will not. */
  async idle(): Promise<void> {
    while (this.#loads.length) await Promise.all(this.#loads.splice(0));
  }
}

/** An element that draws one of the feeds. */
interface Host {
  readonly element: FeedElement;
  readonly feed: FeedName;
}

/**
 * Real elements that show feeds, with whom is done what a reader can do, and which tell all that is wrong. They stay
 * on the page from one feed to the next, as those of a page do whose address changes.
 */
export class Trial {
  readonly #page: Page;
  readonly #trees: Trees;
  readonly #store = new TrialStore();
  /** Sets of elements, each for feeds of its own. */
  readonly #sets: readonly (readonly Host[])[];

  /** So many feeds can be shown at once. */
  constructor(page: Page, trees: Trees, shows: readonly Show[], size = 1) {
    [this.#page, this.#trees] = [page, trees];
    const hostOf = ({tag, feed, properties}: Show): Host => ({
      feed,
      element: Object.assign(document.createElement(tag), {
        store: this.#store,
        loading: 'eager',
        lang: 'bg',
        ...properties,
      }),
    });
    this.#sets = Array.from({length: size}, () => shows.map(hostOf));
    page.stage.append(...this.#sets.flat().map(({element}) => element));
  }

  /** Shows feeds that are known to be harmless: what is drawn for them may be drawn. */
  async learn(...feeds: readonly Feeds[]): Promise<void> {
    await this.#show(feeds, (elements) => {
      for (const element of elements) this.#trees.learn(element);
    });
  }

  /** Shows feeds, and tells all that is wrong. */
  async check(...feeds: readonly Feeds[]): Promise<Finding[]> {
    const findings: Finding[] = [];
    await this.#show(feeds, (elements) => {
      for (const element of elements) findings.push(...this.#trees.check(element));
      for (const element of elements) findings.push(...overlaysOf(element));
    });
    findings.push(...(await this.#page.findings()));
    return findings;
  }

  /** Shows feeds once and does nothing with them, for those that are large; tells all that is wrong. */
  async glance(...feeds: readonly Feeds[]): Promise<Finding[]> {
    const elements = await this.#draw(feeds);
    const findings = elements.flatMap((element) => [...this.#trees.check(element), ...overlaysOf(element)]);
    return [...findings, ...(await this.#page.findings())];
  }

  /** Takes the elements out. */
  end(): void {
    for (const {element} of this.#sets.flat()) element.remove();
  }

  async #draw(feeds: readonly Feeds[]): Promise<FeedElement[]> {
    const elements = feeds.flatMap(({documents, addresses}, index) => {
      for (const [address, text] of Object.entries(documents)) this.#store.documents.set(address, text);
      return this.#sets[index]!.map(({element, feed}) => Object.assign(element, {src: addresses[feed]}));
    });
    await Promise.all(elements.map(settled));
    await openYears(elements, this.#store);
    return elements;
  }

  async #show(feeds: readonly Feeds[], see: (elements: readonly FeedElement[]) => void): Promise<void> {
    const elements = await this.#draw(feeds);
    const look = async (changed: readonly FeedElement[]): Promise<void> => {
      await Promise.all(changed.map((element) => element.settled()));
      see(changed);
      for (const element of changed) this.#trees.hurry(element);
    };
    await look(elements);
    const stories = elements.filter((element) => element instanceof StoryElement);
    // The button stays where the reader has it: the page is scrolled by as much as the other title is higher.
    const [left, top] = [scrollX, scrollY];
    for (let language = 0; pressLanguage(stories, language); language++) await look(stories);
    scrollTo(left, top);
    for (const properties of [{translations: 'all'}, {view: 'excerpt'}]) {
      for (const story of stories) Object.assign(story, properties);
      await look(stories);
    }
    for (const story of stories) Object.assign(story, {translations: 'switch', view: 'full'});
    const images = elements.flatMap((element) => [...element.renderRoot.querySelectorAll('img')]);
    await Promise.all(images.map(answered));
    elements.forEach(tellEvents);
    await this.#store.idle();
    await look(elements);
  }
}

/** Presses that language button of each story, the way a reader does; tells whether there was one. */
function pressLanguage(stories: readonly FeedElement[], index: number): boolean {
  const buttons = stories.flatMap(
    (story) => story.renderRoot.querySelectorAll<HTMLElement>('[part="languages"] button')[index] ?? [],
  );
  for (const button of buttons) button.click();
  return buttons.length > 0;
}

/** Opens all years of archives; resolves when each shows its stories, or why it has none. */
async function openYears(elements: readonly FeedElement[], store: TrialStore): Promise<void> {
  const archives = elements.filter(({localName}) => localName === 'hhc-archive');
  for (const archive of archives) {
    for (const year of archive.renderRoot.querySelectorAll<HTMLDetailsElement>('details[part="year"]')) {
      year.open = true;
      // The browser's own event comes as well, but only with the next frame.
      year.dispatchEvent(new Event('toggle'));
    }
  }
  do {
    await Promise.all(archives.map((archive) => archive.updateComplete));
    await store.idle();
    await Promise.all(archives.map((archive) => archive.updateComplete));
  } while (archives.some((archive) => archive.renderRoot.querySelector('.waiting')));
}

function tellEvents(host: FeedElement): void {
  for (const element of [...host.renderRoot.querySelectorAll('*')].slice(0, TOLD)) {
    // What a reader does on purpose with a button, a picture or a film of ours is another matter; languages are pressed
    // above.
    if (element.closest('.actions, .zoom, .film, .languages, button[part="more"]')) continue;
    for (const type of EVENTS) {
      const options = {bubbles: type === 'click', composed: true, cancelable: true};
      element.dispatchEvent(type === 'click' ? new MouseEvent(type, options) : new Event(type, options));
    }
  }
}

/** Resolves when a picture has come, or will not. */
async function answered(image: HTMLImageElement): Promise<void> {
  if (image.complete || !image.isConnected) return;
  await new Promise<void>((resolve) => {
    for (const type of ['load', 'error']) image.addEventListener(type, () => resolve(), {once: true});
  });
}
