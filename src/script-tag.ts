// The entry of the script tag, in which Lit parses its templates through our policy (see rollup.config.mjs).
import {defineElements, NAME} from './define-elements.js';
import {trustedTypesPolicy} from './trusted-types.js';

// A tag that is not defined shows what the page's author wrote in it; one that cannot be drawn would show nothing.
if (trustedTypesPolicy() === null) {
  console.warn(
    `${NAME}: this page's Content-Security-Policy refuses the Trusted Types policy “hhc”, so nothing is shown but what the page has between the tags. Add to the header: trusted-types hhc`,
  );
} else {
  defineElements();
}
