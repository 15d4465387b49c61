import {storeOf} from '../fixtures.js';
import {ADDRESS} from '../fixtures.js';

/** The sample feed as its site serves it today: the counter is live. */
export async function sampleStore(): Promise<ReturnType<typeof storeOf>> {
  const response = await fetch(new URL('../../stories/feeds/hhc.json', import.meta.url));
  const text = await response.text();
  return storeOf({[ADDRESS]: text.replace(/"as_of": "[^"]*"/g, `"as_of": "${new Date().toISOString()}"`)});
}
