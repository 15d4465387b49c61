import type {CSSResult, ReactiveController, ReactiveControllerHost, TemplateResult} from 'lit';
import type {LocaleController} from '../controllers/locale-controller.js';
import type {Feed, Story} from '../feed/feed.js';

/**
 * What an element draws of a feed. Views come in chunks of their own, asked for together with the feed, so that a
 * page pays for them only when an element is about to be seen.
 */
export interface View extends ReactiveController {
  readonly styles: CSSResult;
  /** What the status region says while all is well. */
  readonly message: string;
  /** What is shown, or `undefined` where the feed has nothing for it. */
  render(feed: Feed): TemplateResult | undefined;
  /** A way on where the feed has not the story that was asked for. */
  renderMissing?(feed: Feed): unknown;
}

/** What a view knows of its element. */
export interface ViewHost extends ReactiveControllerHost, HTMLElement {
  readonly locale: LocaleController;
  readonly storyHref: string;
  /** Name of the parameter of the page's address that names the story, `''` where none does. */
  readonly param: string;
  /** Level of the element's own heading, 1 to 6. */
  readonly level: number;
  /** The feed that is shown. */
  readonly feed: Feed | undefined;
  /** Id of the story that the feed was loaded for, `''` where for none. */
  readonly shownStoryId: string;
  /**
   * Loads a document that the feed names.
   * @throws {FeedError} where it cannot be had, or is on a host that the page has not named.
   */
  follow(address: string, isAnew?: boolean): Promise<Feed>;
  /** Tells the page that a reader chose a story; false where the page does not want the link to be followed. */
  select(story: Story, href: string): boolean;
}
