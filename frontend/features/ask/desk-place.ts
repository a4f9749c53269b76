/** Where the side panel stands below, it waits below the first screen: an answer that comes late moves nothing in sight. */
export const deskClass = 'flex min-w-0 flex-col gap-5 max-lg:min-h-dvh';

/** Of four suggestions, on a phone each on a line of its own. */
export const suggestionsHeight = 'h-60 md:h-22';
