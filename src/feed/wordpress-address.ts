/** WordPress's REST API, at a site's own address or wherever a site has put it. */
const REST_API = /\/wp-json\/|[?&]rest_route=/;

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
