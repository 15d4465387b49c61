import type {Messages} from './messages.js';

export const en: Messages = {
  language: 'en',
  empty: 'There are no stories yet.',
  homePage: 'Go to the publisher’s site',
  stale: 'There may be newer stories: the last update failed.',
  retry: 'Try again',
  loading: 'Loading …',
  loaded: 'The stories are here.',
  errors: {
    'no-address': 'It is not set where the stories come from.',
    'blocked-address': 'The stories cannot be loaded from the given address.',
    network: 'The stories could not be loaded. Please check your internet connection.',
    timeout: 'The stories take too long to load.',
    http: 'The stories are not available at the moment.',
    'too-large': 'The stories cannot be shown: the answer is too large.',
    'not-a-feed': 'No stories could be read from the given address.',
    'no-story': 'This story was not found.',
  },
};
