/** Asks the server. What it refuses is thrown with its problem; what gets no answer at all, as {@link Away}. */

const PATIENCE_MILLIS = 40_000;

/** There was an answer, and it was no. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.error ?? problem?.title ?? `The answer was ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

/** Nobody has answered. */
export class Away extends Error {}

export class Api {
  #base;
  #token;

  /**
   * @param {string} base an origin; empty for this page's own
   * @param {() => string | null} token that is good now, or null where none is needed
   */
  constructor(base, token) {
    this.#base = base;
    this.#token = token;
  }

  get = (path, headers) => this.#ask('GET', path, undefined, headers);
  delete = (path, headers) => this.#ask('DELETE', path, undefined, headers);
  post = (path, body, headers) => this.#ask('POST', path, body, headers);
  put = (path, body, headers) => this.#ask('PUT', path, body, headers);
  patch = (path, body, headers) => this.#ask('PATCH', path, body, { 'Content-Type': 'application/merge-patch+json', ...headers });

  /** @returns {Promise<{status: number, headers: Headers, body: any}>} body: JSON as data, all else as text */
  async #ask(method, path, body, headers = {}) {
    const token = this.#token();
    const sent = {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    };
    const answer = await fetch(this.#base + path, sent).catch((error) => {
      throw new Away(error.message);
    });
    const text = await answer.text();
    const read = answer.headers.get('Content-Type')?.includes('json') && text ? JSON.parse(text) : text;
    if (!answer.ok) throw new Refused(answer.status, typeof read === 'object' ? read : undefined);
    return { status: answer.status, headers: answer.headers, body: read };
  }
}

/** All pages of a list, as far as `most` entries. */
export async function all(api, path, most = 1000) {
  const found = [];
  for (let next = path; next && found.length < most; ) {
    const { body, headers } = await api.get(next);
    found.push(...body);
    next = headers.get('Link')?.match(/<([^>]+)>; rel="next"/)?.[1];
  }
  return found;
}
