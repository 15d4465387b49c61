/** Marks that combine with a letter, and what only says where a word may be broken or joined. */
const MARKS = /[\u0300-\u036f\u00ad\u200b-\u200d]/g;

/**
 * Cyrillic letters as the law on transliteration writes them in Latin, which is how names of people and places stand in
 * English texts. й is и with a mark. ъ stays a letter of its own: it is written as a, as u and as y.
 */
const LETTERS = new Map(
  (
    'аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsht ьi юiu яia ' +
    'ыi эe іi єe ґg јi љl њn ћch ђdj џdzh yi'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 1), entry.slice(1)]),
);

/** Lower case, without accents and soft hyphens, and without letters that only look different. */
export function plain(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(MARKS, '');
}

/**
 * The Latin skeleton of a text, the same for Bulgarian and for its transliteration: „Хасково“ and "Haskovo". One i stands
 * for и, й, y and for several of them in a row: „София“ and "Sofia".
 */
export function fold(text: string): string {
  let skeleton = '';
  for (const letter of plain(text)) skeleton += LETTERS.get(letter) ?? letter;
  return skeleton.replace(/i{2,}/g, 'i');
}
