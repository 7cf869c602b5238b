/** A server of `/order-events` without a network: what it says and when is the test's to decide. */
export class FakeFeed {
  /** Sockets in the order in which they were opened. */
  sockets = [];
  /** The class for the option `WebSocket`. */
  WebSocket;
  #changes = [];

  constructor() {
    const { sockets } = this;
    this.WebSocket = class {
      sent = [];
      isOpen = false;
      isClosed = false;

      constructor(url, protocols) {
        this.url = new URL(url);
        this.protocols = protocols;
        sockets.push(this);
      }

      send(text) {
        this.sent.push(JSON.parse(text));
      }

      /** As in Node 22, where a socket that never opened tells of an error before this returns. */
      close() {
        this.isClosed = true;
        if (!this.isOpen) this.onerror({});
      }

      says(frame) {
        this.isOpen = true;
        this.onmessage({ data: JSON.stringify(frame) });
      }

      fails() {
        this.onerror({});
      }

      ends(code, reason = '') {
        this.onclose({ code, reason });
      }
    };
  }

  /** The newest socket. */
  get socket() {
    return this.sockets.at(-1);
  }

  /** A fresh connection is greeted as contract.md section 2 says. */
  greet(token = 't0') {
    this.socket.says({ type: 'feed.hello', token, resumed: false, heartbeatSeconds: 25 });
  }

  /** A connection that resumes is greeted, and has nothing to catch up with. */
  resume() {
    this.socket.says({ type: 'feed.hello', token: 'hello', resumed: true, heartbeatSeconds: 25 });
    this.socket.says({ type: 'feed.live', token: 'live' });
  }

  /** An order changes: remembered for those that come later. Returns its frame. */
  change(id, version) {
    const frame = changed(id, version, `t${this.#changes.length + 1}`);
    this.#changes.push(frame);
    return frame;
  }

  /** All that a socket is sent when it connects: each order once, in its newest version. */
  *welcome({ url }) {
    const after = url.searchParams.get('after');
    const token = `t${this.#changes.length}`;
    yield { type: 'feed.hello', token, resumed: after !== null, heartbeatSeconds: 25 };
    if (after) {
      const missed = this.#changes.slice(Number(after.slice(1)));
      yield* missed.filter(({ subject }, i) => missed.findLastIndex((frame) => frame.subject === subject) === i);
      yield { type: 'feed.live', token };
    }
  }
}

/** The frame of a version of an order. */
export function changed(id, version, token) {
  const type = version === 1 ? 'order.created' : 'order.updated';
  return { type, id: `${id}-${version}`, subject: id, entityversion: version, token, data: { id, version } };
}

/** The frame of a refusal. */
export function rejected(id, commandId, token) {
  const data = { type: '/problems/order-not-changeable', status: 409, entityId: id };
  return { id: commandId, type: 'order.rejected', subject: id, entityversion: 1, token, data };
}
