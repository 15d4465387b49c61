import {within, type queries} from 'storybook/test';

type Queries = ReturnType<typeof within<typeof queries>>;

/** The queries of the testing library, for what the first element of that tag shows. */
export async function inside(
  canvas: HTMLElement,
  tag: 'hhc-story' | 'hhc-related' | 'hhc-archive',
): Promise<Queries> {
  const element = canvas.querySelector(tag)!;
  await element.updateComplete;
  // Not the shadow root itself: where a query finds nothing, the library can only print an element.
  return within(element.shadowRoot!.querySelector<HTMLElement>('.root')!);
}
