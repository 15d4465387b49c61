import type {ArgTypes} from '@storybook/web-components-vite';

interface Described {
  readonly name: string;
  readonly description?: string;
}

interface Typed extends Described {
  readonly type?: {readonly text: string};
  readonly default?: string;
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
  readonly cssProperties?: readonly Typed[];
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
    const isField = ({kind, attribute}: Member): boolean => kind === 'field' && !attribute;
    return {
      ...Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeType(attribute)])),
      ...rows('properties', members.filter(isField)),
      ...rows('methods', members.filter(({kind}) => kind === 'method').map(signatureOf)),
      ...rows('events', events),
      ...rows('slots', slots?.map((slot) => ({...slot, name: slot.name || '(default)'}))),
      ...rows('css shadow parts', cssParts),
      ...rows('css custom properties', cssProperties),
      ...rows('css states', cssStates?.map((state) => ({...state, name: `:state(${state.name})`}))),
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

function signatureOf({return: result, ...method}: Member): Typed {
  return {...method, name: `${method.name}()`, ...(result?.type && {type: result.type})};
}

/** Rows that are to be read alone. */
function rows(category: string, entries: readonly Typed[] = []): ArgTypes {
  return Object.fromEntries(
    entries.map(({name, description, type, default: standard}) => [
      `${category}: ${name}`,
      {
        name,
        ...(description && {description}),
        control: false,
        table: tableOf(category, type?.text, standard),
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
