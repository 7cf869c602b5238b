/**
 * The Camel component {@code websocket-jsr356:}, websockets on the servlet container's own port; it
 * knows nothing of what travels over them.
 */
package orderbakery.websocket;
