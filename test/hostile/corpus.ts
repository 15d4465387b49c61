/** Kinds of payloads that mean something as markup alone. Each kind is a file in `payloads`. */
export const MARKUP = [
  'clobbering',
  'documents',
  'forms',
  'handlers',
  'hyphenated',
  'links',
  'media',
  'mutation',
  'namespaces',
  'popover',
  'shadow',
  'srcset',
  'style',
] as const;

/** Kinds that mean something as an address, as words or as a value as well. */
export const MANIFOLD = ['characters', 'json', 'templates', 'text', 'unseen', 'urls'] as const;

export const KINDS = [...MARKUP, ...MANIFOLD];

export type PayloadKind = (typeof KINDS)[number];

/** What stands in the place of a payload's placeholders. */
export interface Filling {
  /** Told by the script of a payload that runs: `ATTACK()`. */
  readonly id: number;
  /** Host and port that must never be asked: `TRAP` is an address there, `TRAPHOST` is its host. */
  readonly trap: string;
  /** Origin of pictures that may be asked for: `IMAGE`. */
  readonly images: string;
}

/** The payloads of a kind. */
export async function payloadsOf(kind: PayloadKind): Promise<readonly string[]> {
  const response = await fetch(new URL(`payloads/${kind}.json`, import.meta.url));
  return (await response.json()) as string[];
}

/** The payloads of several kinds, each with its kind. */
export async function corpusOf(
  kinds: readonly PayloadKind[],
): Promise<(readonly [PayloadKind, readonly string[]])[]> {
  return Promise.all(kinds.map(async (kind) => [kind, await payloadsOf(kind)] as const));
}

/** A payload with its placeholders filled in. */
export function filled(payload: string, {id, trap, images}: Filling): string {
  return (
    payload
      // A frame of the same origin has no such function, but its parent has.
      .replaceAll('ATTACK()', `(self.ATTACK||parent.ATTACK)(${id})`)
      .replaceAll('TRAPHOST', trap)
      .replaceAll('TRAP', `http://${trap}/never/${id}`)
      .replaceAll('IMAGE', `${images}/image/${id}`)
  );
}

/** Payloads at and within the limits of what is drawn at all, by name. */
export const LARGE: Readonly<Record<string, string>> = {
  '4,999 nested blocks': '<div>'.repeat(4_999),
  '4,999 nested inline elements': '<b onclick=ATTACK()>'.repeat(4_999),
  '1,600 nested tables': '<table><tr><td>'.repeat(1_600),
  '900 nested lists': '<ul><li>'.repeat(900) + 'дом',
  '900 nested blocks of quotations': '<blockquote dir=rtl>'.repeat(900) + 'дом',
  '30 nested disclosures': '<details open><summary>'.repeat(30) + 'дом',
  '300 nested annotations': '<ruby>дом<rt>'.repeat(300),
  '4,996 misnested elements': '<a href=/x><b><i><p>'.repeat(1_249),
  '4,999 scripts': '<script>ATTACK()</script>'.repeat(4_999),
  '1,200 frames': '<iframe src="TRAP"></iframe>'.repeat(1_200),
  '4,999 links': '<a href="TRAP">дом</a> '.repeat(4_999),
  '20,000 attributes of an element': `<p ${Array.from({length: 20_000}, (_, index) => `a${index}=ATTACK()`).join(' ')}>дом</p>`,
  'an attribute of 120 KB': `<p title="${'<script>ATTACK()</script>'.repeat(4_900)}">дом</p>`,
  'an address of 80 KB': `<a href="javascript:${'ATTACK();'.repeat(9_000)}">дом</a>`,
  'a word of 500,000 letters': 'W'.repeat(500_000),
  '10,000 marks on a letter': `д${'\u0301'.repeat(10_000)}`,
  '100,000 entities': '&lt;'.repeat(100_000),
  'a table of 1,000 columns and as many rows': `<table><tr><td colspan=1000 rowspan=65534>${'<td rowspan=65534 colspan=1000>x'.repeat(50)}</table>`,
  '5,001 tags': '<p onclick=ATTACK()>'.repeat(5_001),
  'more than 512 KB': `<p onclick=ATTACK()>${'дом '.repeat(140_000)}`,
};

/** Payloads within the limits that would stop a tab of Chromium for many seconds or for good. */
export const FATAL: Readonly<Record<string, string>> = {
  '60 nested disclosures': '<details><summary>'.repeat(60) + 'дом',
  '2,400 nested disclosures': '<details open><summary>'.repeat(2_400) + 'дом',
  '4,900 nested disclosures without a summary': '<details open>'.repeat(4_900) + 'дом',
  '4,900 nested summaries': '<summary>'.repeat(4_900) + 'дом',
  '2,400 nested annotations': '<ruby><rt>'.repeat(2_400) + 'дом',
  'sizes of nested brackets': `<img src=IMAGE srcset="IMAGE 1w" sizes="${'('.repeat(400_000)}">`,
  'media of nested brackets': `<picture><source media="${'('.repeat(20_000)}" srcset=IMAGE><img src=IMAGE></picture>`,
  '100 wide and high cells': `<table>${'<tr><td colspan=1000 rowspan=65534>x'.repeat(100)}`,
  '2,400 wide and high cells': `<table>${'<tr><td colspan=20 rowspan=20>x'.repeat(2_400)}`,
  '4,900 wide columns': `<table>${'<col span=1000>'.repeat(4_900)}`,
  '131,000 end tags': '</p>'.repeat(131_000),
  '9,900 end tags in 4,900 elements': '<span>'.repeat(4_900) + '</p>'.repeat(9_900),
  '50,000 attributes': `<p ${Array.from({length: 50_000}, (_, index) => `a${index}`).join(' ')}>дом</p>`,
  '50,000 attributes without a space between them': `<p ${Array.from({length: 50_000}, (_, index) => `a${index}=""`).join('')}>дом</p>`,
  '50,000 attributes after a comment that is none': `<!--><p ${Array.from({length: 50_000}, (_, index) => `a${index}`).join('/')}>дом</p>-->`,
  '50,000 attributes after a text that is none': `<textarea><p a="</textarea><p ${Array.from({length: 50_000}, (_, index) => `a${index}`).join(' ')}>">`,
  '80,000 marks by number': `д${'&#769;'.repeat(80_000)}`,
  '4,900 nested quotations': '<q>'.repeat(4_900) + 'дом',
};
