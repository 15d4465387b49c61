import {defineElements} from './define-elements.js';
import type {ArchiveElement} from './elements/archive-element.js';
import type {RelatedElement} from './elements/related-element.js';
import type {StoryElement} from './elements/story-element.js';

export type * from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'hhc-archive': ArchiveElement;
    'hhc-related': RelatedElement;
    'hhc-story': StoryElement;
  }
}

defineElements();
