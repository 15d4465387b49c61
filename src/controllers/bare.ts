/**
 * Options for the platform and for Lit without a prototype. The page may have put anything on `Object.prototype`,
 * and what is not set is read from there.
 */
export function bare<T extends object>(options: T): T {
  return Object.assign(Object.create(null) as T, options);
}
