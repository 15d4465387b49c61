/** The REST API's own part of it: what else a site answers there may be anything, a JSON Feed among others. */
const REST_API = /^[^?#]*\/wp\/v2\/|[?&]rest_route=(?:\/|%2F)wp(?:\/|%2F)v2|#(?:years|year|post|reads)$/i;

/** Whether an address is one of the REST API of WordPress. */
export function isOfWordPress(address: string): boolean {
  return REST_API.test(address);
}

/** The posts of a WordPress site, by the address of the site: one that answers whatever form its permalinks have. */
export function addressOfPosts(site: URL): string {
  if (isOfWordPress(site.href)) return site.href;
  const url = new URL(site);
  // A server would lead from the folder to the same with a slash, and may forget in doing so that others may read it.
  if (!/(?:\/|\.\w+)$/.test(url.pathname)) url.pathname += '/';
  url.searchParams.set('rest_route', '/wp/v2/posts');
  return url.href;
}
