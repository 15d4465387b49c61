import type {ArgTypes} from '@storybook/web-components-vite';

interface Described {
  readonly name: string;
  readonly description?: string;
}

interface Typed extends Described {
  readonly type?: {readonly text: string};
  readonly default?: string;
}

interface CustomProperty extends Typed {
  readonly syntax?: string;
}

interface Member extends Typed {
  readonly kind: string;
  readonly attribute?: string;
  readonly return?: {readonly type?: {readonly text: string}};
}

interface Element extends Described {
  readonly tagName?: string;
  readonly attributes?: readonly Typed[];
  readonly members?: readonly Member[];
  readonly events?: readonly Typed[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly CustomProperty[];
  readonly cssStates?: readonly Described[];
}

export interface Manifest {
  readonly modules: readonly {readonly declarations: readonly Element[]}[];
}

/**
 * The reader of a manifest that the docs and the controls ask for what an element has.
 *
 * Storybook's own one knows neither methods nor states nor the default slot, and of a slot and a part of the same
 * name it shows one. Attributes keep their names, because they are the args of stories.
 */
export function argTypesOf({modules}: Manifest): (tag: string) => ArgTypes | undefined {
  const elements = modules.flatMap(({declarations}) => declarations);
  return (tag) => {
    const element = elements.find(({tagName}) => tagName === tag);
    if (!element) return undefined;
    const {attributes = [], members = [], events, slots, cssParts, cssProperties, cssStates} = element;
    const fields = members.filter(({kind, attribute}) => kind === 'field' && !attribute);
    const methods = members.filter(({kind}) => kind === 'method');
    return {
      ...Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeType(attribute)])),
      ...rows('properties', fields, ({type}) => type?.text),
      ...rows('methods', methods, (method) => method.return?.type?.text, '()'),
      ...rows('events', events, ({type}) => type?.text),
      ...rows('slots', slots, ({name}) => (name ? `slot="${name}"` : 'between the tags')),
      ...rows('css shadow parts', cssParts, ({name}) => `::part(${name})`),
      ...rows('css custom properties', cssProperties, ({syntax}) => syntax),
      ...rows('css states', cssStates, ({name}) => `:state(${name})`),
    };
  };
}

function attributeType({name, description, type, default: standard}: Typed): ArgTypes[string] {
  const options = type?.text.match(/'[^']*'/g)?.map((literal) => literal.slice(1, -1));
  return {
    name,
    ...(description && {description}),
    ...(options && {options}),
    control: {type: options ? 'inline-radio' : type?.text === 'number' ? 'number' : 'text'},
    table: tableOf('attributes', type?.text, standard),
  };
}

/** Rows that are to be read alone, each with its type or with how it is written. */
function rows<T extends Typed>(
  category: string,
  entries: readonly T[] = [],
  codeOf: (entry: T) => string | undefined,
  suffix = '',
): ArgTypes {
  return Object.fromEntries(
    entries.map((entry) => [
      `${category}: ${entry.name}`,
      {
        name: (entry.name || '(default)') + suffix,
        ...(entry.description && {description: entry.description}),
        control: false,
        table: tableOf(category, codeOf(entry), entry.default),
      },
    ]),
  );
}

function tableOf(category: string, type?: string, standard?: string): NonNullable<ArgTypes[string]['table']> {
  return {
    category,
    ...(type && {type: {summary: type}}),
    ...(standard && {defaultValue: {summary: standard}}),
  };
}
