// Not by way of index.js, which also offers what the elements themselves load later.
import {ArchiveElement} from './elements/archive-element.js';
import {RelatedElement} from './elements/related-element.js';
import {StoryElement} from './elements/story-element.js';

const ELEMENTS = {'hhc-story': StoryElement, 'hhc-related': RelatedElement, 'hhc-archive': ArchiveElement};

/** How the library begins what it says in the console. */
export const NAME = `hhc-widgets ${StoryElement.version}`;

/**
 * Defines the tags. The first definition of a tag wins: there cannot be a second, and an exception would stop the
 * page's other scripts.
 */
export function defineElements(): void {
  if (document.contentType !== 'text/html') {
    // Templates are HTML, which a document of XML cannot read. What is between the tags stays.
    console.warn(`${NAME}: nothing is shown in a document of type ${document.contentType}`);
    return;
  }
  const taken: string[] = [];
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    const known = customElements.get(tag) as Partial<typeof StoryElement> | undefined;
    if (!known) define(tag, element);
    else if (known.version !== element.version)
      taken.push(`<${tag}> (${known.version ?? 'not of hhc-widgets'})`);
  }
  if (taken.length) console.warn(`${NAME}: already defined, and kept: ${taken.join(', ')}`);
}

function define(tag: string, element: CustomElementConstructor): void {
  try {
    customElements.define(tag, element);
  } catch (error) {
    // Some pages freeze the registry, or put one of their own in its place.
    console.warn(`${NAME}: <${tag}> could not be defined`, error);
  }
}
