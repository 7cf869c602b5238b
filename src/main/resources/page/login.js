/**
 * Who looks at this page: an access token by the authorization code with PKCE (RFC 7636). The token lives in memory alone,
 * and ends with the page.
 */

const KEPT = 'order-bakery login';

export class Login {
  #settings;
  #token = null;
  #endsAt = 0;
  scopes = new Set();
  user = null;

  /** @param settings as /page/settings.json has them under `login` */
  constructor(settings) {
    this.#settings = settings;
  }

  /** The issuer of a demo leads back to addresses alone, as OAuth 2.1 advises. */
  get isElsewhere() {
    return location.hostname === 'localhost' && this.#settings.authorizationEndpoint?.startsWith('/');
  }

  get elsewhere() {
    return location.href.replace('//localhost', '//127.0.0.1');
  }

  /** Whether there is a place to log in. */
  get isPossible() {
    return Boolean(this.#settings.authorizationEndpoint);
  }

  forget() {
    this.#token = null;
    this.scopes = new Set();
    this.user = null;
  }

  /** A token that is good now; null once it has ended. */
  get token() {
    return Date.now() < this.#endsAt ? this.#token : null;
  }

  /** Leads to the page of the issuer, which leads back to here. */
  async begin() {
    const { authorizationEndpoint, clientId, scopes } = this.#settings;
    const verifier = random();
    const state = random();
    sessionStorage.setItem(KEPT, JSON.stringify({ verifier, state, hash: location.hash }));
    const address = new URL(authorizationEndpoint, location.origin);
    const asked = {
      response_type: 'code', client_id: clientId, redirect_uri: here(), scope: scopes.join(' '), state,
      code_challenge: await challenge(verifier), code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    location.assign(address);
  }

  /** Takes the code that the issuer has sent along, if this page has asked for it. */
  async end() {
    const answer = new URLSearchParams(location.search);
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
    if (!answer.has('state')) return;
    sessionStorage.removeItem(KEPT);
    history.replaceState(null, '', `/${kept?.hash ?? ''}`);
    if (answer.get('state') !== kept?.state) return;
    if (!answer.has('code')) throw new Error(`The login has failed: ${answer.get('error_description') ?? answer.get('error')}`);
    await this.#take(answer.get('code'), kept.verifier);
  }

  async #take(code, verifier) {
    const { tokenEndpoint, clientId } = this.#settings;
    const form = { grant_type: 'authorization_code', code, redirect_uri: here(), client_id: clientId, code_verifier: verifier };
    const answer = await fetch(tokenEndpoint, { method: 'POST', body: new URLSearchParams(form), redirect: 'error' });
    if (!answer.ok) throw new Error('The login has failed: the issuer gave no token.');
    const told = await answer.json();
    const claims = JSON.parse(decoded(told.access_token.split('.')[1]));
    this.#token = told.access_token;
    this.#endsAt = Date.now() + 1000 * (told.expires_in ?? 300);
    this.scopes = new Set([claims.scope ?? claims.scp ?? []].flat().flatMap((it) => it.split(' ')));
    this.user = claims.sub;
  }
}

const here = () => `${location.origin}/`;

const random = () => encoded(crypto.getRandomValues(new Uint8Array(32)));

const challenge = async (verifier) => encoded(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));

const encoded = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const decoded = (text) => new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (it) => it.charCodeAt(0)));
