/**
 * Follows the orders of Order Bakery over its websocket, and misses nothing: a lost connection comes back by itself and
 * resumes with the newest token, each version of an order is told once, and where resuming is impossible `onReset` says
 * so. For browsers and Node 22 or newer; no dependencies.
 */

/**
 * A frame about an order, as docs/contract.md section 2 has it.
 * @typedef {{type: string, id: string, subject: string, entityversion?: number, time: string, position: string,
 *   token: string, data: object}} Frame
 * @typedef {{ids?: string[], types?: string[]}} Filter absent or empty lists let everything in
 *
 * Handlers are called in the order of frames. One that throws leaves its frame unseen: the error goes to `onError`,
 * and the connection is made anew to get the frame again. A promise is not waited for.
 * @typedef {object} Options
 * @property {(order: object, frame: Frame) => void} [onOrder] a version that was not told before; of a deleted order
 *   only `id`, `version` and `status`
 * @property {(problem: object, frame: Frame) => void} [onRejected] why a command changed nothing; told only live
 * @property {(reason: string) => void} [onReset] what was known may be incomplete: load `/order`. Called at the first
 *   connection without a token, too
 * @property {() => void} [onLive] nothing is behind any more; what follows is new
 * @property {(error: Error) => void} [onError] for the log: after all but a refusal (1008) it goes on by itself. Errors
 *   that the server tells have its document in `problem`: where that has the status 401, `token` has brought none that is good
 * @property {() => string | Promise<string>} [token] a bearer token that is good now: asked before each connection, for a
 *   ticket that opens it. When the token has ended, the connection is made anew with the next one
 * @property {Pick<Storage, 'getItem' | 'setItem'>} [store] keeps the place in the feed beyond this object, for instance
 *   `localStorage`; one object per store, user and URL
 * @property {number} [firstDelay] milliseconds that the first retry waits at most, 1000; each failure doubles it
 * @property {number} [longestDelay] milliseconds that any retry waits at most, 30000
 * @property {new (url: string, protocols: string[]) => WebSocket} [WebSocket] another class than the platform's
 */

const SUBPROTOCOL = 'order-bakery.v1';
const NOT_ALLOWED = 1008;
const TOKEN_HAS_ENDED = 'authorization is over';
const OVERLOADED = 1013;
const FAILURES_OF_AN_OVERLOAD = 3;
const UNTIL_HELLO_SECONDS = 25;
const REMEMBERED_ORDERS = 10_000;

const problemError = (problem) => Object.assign(new Error(problem.detail), { problem });
export class OrderEvents {
  #url;
  #key;
  #options;
  #filter;
  #token;
  #versions = new Map();
  #connection = null;
  #failures = 0;
  #retry;
  #isClosed = false;

  /**
   * Connects at once.
   * @param {string | URL} url of `/order-events`, or of the feed of another component, whose entities `onOrder` is then told: `ws:`, `wss:`, `http:`, `https:`, or within the page's site
   * @param {Options & Filter} options
   */
  constructor(url, { ids = [], types = [], ...options } = {}) {
    this.#url = new URL(url, globalThis.location?.href);
    this.#url.protocol = this.#url.protocol.replace('http', 'ws');
    this.#key = `order-bakery ${this.#url}`;
    this.#options = { firstDelay: 1000, longestDelay: 30_000, ...options };
    this.#filter = { ids, types };
    this.#token = options.store?.getItem(this.#key) ?? null;
    this.#connect();
  }

  /** Replaces the filter. Orders that it lets in are told from their next change on: load them. */
  subscribe({ ids = [], types = [] } = {}) {
    this.#filter = { ids, types };
    this.#sendFilter();
  }

  /** Ends it: no handler is called any more. */
  close() {
    this.#isClosed = true;
    this.#leave();
  }

