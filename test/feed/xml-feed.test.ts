import {expect} from '@open-wc/testing';
import type {Feed, Story} from '../../src/feed/feed.js';
import {FeedFormatError, parseJsonFeed} from '../../src/feed/json-feed.js';
import {jsonFeedOfXml} from '../../src/feed/xml-feed.js';
import {ADDRESS, fieldsOf, onPollutedPage} from '../fixtures.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

const read = (xml: string): Feed => parseJsonFeed(jsonFeedOfXml(xml, ADDRESS, undefined), ADDRESS);

const RSS_MODULES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"';

const rss = (channel: string): string =>
  `${DECLARATION}<rss version="2.0" ${RSS_MODULES}><channel>${channel}</channel></rss>`;
const rssStory = (item: string): Story => read(rss(`<item><guid>a</guid>${item}</item>`)).stories[0]!;

const atom = (feed: string, attributes = ''): string =>
  `${DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}>${feed}</feed>`;
const atomStory = (entry: string): Story => read(atom(`<entry><id>a</id>${entry}</entry>`)).stories[0]!;

/** As the generator of a feed writes text into XML. */
const written = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The form that WordPress shows in the place of a text that wants a password. */
const PASSWORD_FORM =
  '<form action="https://site.example/wp-login.php?action=postpass" class="post-password-form" method="post">' +
  '<p>Тази статия е защитена с парола.</p></form>';

