/** What a checker can find. */
export type Kind =
  /** A payload's script ran. */
  | 'script'
  /** A dialog or window was opened. */
  | 'dialog'
  /** Something was thrown that nobody caught. */
  | 'error'
  /** Something was asked for that must not be, or not in this way. */
  | 'request'
  /** An element that has no place where it stands, or an attribute that it must not have. */
  | 'element'
  | 'attribute'
  /** An address that leads to no page, or a picture's that is none of the web. */
  | 'address'
  /** A shadow tree within ours. */
  | 'shadow'
  /** Something was drawn outside of the element's box, or above all of the page. */
  | 'overlay'
  | 'top layer'
  /** The page is no longer as it was. */
  | 'page'
  | 'title'
  | 'location'
  | 'history'
  | 'cookie'
  | 'storage'
  | 'global'
  | 'prototype'
  | 'style sheet'
  | 'definition'
  | 'focus'
  | 'scroll'
  | 'width';

export interface Finding {
  readonly kind: Kind;
  readonly detail: string;
}

/** A finding in words, short enough to be read in a list of them. */
export function inWords({kind, detail}: Finding): string {
  return `${kind}: ${detail.slice(0, 300)}`;
}
