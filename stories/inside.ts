import {within, type queries} from 'storybook/test';

type Queries = ReturnType<typeof within<typeof queries>>;

/** The queries of the testing library, for what the first element of that tag shows. */
export function inside(canvas: HTMLElement, tag: keyof HTMLElementTagNameMap): Queries {
  const {shadowRoot} = canvas.querySelector(tag)!;
  // A shadow root has what the queries need; their types only know elements.
  return within(shadowRoot as unknown as HTMLElement);
}
