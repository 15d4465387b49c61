/**
 * `npm run manifest`: writes dist/custom-elements.json, which editors, JetBrains and VS Code plugins and Storybook
 * read. The analyzer tells all that the sources hold; the plugin below leaves what a page's author can use.
 */

/** The module that an author imports each thing from. */
const INDEX = 'dist/index.js';
const DEFINE = 'dist/define.js';

/** The custom properties; their defaults are read from the style sheets. Without `elements`: all elements have it. */
const CUSTOM_PROPERTIES = {
  '--hhc-accent': {
    syntax: '<color>',
    description:
      'Links, buttons and the ring around what has focus; by default the colour of the page’s links',
  },
  '--hhc-text': {syntax: '<color>', description: 'Text; by default that of the page'},
  '--hhc-muted': {syntax: '<color>', description: 'Dates, authors, captions, counts'},
  '--hhc-surface': {syntax: '<color>', description: 'Ground of a card', elements: ['hhc-related']},
  '--hhc-border': {syntax: '<color>', description: 'Lines and outlines'},
  '--hhc-radius': {syntax: '<length>', description: 'Roundness of pictures, buttons and outlines'},
  '--hhc-gap': {syntax: '<length>', description: 'The distance that all others are multiples of'},
  '--hhc-font': {syntax: '*', description: 'Font families of the text; by default those of the page'},
  '--hhc-heading-font': {syntax: '*', description: 'Font families of headings; by default those of the text'},
  '--hhc-measure': {syntax: '<length>', description: 'Longest line of text', elements: ['hhc-story']},
  '--hhc-columns': {
    syntax: '<integer>',
    description: 'Most columns beside each other, where there is room for them',
    elements: ['hhc-related'],
  },
  '--hhc-image-ratio': {
    syntax: '<ratio>',
    description: 'Width to height of pictures',
    elements: ['hhc-story', 'hhc-related'],
  },
};

const STATES = {
  initial: 'Nothing was asked for yet',
  pending: 'There is no answer yet',
  complete: 'A feed is shown',
  error: 'The feed cannot be had',
  stale: 'What is shown may be out of date, because loading it again failed',
};

/** `text` from `start` to the parenthesis that closes what was opened before it. */
function untilClosed(text, start) {
  let depth = 1;
  let end = start;
  for (; depth && end < text.length; end++) depth += {'(': 1, ')': -1}[text[end]] ?? 0;
  return text.slice(start, end - 1);
}

