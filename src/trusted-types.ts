/** As much of a Trusted Types policy as we use (W3C Trusted Types, 3.2). */
export interface MarkupPolicy {
  createHTML(markup: string): unknown;
}

interface Scope {
  readonly trustedTypes?: {createPolicy(name: string, rules: MarkupPolicy): MarkupPolicy};
  [POLICY]: MarkupPolicy | undefined;
}

/**
 * The policy's name, which a page's Content-Security-Policy lists under `trusted-types`. A page that lists it allows
 * it once, so all copies of the library share one, by a symbol, which no markup of the page can take.
 */
const NAME = 'hhc';
const POLICY = Symbol.for('hhc-widgets.trusted-types-policy');

let isRefused = false;

/**
 * The page's policy through which our own templates, and what goes into DOMPurify's inert document, are parsed.
 * It changes nothing: what is safe is decided elsewhere, and it is nowhere else applied.
 *
 * `undefined` where the browser wants none, `null` where the page refuses it.
 */
export function trustedTypesPolicy(): MarkupPolicy | null | undefined {
  const scope = globalThis as unknown as Scope;
  // Asked once: each refusal is a violation that the page reports.
  if (!isRefused) {
    try {
      return (scope[POLICY] ??= scope.trustedTypes?.createPolicy(NAME, {createHTML: (markup) => markup}));
    } catch {
      isRefused = true;
    }
  }
  return null;
}