  #connect() {
    const mine = { asksFor: this.#token };
    this.#connection = mine;
    this.#watch(UNTIL_HELLO_SECONDS);
    if (!this.#options.token) return this.#open([]);
    this.#fetchTicket()
      .then((ticket) => mine === this.#connection && this.#open([SUBPROTOCOL, `ticket.${ticket}`]))
      .catch((error) => mine === this.#connection && this.#again(error));
  }

  async #fetchTicket() {
    const address = new URL('feed-ticket', this.#url);
    address.protocol = address.protocol.replace('ws', 'http');
    const headers = { Authorization: `Bearer ${await this.#options.token()}` };
    const signal = AbortSignal.timeout(UNTIL_HELLO_SECONDS * 1000);
    const answer = await fetch(address, { method: 'POST', headers, redirect: 'error', signal });
    if (answer.status === 201) return (await answer.json()).ticket;
    const detail = `There was no ticket: ${answer.status}`; // a gateway may have answered
    throw problemError(await answer.json().catch(() => ({ status: answer.status, detail })));
  }

  #open(protocols) {
    const mine = this.#connection;
    const address = new URL(this.#url);
    this.#filter.ids.forEach((id) => address.searchParams.append('id', id));
    this.#filter.types.forEach((type) => address.searchParams.append('type', type));
    if (this.#token) address.searchParams.set('after', this.#token);
    const socket = new (this.#options.WebSocket ?? WebSocket)(address.href, protocols);
    Object.assign(mine, { socket, filter: this.#filter });
    // a socket that was left may still speak; in Node 22, one that failed to connect never says that it is closed
    socket.onmessage = (event) => mine === this.#connection && this.#hear(event.data);
    socket.onclose = (event) => mine === this.#connection && this.#lost(event);
    socket.onerror = () => mine === this.#connection && this.#again(new Error('The connection has failed'));
  }

  #hear(text) {
    this.#connection.heard = true;
    try {
      this.#take(JSON.parse(text));
    } catch (error) {
      this.#again(error);
    }
  }

  #take(frame) {
    if (frame.type === 'feed.hello') this.#greet(frame);
    else if (frame.type === 'feed.live') this.#live(frame.token);
    else if (frame.type === 'feed.reset') this.#reset(frame.reason);
    else if (frame.type === 'feed.error') this.#tell('onError', problemError(frame.problem));
    else if (frame.type.endsWith('.rejected')) this.#pass(frame, 'onRejected', `rejected ${frame.id}`, 1);
    else if (!frame.type.startsWith('feed.')) this.#pass(frame, 'onOrder', frame.subject, frame.entityversion);
  }

  #greet(hello) {
    this.#connection.hello = hello;
    this.#watch(hello.heartbeatSeconds);
    this.#sendFilter();
    if (!this.#connection.asksFor) this.#reset('first connection');
  }

  /** The token of the greeting counts only after the reset was told, lest a cut between the two hides it. */
  #reset(reason) {
    const { hello } = this.#connection;
    this.#versions.clear();
    this.#tell('onReset', reason);
    this.#live(hello.token);
  }

  #live(token) {
    this.#keep(token);
    if (this.#connection && !this.#connection.isLive) {
      this.#connection.isLive = true;
      this.#tell('onLive');
    }
  }

  #pass(frame, handler, key, version) {
    const { asksFor, hello, isLive } = this.#connection;
    if (asksFor && !hello.resumed && !isLive) this.#reset('the server did not resume');
    if (!(this.#versions.get(key) >= version)) {
      this.#tell(handler, frame.data, frame);
      this.#versions.delete(key); // who changed last is forgotten last
      this.#versions.set(key, version);
      if (this.#versions.size > REMEMBERED_ORDERS) this.#versions.delete(this.#versions.keys().next().value);
    }
    this.#keep(frame.token);
  }

  #keep(token) {
    this.#token = token;
    try {
      this.#options.store?.setItem(this.#key, token);
    } catch (error) {
      this.#tell('onError', error); // a store that is full: the memory still has it
    }
  }

  /** In the query there is the filter of then: a later one is sent once the server listens. */
  #sendFilter() {
    const { socket, hello, filter } = this.#connection ?? {};
    if (hello && filter !== this.#filter) {
      this.#connection.filter = this.#filter;
      socket.send(JSON.stringify({ action: 'subscribe', ...this.#filter }));
    }
  }

  /** A browser does not show the server's pings: this one asks, and expects to hear anything within the same time. */
  #watch(seconds) {
    const mine = this.#connection;
    clearInterval(mine.watch);
    mine.watch = setInterval(() => {
      if (!mine.heard) return this.#again(new Error(`Nothing was heard for ${seconds} s`));
      this.#failures = 0;
      mine.heard = false;
      mine.socket.send('{"action":"ping"}');
    }, seconds * 1000);
  }

  #lost({ code, reason }) {
    if (code === OVERLOADED) this.#failures = Math.max(this.#failures, FAILURES_OF_AN_OVERLOAD);
    this.#again(new Error(`The connection was closed with ${code} ${reason}`));
    if (code === NOT_ALLOWED && !(this.#options.token && reason === TOKEN_HAS_ENDED)) this.close();
  }

  /** Waits for a random time, so that the clients of a server that restarts do not come all at once. */
  #again(error) {
    this.#leave();
    const { firstDelay, longestDelay } = this.#options;
    const most = Math.min(longestDelay, firstDelay * 2 ** this.#failures++);
    if (!this.#isClosed) this.#retry = setTimeout(() => this.#connect(), Math.random() * most);
    this.#tell('onError', error);
  }

  /** The connection is left before it is closed: in Node 22, close() of one that never opened tells of an error at once. */
  #leave() {
    const left = this.#connection;
    this.#connection = null;
    clearTimeout(this.#retry);
    clearInterval(left?.watch);
    left?.socket?.close();
  }

  #tell(handler, ...what) {
    if (!this.#isClosed) this.#options[handler]?.(...what);
  }
}