/** Custom properties by name with the value that counts where they are not set. */
function defaultsIn(css) {
  const found = [...css.matchAll(/var\((--hhc-[\w-]+),\s*/g)];
  // A default that is a private property in turn is what that one falls back to.
  const isPrivate = /^var\(--_[\w-]+,\s*(.*)\)$/s;
  return found.map((match) => [
    match[1],
    untilClosed(css, match.index + match[0].length).replace(isPrivate, '$1'),
  ]);
}

/** `{type} name - what it is`, as in `@attr` lines. */
function parseTag(text) {
  const [, type, name, description] = /^(?:\{(.+?)\}\s*)?(\S+)(?:\s+-\s+(.*))?$/s.exec(text) ?? [];
  return {
    name,
    ...(type && {type: {text: type.replace(/"/g, "'").replace(/\|/g, ' | ')}}),
    ...(description && {description: description.replace(/\s+/g, ' ')}),
  };
}

/** Of a literal in the source what an attribute would hold. */
function attributeValue(literal) {
  return literal?.replace(/^'(.*)'$/, '$1') || undefined;
}

function defined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function withoutOrigin({inheritedFrom: _, ...rest}) {
  return rest;
}

function reference(name) {
  return {name, module: INDEX};
}

/** The manifest of what the package exports, as modules and under addresses that can be imported. */
function publicManifest() {
  /** The `@attr` lines of each class. */
  const attributes = new Map();
  /** The parameters of each class's constructor that are fields as well. */
  const parameterFields = new Map();
  const defaults = new Map();
  /** What is written in the module that defines the tags. */
  const definitions = new Set();
  const exported = new Set();

  function readClass(node, ts) {
    const name = node.name?.text;
    const lines = ts.getJSDocTags(node).filter((tag) => tag.tagName.text === 'attr');
    attributes.set(
      name,
      lines.map((tag) => parseTag(ts.getTextOfJSDocComment(tag.comment))),
    );
    const constructor = node.members.find(ts.isConstructorDeclaration);
    const fields = constructor?.parameters.filter(({modifiers}) => modifiers?.length) ?? [];
    parameterFields.set(
      name,
      fields.map((field) =>
        defined({
          kind: 'field',
          name: field.name.text,
          type: {text: field.type.getText()},
          description: ts.getTextOfJSDocComment(field.jsDoc?.[0]?.comment),
          readonly: true,
        }),
      ),
    );
  }

  function publicMembers({name, members = []}) {
    const isPublic = ({privacy, static: isStatic}) => !isStatic && (privacy ?? 'public') === 'public';
    const fields = parameterFields.get(name) ?? [];
    return [...fields, ...members.filter(isPublic).map(withoutOrigin)].filter(
      (member) => !/^(?:#|_)/.test(member.name),
    );
  }

  /** What the `@attr` lines say about an attribute and what its field says, in the order of the lines. */
  function mergedAttributes({name, attributes: analyzed = []}) {
    const written = attributes.get(name) ?? [];
    const names = new Set([...written, ...analyzed].map((attribute) => attribute.name));
    return [...names].map((attribute) => {
      const field = analyzed.find((each) => each.name === attribute);
      const line = written.find((each) => each.name === attribute);
      const {type, description, fieldName} = {...field, ...line};
      return defined({
        name: attribute,
        type,
        default: attributeValue(field?.default),
        description,
        fieldName,
      });
    });
  }

  function customProperties({tagName, cssProperties = []}) {
    return Object.entries(CUSTOM_PROPERTIES)
      .filter(([, {elements}]) => elements?.includes(tagName) ?? true)
      .map(([name, {syntax, description}]) => {
        const own = cssProperties.find((property) => property.name === name);
        return {name, syntax, description, default: defaults.get(name), ...own};
      });
  }

  function element(declaration) {
    const {kind, name, tagName, description, events = [], slots = [], cssParts = []} = declaration;
    return {
      kind,
      name,
      tagName,
      customElement: true,
      description,
      attributes: mergedAttributes(declaration),
      members: publicMembers(declaration),
      // Those that the analyzer derives from `dispatchEvent` have no right name, and no description.
      events: events.filter((event) => event.description).map(withoutOrigin),
      slots: slots.map(withoutOrigin),
      cssParts: cssParts.map(withoutOrigin),
      cssProperties: customProperties(declaration),
      cssStates: Object.entries(STATES).map(([state, meaning]) => ({name: state, description: meaning})),
      superclass: {name: 'LitElement', package: 'lit'},
    };
  }

  function classOrFunction(declaration) {
    if (declaration.kind !== 'class') return declaration;
    const {superclass} = declaration;
    // A class of the platform is in no module.
    const origin = exported.has(superclass?.name) ? {module: INDEX} : {package: 'global:'};
    return defined({
      ...declaration,
      members: publicMembers(declaration),
      superclass: superclass && {name: superclass.name, ...origin},
    });
  }

  function checkAgainstSources(declarations) {
    const problems = [
      ...[...defaults.keys()]
        .filter((name) => !CUSTOM_PROPERTIES[name])
        .map((name) => `${name} is not described in CUSTOM_PROPERTIES.`),
      ...Object.keys(CUSTOM_PROPERTIES)
        .filter((name) => !defaults.has(name))
        .map((name) => `${name} is used in no style sheet.`),
      ...declarations
        .filter(({tagName}) => tagName && !definitions.has(tagName))
        .map(({name, tagName}) => `${name} says "@element ${tagName}", but that tag is not defined.`),
    ];
    if (problems.length) throw new Error(problems.join('\n'));
  }

  return {
    name: 'public-manifest',
    analyzePhase({ts, node, moduleDoc}) {
      if (ts.isClassDeclaration(node)) readClass(node, ts);
      if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'css')
        for (const [name, value] of defaultsIn(node.template.getText())) defaults.set(name, value);
      if (moduleDoc.path === 'src/index.ts' && ts.isExportSpecifier(node)) exported.add(node.name.text);
      if (moduleDoc.path === 'src/define-elements.ts' && ts.isStringLiteral(node)) definitions.add(node.text);
    },
    packageLinkPhase({customElementsManifest}) {
      const declarations = customElementsManifest.modules
        .flatMap((module) => module.declarations)
        .filter(({name}) => exported.has(name));
      checkAgainstSources(declarations);
      customElementsManifest.schemaVersion = '2.1.0';
      delete customElementsManifest.readme;
      customElementsManifest.modules = [
        {
          kind: 'javascript-module',
          path: INDEX,
          declarations: declarations.map((each) => (each.tagName ? element(each) : classOrFunction(each))),
          exports: declarations.map(({name}) => ({kind: 'js', name, declaration: reference(name)})),
        },
        {
          kind: 'javascript-module',
          path: DEFINE,
          declarations: [],
          exports: declarations
            .filter(({tagName}) => tagName)
            .map(({name, tagName}) => ({
              kind: 'custom-element-definition',
              name: tagName,
              declaration: reference(name),
            })),
        },
      ];
    },
  };
}

export default {
  globs: ['src/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [publicManifest()],
};
