/** What a second source is called that is a database: schema files have migrations or this. */
export const LIVE_DATABASE = 'a live database';
