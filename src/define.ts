// Not by way of index.js, which also offers what the elements themselves load later.
import {ArchiveElement} from './elements/archive-element.js';
import {RelatedElement} from './elements/related-element.js';
import {StoryElement} from './elements/story-element.js';

export type * from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'hhc-archive': ArchiveElement;
    'hhc-related': RelatedElement;
    'hhc-story': StoryElement;
  }
}

/** The first definition of a tag wins; a second cannot be made, and throwing would stop the page's other scripts. */
function define(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag))
    console.warn(`hhc-widgets: <${tag}> is defined already; the first definition is kept.`);
  else customElements.define(tag, element);
}

define('hhc-story', StoryElement);
define('hhc-related', RelatedElement);
define('hhc-archive', ArchiveElement);