describe('jsonFeedOfXml', () => {
  describe('RSS 2.0', () => {
    it('reads what a feed says', () => {
      const feed = read(
        rss(`
          <title>Новини</title>
          <atom:link href="https://site.example/feed/" rel="self" type="application/rss+xml"/>
          <atom:link href="?paged=2" rel="next"/>
          <link>https://site.example/</link>
          <language>bg-BG</language>
          <item>
            <title>Хвърчила над града</title>
            <link>https://site.example/kites</link>
            <atom:link href="https://site.example/other"/>
            <media:title>Снимка</media:title>
            <dc:creator><![CDATA[Мария]]></dc:creator>
            <dc:creator><![CDATA[R&D]]></dc:creator>
            <pubDate>Thu, 20 Aug 2020 07:00:00 +0000</pubDate>
            <category><![CDATA[деца]]></category>
            <category>R&amp;D</category>
            <media:category>снимки</media:category>
            <guid isPermaLink="false">https://site.example/?p=5</guid>
            <description><![CDATA[<p>Накратко &amp; ясно.</p>]]></description>
            <content:encoded><![CDATA[<p>Децата пускат <b>хвърчила</b>.</p>]]></content:encoded>
            <enclosure url="kites.jpg" length="40006" type="image/jpeg"/>
            <enclosure url="kites.pdf" length="7" type="application/pdf"/>
          </item>`),
      );
      expect(feed).to.include({
        title: 'Новини',
        homePage: 'https://site.example/',
        language: 'bg-BG',
        next: `${ADDRESS}?paged=2`,
        dropped: 0,
      });
      expect(feed.stories).to.have.length(1);
      expect(fieldsOf(feed.stories[0]!)).to.deep.include({
        id: 'https://site.example/?p=5',
        title: 'Хвърчила над града',
        summary: 'Накратко & ясно.',
        body: '<p>Децата пускат <b>хвърчила</b>.</p>',
        url: 'https://site.example/kites',
        published: new Date('2020-08-20T07:00:00Z'),
        authors: [
          {name: 'Мария', url: undefined},
          {name: 'R&D', url: undefined},
        ],
        tags: ['деца', 'R&D'],
        picture: {src: 'https://feed.example/news/kites.jpg', alt: '', sizes: []},
        attachments: [
          {url: 'https://feed.example/news/kites.pdf', title: 'kites.pdf', type: 'application/pdf', size: 7},
        ],
        isProtected: false,
      });
    });

    for (const [guid, link, url] of [
      ['<guid>https://site.example/a</guid>', '', 'https://site.example/a'],
      ['<guid isPermaLink="true">https://site.example/a</guid>', '', 'https://site.example/a'],
      ['<guid isPermaLink="false">https://site.example/a</guid>', '', undefined],
      ['<guid>a</guid>', '', undefined],
      [
        '<guid>https://site.example/a</guid>',
        '<link>https://site.example/b</link>',
        'https://site.example/b',
      ],
    ] as const)
      it(`takes ${url} for the page of ${guid}${link}`, () => {
        const [story] = read(rss(`<item>${guid}${link}<title>А</title></item>`)).stories;
        expect(story).to.include({url, id: />(.*?)</.exec(guid)![1]});
      });

    it('takes the page for the id where there is none', () => {
      const feed = read(rss('<item><link>https://site.example/b</link><guid> </guid></item>'));
      expect(feed.stories.map(({id}) => id)).to.deep.equal(['https://site.example/b']);
    });

    for (const [source, text] of [
      // Encoded twice, as most publishers do it.
      ['AT&amp;amp;T', 'AT&T'],
      ['AT&amp;T', 'AT&T'],
      ['It&#8217;s', 'It’s'],
      ['<![CDATA[1 &lt; 2 &#8220;3&#8221;]]>', '1 < 2 “3”'],
      ['Бягане &lt;5k&gt;', 'Бягане <5k>'],
    ] as const)
      it(`shows ${text} where a name is written as ${source}`, () => {
        const feed = read(
          rss(`
            <title>${source}</title>
            <item><title>${source}</title><category>${source}</category><dc:creator>${source}</dc:creator></item>`),
        );
        const [story] = feed.stories;
        expect(feed.title).to.equal(text);
        expect(story).to.include({title: text});
        expect(story!.tags).to.deep.equal([text]);
        expect(story!.authors).to.deep.equal([{name: text, url: undefined}]);
      });

    it('takes none of the items that stand in another: each would hold the text of all within', () => {
      const depth = 100;
      const begins = Array.from({length: depth}, (_, id) => `<item><guid>${id}</guid><description>`).join('');
      const feed = read(rss(`${begins}x${'</description></item>'.repeat(depth)}`));
      expect(feed.stories).to.have.length(1);
    });

    it('reads 2,000 items', () => {
      const items = Array.from({length: 2_001}, (_, id) => `<item><guid>${id}</guid></item>`);
      expect(read(rss(items.join(''))).stories).to.have.length(2_000);
    });

    it('takes the description for the text where there is no other', () => {
      const description = '<p>Децата &amp; <b>хвърчила</b>.</p>';
      for (const source of [written(description), `<![CDATA[${description}]]>`])
        expect(rssStory(`<description>${source}</description>`)).to.include({body: description, summary: ''});
    });

    it('takes no text of another module for its own', () => {
      const story = rssStory(
        '<x:encoded xmlns:x="https://other.example/">x</x:encoded><media:description>y</media:description>',
      );
      expect(story).to.include({body: '', summary: ''});
    });

    it('takes the date of Dublin Core where there is no other', () => {
      const date = '<dc:date>2020-08-20T10:00:00+03:00</dc:date>';
      const publishedOf = (item: string): string | undefined => rssStory(item).published?.toISOString();
      expect(publishedOf(date)).to.equal('2020-08-20T07:00:00.000Z');
      expect(publishedOf(`${date}<pubDate>Fri, 21 Aug 2020 07:00:00 GMT</pubDate>`)).to.equal(
        '2020-08-21T07:00:00.000Z',
      );
    });

    for (const [what, item] of [
      ['text', `<description>x</description><content:encoded>${written(PASSWORD_FORM)}</content:encoded>`],
      ['description', `<description><![CDATA[${PASSWORD_FORM}]]></description>`],
    ] as const)
      it(`shows nothing but the title where a form for the password is in the place of the ${what}`, () => {
        const story = rssStory(
          `<title>Защитен: Тайна</title>${item}<enclosure url="a.jpg" type="image/jpeg"/>`,
        );
        expect(story).to.include({
          isProtected: true,
          title: 'Тайна',
          body: '',
          summary: '',
          picture: undefined,
        });
      });

    for (const space of ['\n', '\r\n\r\n\t ', '\ufeff', '\ufeff\n'])
      it(`reads what begins with ${JSON.stringify(space)}`, () => {
        expect(read(`${space}${rss('<title>Новини</title>')}\n`).title).to.equal('Новини');
      });

    it('reads a channel without items as a feed without stories', () => {
      expect(read(rss('')).stories).to.deep.equal([]);
    });

    it('leaves out an item with nothing in it', () => {
      expect(read(rss('<item/><item><title>А</title></item>'))).to.have.property('dropped', 1);
    });
  });

  it('reads RSS 1.0', () => {
    const feed = read(`${DECLARATION}
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ${RSS_MODULES}>
        <channel rdf:about="https://site.example/feed">
          <title>Новини</title>
          <link>https://site.example/</link>
          <items><rdf:Seq><rdf:li rdf:resource="https://site.example/kites"/></rdf:Seq></items>
        </channel>
        <item rdf:about="https://site.example/kites">
          <title>Хвърчила</title>
          <link>https://site.example/kites</link>
          <description>Накратко.</description>
          <dc:date>2020-08-20T10:00:00+03:00</dc:date>
          <dc:creator>Мария</dc:creator>
          <content:encoded><![CDATA[<p>Деца.</p>]]></content:encoded>
        </item>
      </rdf:RDF>`);
    expect(feed).to.include({title: 'Новини', homePage: 'https://site.example/'});
    expect(feed.stories.map(fieldsOf)).to.have.length(1);
    expect(fieldsOf(feed.stories[0]!)).to.deep.include({
      id: 'https://site.example/kites',
      url: 'https://site.example/kites',
      title: 'Хвърчила',
      summary: 'Накратко.',
      body: '<p>Деца.</p>',
      published: new Date('2020-08-20T07:00:00Z'),
      authors: [{name: 'Мария', url: undefined}],
    });
  });

  describe('Atom', () => {
    it('reads what a feed says', () => {
      const feed = read(
        atom(
          `<title>Новини</title>
          <link rel="self" href="https://site.example/feed/atom/"/>
          <link rel="alternate" type="text/html" href="https://site.example/"/>
          <link rel="next" href="?paged=2"/>
          <entry>
            <author><name>Мария</name><uri>/maria</uri></author>
            <author><name>R&amp;D</name></author>
            <title>Хвърчила над града</title>
            <link rel="replies" href="https://site.example/kites#comments"/>
            <link rel="enclosure" href="kites.jpg" type="image/jpeg" length="40006"/>
            <link rel="enclosure" href="kites.pdf" type="application/pdf" length="7" title="Програма"/>
            <link href="https://site.example/kites"/>
            <id>https://site.example/?p=5</id>
            <updated>2021-01-01T00:00:00Z</updated>
            <published>2020-08-20T07:00:00Z</published>
            <category term="deca" label="Деца"/>
            <category term="R&amp;D"/>
            <category/>
            <summary type="html">${written('<p>Накратко &amp; ясно.</p>')}</summary>
            <content type="html">${written('<p>Децата &amp; <b>хвърчила</b>.</p>')}</content>
          </entry>`,
          'xml:lang="bg-BG"',
        ),
      );
      expect(feed).to.include({
        title: 'Новини',
        homePage: 'https://site.example/',
        language: 'bg-BG',
        next: `${ADDRESS}?paged=2`,
      });
      expect(feed.stories).to.have.length(1);
      expect(fieldsOf(feed.stories[0]!)).to.deep.include({
        id: 'https://site.example/?p=5',
        title: 'Хвърчила над града',
        summary: 'Накратко & ясно.',
        body: '<p>Децата &amp; <b>хвърчила</b>.</p>',
        url: 'https://site.example/kites',
        published: new Date('2020-08-20T07:00:00Z'),
        authors: [
          {name: 'Мария', url: 'https://feed.example/maria'},
          {name: 'R&D', url: undefined},
        ],
        tags: ['Деца', 'R&D'],
        picture: {src: 'https://feed.example/news/kites.jpg', alt: '', sizes: []},
        attachments: [
          {url: 'https://feed.example/news/kites.pdf', title: 'Програма', type: 'application/pdf', size: 7},
        ],
        isProtected: false,
      });
    });

    for (const [source, text] of [
      ['<title>AT&amp;amp;T</title>', 'AT&amp;T'],
      ['<title type="text">AT&amp;T &lt;b&gt;</title>', 'AT&T <b>'],
      ['<title type="html">AT&amp;amp;T</title>', 'AT&T'],
      ['<title type="html">&lt;b&gt;1&lt;/b&gt; &amp;lt; 2</title>', '1 < 2'],
      [
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><em>1</em> &lt; 2</div></title>',
        '1 < 2',
      ],
      ['<m:title xmlns:m="http://search.yahoo.com/mrss/">x</m:title><title>А</title>', 'А'],
    ] as const)
      it(`shows ${text} for ${source}`, () => {
        const feed = read(atom(`${source}<entry><id>a</id>${source}</entry>`));
        expect(feed.title).to.equal(text);
        expect(feed.stories[0]).to.include({title: text});
      });

    for (const [source, body] of [
      ['<content>1 &lt; 2 &amp;amp; 3</content>', '1 &#60; 2 &#38;amp; 3'],
      ['<content type="text">&lt;b&gt;x&lt;/b&gt;</content>', '&#60;b&#62;x&#60;/b&#62;'],
      ['<content type="text/plain">&lt;b&gt;</content>', '&#60;b&#62;'],
      ['<content type="html">&lt;b&gt;x&lt;/b&gt; &amp;lt;</content>', '<b>x</b> &lt;'],
      ['<content type="text/html"><![CDATA[<b>x</b> &lt;]]></content>', '<b>x</b> &lt;'],
      ['<content type="html" src="https://site.example/a.html"/>', ''],
    ] as const)
      it(`reads ${source}`, () => {
        expect(atomStory(source)).to.include({body});
      });

    /** What a browser makes of a body. */
    function shownOf({body}: Story): HTMLElement {
      const template = document.createElement('template');
      template.innerHTML = `<div>${body}</div>`;
      return template.content.firstElementChild as HTMLElement;
    }

    it('reads XHTML as HTML', () => {
      const shown = shownOf(
        atomStory(
          '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">' +
            'А<p class="x">1 &lt; 2 &amp; 3</p><p/><br/><i>x</i></div></content>',
        ),
      );
      expect([...shown.querySelectorAll('*')].map(({localName}) => localName)).to.deep.equal([
        ...['p', 'p', 'br', 'i'],
      ]);
      expect(shown.querySelector('.x')!.textContent).to.equal('1 < 2 & 3');
      expect(shown.textContent).to.equal('А1 < 2 & 3x');
    });

    it('reads XHTML whose elements have a prefix', () => {
      const shown = shownOf(
        atomStory(
          '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>А</x:p></x:div></content>',
        ),
      );
      expect(shown.innerHTML).to.match(/^<p\b[^>]*>А<\/p>$/);
    });

    it('reads CDATA in XHTML', () => {
      const shown = shownOf(
        atomStory(
          '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><![CDATA[1 < 2]]></div></content>',
        ),
      );
      expect(shown.textContent).to.equal('1 < 2');
    });

    it('reads XHTML that is named by its media type', () => {
      const shown = shownOf(
        atomStory(
          '<content type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">' +
            '<p>&lt;i&gt;</p></div></content>',
        ),
      );
      expect(shown.querySelector('p')?.textContent).to.equal('<i>');
    });

    it('shows no content that is not text', () => {
      expect(atomStory('<content type="image/png">iVBORw0KGgo=</content>').body).to.equal('');
    });

    it('takes the summary for the text where there is no other', () => {
      expect(atomStory('<summary>Накратко.</summary>')).to.include({body: 'Накратко.', summary: ''});
      expect(atomStory('<summary>Накратко.</summary><content>А</content>')).to.include({
        body: 'А',
        summary: 'Накратко.',
      });
    });

    it('takes the page for the id where there is none, and the update for the date', () => {
      const [story] = read(
        atom('<entry><link href="https://site.example/a"/><updated>2020-08-20T07:00:00Z</updated></entry>'),
      ).stories;
      expect(story).to.include({id: 'https://site.example/a', url: 'https://site.example/a'});
      expect(story!.published).to.deep.equal(new Date('2020-08-20T07:00:00Z'));
    });

    it('takes no other link for the page', () => {
      const story = atomStory(
        '<link rel="self" href="/self"/><link rel="next" href="/next"/><x:link xmlns:x="urn:x" href="/x"/>',
      );
      expect(story.url).to.equal(undefined);
    });

    it('takes the authors of the feed where an entry names none', () => {
      const feed = read(
        atom(`
          <author><name>А</name></author>
          <entry><id>1</id></entry>
          <entry><id>2</id><author><name>Б</name></author></entry>`),
      );
      expect(feed.stories.map(({authors}) => authors.map(({name}) => name))).to.deep.equal([['А'], ['Б']]);
    });

    it('takes the language of an entry before that of the feed', () => {
      const feed = read(
        atom(
          '<entry xml:lang="de"><id>1</id><title>Drachen</title></entry><entry><id>2</id><title>Vliegers</title></entry>',
          'xml:lang="nl"',
        ),
      );
      expect(feed.stories.map(({language}) => language)).to.deep.equal(['de', 'nl']);
    });

    it('shows nothing but the title where a form for the password is in the place of the text', () => {
      const story = atomStory(
        `<title>Protected: Тайна</title><summary>x</summary><content type="html">${written(PASSWORD_FORM)}</content>`,
      );
      expect(story).to.include({isProtected: true, title: 'Тайна', body: '', summary: ''});
    });
  });

  describe('what is no feed', () => {
    for (const [what, xml] of [
      ['nothing', ''],
      ['text', 'feed'],
      ['XML that was cut', rss('<item><title>А</title></item>').slice(0, -9)],
      ['XML with a bare &', rss('<title>A & B</title>')],
      ['XML with an entity of HTML', rss('<title>A&nbsp;B</title>')],
      ['XML with a prefix that is not declared', '<feed xmlns="http://www.w3.org/2005/Atom"><a:b/></feed>'],
      ['HTML', '<!doctype html><title>Not found</title><p>x'],
      ['XHTML', '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head></html>'],
      ['another kind of XML', `${DECLARATION}<urlset><url><loc>https://site.example/</loc></url></urlset>`],
    ] as const)
      it(`refuses ${what}`, () => {
        expect(() => jsonFeedOfXml(xml, ADDRESS, undefined))
          .to.throw(FeedFormatError, ADDRESS)
          .with.property('code', 'not-a-feed');
      });

    for (const declaration of [
      '<!ENTITY a "x">',
      '<!entity a "x">',
      '<!ENTITY % a SYSTEM "https://feed.example/a.dtd"> %a;',
      '<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
    ])
      it(`refuses what declares ${declaration}`, () => {
        const xml = rss('<title>А</title>').replace(DECLARATION, `$&<!DOCTYPE rss [${declaration}]>`);
        expect(() => jsonFeedOfXml(xml, ADDRESS, undefined)).to.throw(FeedFormatError, 'declares entities');
      });
  });

  it('runs and loads nothing', async () => {
    const trap = (name: string): string => new URL(`?trap=${name}`, import.meta.url).href;
    const scope = globalThis as {wasRun?: boolean};
    const feed = read(
      `${DECLARATION}<?xml-stylesheet type="text/css" href="${trap('css')}"?>` +
        `<?xml-stylesheet type="text/xsl" href="${trap('xsl')}"?><!DOCTYPE rss SYSTEM "${trap('dtd')}">` +
        `<rss xmlns:h="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2000/svg"><channel>` +
        `<h:script>globalThis.wasRun = true</h:script><s:script>globalThis.wasRun = true</s:script>` +
        `<h:script src="${trap('js')}"/><h:link rel="stylesheet" href="${trap('link')}"/>` +
        `<item><title>А<h:img src="${trap('img')}" onerror="globalThis.wasRun = true"/></title>` +
        `<h:iframe src="${trap('frame')}"/><h:style>@import "${trap('import')}"</h:style></item></channel></rss>`,
    );
    expect(feed.stories.map(({title}) => title)).to.deep.equal(['А']);
    // What was asked for before this is known of by then.
    await fetch(trap('end'));
    const asked = await new Promise<string[]>((resolve) => {
      new PerformanceObserver((list, observer) => {
        if (!list.getEntriesByName(trap('end')).length) return;
        observer.disconnect();
        resolve(performance.getEntriesByType('resource').map(({name}) => name));
      }).observe({type: 'resource', buffered: true});
    });
    expect(asked.filter((name) => name.includes('?trap='))).to.deep.equal([trap('end')]);
    expect(scope.wasRun).to.equal(undefined);
  });

  it('parses by the policy that it is given', () => {
    const given: string[] = [];
    const policy = {
      createHTML(markup: string): string {
        given.push(markup);
        return rss('<title>Друго</title>');
      },
    };
    expect(jsonFeedOfXml(` ${rss('<title>Новини</title>')}\n`, ADDRESS, policy)).to.include({title: 'Друго'});
    expect(given).to.deep.equal([rss('<title>Новини</title>')]);
    for (const none of [null, undefined])
      expect(jsonFeedOfXml(rss('<title>Новини</title>'), ADDRESS, none)).to.include({title: 'Новини'});
  });

  it('reads the same on a page that has polluted every object', () => {
    const polluted = {
      title: 'x',
      url: 'https://other.example/',
      tags: ['x'],
      type: 'x',
      _hhc: {protected: true},
    };
    for (const xml of [
      rss('<item><guid>a</guid></item>'),
      atom('<entry><id>a</id><content>А</content></entry>'),
    ]) {
      const json = jsonFeedOfXml(xml, ADDRESS, undefined);
      expect(onPollutedPage(polluted, () => jsonFeedOfXml(xml, ADDRESS, undefined))).to.deep.equal(json);
      const stories = parseJsonFeed(json, ADDRESS).stories.map(fieldsOf);
      expect(
        onPollutedPage(polluted, () => parseJsonFeed(json, ADDRESS).stories.map(fieldsOf)),
      ).to.deep.equal(stories);
    }
  });
});
