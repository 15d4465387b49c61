/** Whether a click follows a link here: with a key held or another button it opens one elsewhere, or saves it. */
export function isPlainClick(event: Event): boolean {
  const {button, altKey, ctrlKey, metaKey, shiftKey} = event as MouseEvent;
  return !button && !altKey && !ctrlKey && !metaKey && !shiftKey;
}
