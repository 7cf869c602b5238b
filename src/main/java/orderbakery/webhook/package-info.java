/** Webhooks: signed messages to receivers elsewhere, as standardwebhooks.com has them. */
package orderbakery.webhook;
